"""Articles in other languages than the shipped model's: their words carry the search."""

from __future__ import annotations

import hashlib
import math
import re
from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from retrieval.archive.doctor import examine
from retrieval.archive.indexing import index, remove
from retrieval.archive.opening import open_archive
from retrieval.archive.store import Archive
from retrieval.archive.vectors import Vectors
from retrieval.embedding import MiniLM
from retrieval.search.hybrid import _in_other_script, hybrid_search
from retrieval.types import Article, FoundFiles, Question, Reading, SourceFile

TEXTS = {
    "summit": (
        "Саммит ШОС прошёл в Астане",
        "4 июля 2024 года в Астане состоялся саммит Шанхайской организации сотрудничества. "
        "Председательствовал на нём президент Казахстана Касым-Жомарт Токаев. "
        "Белоруссия стала десятым членом организации.",
    ),
    "flight": (
        "Первый полёт человека",
        "12 апреля 1961 года с космодрома Байконур стартовал корабль «Восток-1». "
        "Юрий Гагарин облетел Землю за 108 минут.",
    ),
    "lake": (
        "Самое глубокое озеро",
        "Глубина Байкала достигает 1642 метров. "
        "В озеро впадает более трёхсот рек, а вытекает одна — Ангара.",
    ),
    "chinese": (
        "阿斯塔纳峰会",
        "2024年7月4日,上海合作组织成员国元首在阿斯塔纳举行峰会。白俄罗斯正式成为第十个成员国。",
    ),
    "japanese": (
        "富士山の高さ",
        "富士山の高さは3776メートルである。山頂には古い神社がある。",
    ),
    "arabic": ("سد على النهر", "بنت الحكومة سدّاً على النهر. قال الوزير إن العمل انتهى في مارس."),
    "kazakh": ("Каспий теңізі", "Каспий теңізінің деңгейі төмендеді. Балықшылар алаңдаулы."),
    "english": (
        "A deep lake",
        "Lake Balkhash is half fresh and half salt. The Ili river feeds its western part.",
    ),
}


def an_article(name: str) -> Article:
    title, text = TEXTS[name]
    digest = hashlib.sha256(text.encode()).hexdigest()
    return Article(id=name, source=f"{name}.txt", text=text, hash=digest, title=title)


@pytest.fixture(scope="module")
def archive(make_archive: Callable[..., Archive]) -> Archive:
    return make_archive(*map(an_article, TEXTS))


@pytest.mark.parametrize(
    ("question", "article", "answer"),
    [
        ("Кто председательствовал на саммите ШОС?", "summit", "Токаев"),
        ("Где прошла встреча под председательством Токаева?", "summit", "Астане"),
        ("За сколько минут Гагарин облетел Землю?", "flight", "108"),
        ("Каков самый первый полет человека?", "flight", "Байконур"),
        ("Какие реки вытекают из Байкала?", "lake", "Ангара"),
        ("阿斯塔纳峰会是什么时候举行的？", "chinese", "2024年7月4日"),
        ("富士山の高さは何メートルですか", "japanese", "3776"),
        ("متى انتهى عمل السد؟", "arabic", "مارس"),
        ("КАСПИЙ ТЕҢІЗІНІҢ деңгейі", "kazakh", "төмендеді"),
        ("What river feeds Lake Balkhash?", "english", "Ili"),
    ],
)
def test_a_question_finds_the_article_of_its_language_first(
    archive: Archive, minilm: MiniLM, question: str, article: str, answer: str
) -> None:
    hits = hybrid_search(archive, Vectors(archive), minilm, Question(question, k=3))
    assert hits[0].passage.article == article
    assert answer in hits[0].passage.text


def test_articles_of_any_language_leave_nothing_in_the_index(
    make_archive: Callable[..., Archive],
) -> None:
    archive = make_archive(*map(an_article, TEXTS))
    remove(archive, list(TEXTS))
    with archive.reading() as connection:
        assert connection.execute("select count(*) from vocabulary").fetchone()[0] == 0
    parts = next(finding for finding in examine(archive) if finding.about == "index")
    assert parts.sound


class Translated:
    """An embedder that knows what a text is about, in Russian and in English."""

    name, dimension, chunk_tokens, across = "translated", 2, 200, True

    def embed(self, texts: Sequence[str]) -> NDArray[np.float32]:
        near = [0.9 if re.search("lake|озер|Байкал", text) else 0.1 for text in texts]
        return np.array([[one, math.sqrt(1 - one * one)] for one in near], dtype=np.float32)

    def count_tokens(self, texts: Sequence[str]) -> list[int]:
        return [len(text.split()) for text in texts]


def test_an_article_in_another_script_is_no_worse_for_sharing_no_words(home: Path) -> None:
    model = Translated()
    with open_archive(home, model.name, model.dimension, create=True) as archive:
        made = (an_article("lake"), an_article("flight"), an_article("english"))
        found = FoundFiles((SourceFile("all.jsonl", "/all.jsonl", "1"),))
        index(archive, model, found, lambda file: Reading(made))
        asked = Question("How deep is the lake that the river Angara leaves?", k=3)
        hits = hybrid_search(archive, Vectors(archive), model, asked)
        assert {hit.passage.article for hit in hits[:2]} == {"lake", "english"}
        with archive.reading() as connection:
            keys = [row["id"] for row in connection.execute("select id from chunks")]
            foreign = _in_other_script(connection, keys, asked.text)
        assert len(foreign) == 2
