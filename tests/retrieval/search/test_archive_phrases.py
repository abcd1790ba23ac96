"""Questions about the archive in Russian and Kazakh are told from questions about the world."""

from __future__ import annotations

import re
import time
from collections import Counter
from datetime import date
from typing import Any

import pytest

from retrieval.search.archive_phrases import (
    asked_on,
    forms,
    frames,
    grouped_by,
    has_article,
    is_cyrillic,
    pattern,
    without_courtesies,
    without_place,
)
from retrieval.search.archive_question import ArchiveQuestion, archive_question
from retrieval.search.archive_wordings import FRAMES
from support import wordings_in_kazakh, wordings_in_russian

TODAY = date(2026, 11, 28)
OUTLETS = ("Larkfield Post", "TASS", wordings_in_russian.MAYAK, wordings_in_kazakh.SHAM)
WORDINGS = (*wordings_in_russian.WORDINGS, *wordings_in_kazakh.WORDINGS)
OF_THE_WORLD = (*wordings_in_russian.OF_THE_WORLD, *wordings_in_kazakh.OF_THE_WORLD)


def read(question: str) -> ArchiveQuestion | None:
    return archive_question(question, OUTLETS, TODAY)


@pytest.mark.parametrize(
    ("question", "kind", "limits"),
    [
        ("Сколько статей у ТАСС?", "count", {"outlets": ("TASS",)}),
        ("Скажите, пожалуйста, сколько статей от TASS в архиве?", "count", {"outlets": ("TASS",)}),
        ("Сколько всего статей в архиве?", "count", {}),
        ("Сколько материалов Larkfield Post за 2015 год?", "count",
         {"outlets": ("Larkfield Post",), "since": "2015-01-01", "until": "2015-12-31"}),
        ("Сколько у вас статей о паромах?", "count", {"topic": "паромах"}),
        ("Сколько статей с исправлениями?", "count", {"revision": "correction"}),
        ("Покажи статьи на казахском языке", "list_articles", {"language": "kk"}),
        ("Покажи статьи, где упоминается маяк", "list_articles",
         {"topic": "маяк", "every_word": True}),
        ("Сколько статей упоминает Веннова?", "count", {"topic": "Веннова", "every_word": True}),
        ("Сколько материалов в архиве упоминают маяк в порту?", "count",
         {"topic": "маяк в порту", "every_word": True}),
        ("В скольких статьях упоминается Веннов?", "count",
         {"topic": "Веннов", "every_word": True}),
        ("В скольких заметках говорится о паромах?", "count", {"topic": "паромах"}),
        ("Сколько публикаций TASS посвящено паромам?", "count",
         {"outlets": ("TASS",), "topic": "паромам"}),
        ("Қанша мақалада Веннов аталады?", "count", {"topic": "Веннов"}),
        ("Веннов туралы қанша мақалада айтылған?", "count", {"topic": "Веннов"}),
        ("Какие статьи были исправлены?", "list_articles", {"revision": "correction"}),
        ("Какие статьи написал Орлан Веннов?", "list_articles", {"author": "Орлан Веннов"}),
        ("Что написала Орла Веннова?", "list_articles", {"author": "Орла Веннова"}),
        ("Что написал Орлан Веннов о паромах в 2015 году?", "list_articles",
         {"author": "Орлан Веннов", "topic": "паромах", "since": "2015-01-01",
          "until": "2015-12-31"}),
        ("Что писали о паромах в мае 2015 года?", "about",
         {"topic": "паромах", "since": "2015-05-01", "until": "2015-05-31"}),
        ("Кто написал статью о паромах?", "author_of", {"topic": "паромах"}),
        ("Кто написал статью «Последние хлеба»?", "author_of", {"title": "Последние хлеба"}),
        ("Когда вышла статья о паромах?", "published_when", {"topic": "паромах"}),
        ("В каком издании опубликована статья о паромах?", "outlet_of", {"topic": "паромах"}),
        ("Какое издание сообщило о паромах?", "outlet_of", {"topic": "паромах"}),
        ("Что нового на этой неделе?", "new", {"since": "2026-11-23", "until": "2026-11-28"}),
        ("Что нового?", "new", {"since": "2026-11-21"}),
        ("Что есть в архиве о паромах?", "about", {"topic": "паромах"}),
        ("Какие издания есть в архиве?", "list_outlets", {}),
        ("Какая статья самая старая?", "oldest", {}),
        ("Какая самая новая статья TASS?", "newest", {"outlets": ("TASS",)}),
        ("TASS басылымының неше мақаласы бар?", "count", {"outlets": ("TASS",)}),
        ("Мұрағатта паром туралы не бар?", "about", {"topic": "паром"}),
        ("«Соңғы нан» мақаласын кім жазды?", "author_of", {"title": "Соңғы нан"}),
        ("Ең ескі мақала қайсы?", "oldest", {}),
        ("Мұрағатта қандай мақалалар бар?", "list_articles", {}),
    ],
)  # fmt: skip
def test_a_question_about_the_archive_is_understood(
    question: str, kind: Any, limits: dict[str, Any]
) -> None:
    assert read(question) == ArchiveQuestion(kind, **limits)


@pytest.mark.parametrize(
    "question",
    [
        "Сколько статей в уставе порта?",
        "Сколько человек пострадало в порту?",
        "Сколько статей устава касается налогов?",
        "В скольких статьях устава порта есть запреты?",
        "Сколько публикаций набрал роман?",
        "Кто написал роман о паромах?",
        "Что написал Веннов в письме совету?",
        "Что писали жители совету?",
        "Кто сообщил полиции о взрыве?",
        "Что произошло в мае?",
        "Какие страны есть в союзе?",
        "Что есть нового в законе о портах?",
        "Когда вышла книга о маяке?",
        "Порт кеңесін кім басқарады?",
    ],
)
def test_a_question_about_the_world_is_none(question: str) -> None:
    assert read(question) is None


@pytest.mark.parametrize(("question", "kind", "limits"), WORDINGS)
def test_a_wording_is_understood_with_its_limits(
    question: str, kind: Any, limits: dict[str, Any]
) -> None:
    assert read(question) == ArchiveQuestion(kind, **limits)


@pytest.mark.parametrize("question", OF_THE_WORLD)
def test_what_is_asked_of_the_world_in_like_words_is_none(question: str) -> None:
    assert read(question) is None


@pytest.mark.parametrize("language", [wordings_in_russian, wordings_in_kazakh])
def test_whatever_english_asks_is_asked_in_as_many_wordings(language: Any) -> None:
    english = Counter(frame.kind for frame in FRAMES)
    tried = Counter(kind for _, kind, _ in language.WORDINGS)
    assert not {kind: count for kind, count in english.items() if tried[kind] < count}


@pytest.mark.parametrize(("question", "kind", "limits"), WORDINGS)
def test_a_question_without_an_article_fits_the_frames_that_need_none(
    question: str, kind: str, limits: dict[str, Any]
) -> None:
    if not has_article(question):
        few = frames(article=False)
        assert kind in {one for one, _, _ in few} or grouped_by(question)
        assert set(few) < set(frames())


@pytest.mark.parametrize(
    ("question", "left"),
    [
        ("В архиве сколько статей", "сколько статей"),
        ("У вас есть статьи", "статьи"),
        ("Мұрағаттағы ең ескі мақала", "ең ескі мақала"),
        ("Сколько статей в архиве", "Сколько статей в архиве"),
    ],
)
def test_the_archive_may_be_named_first(question: str, left: str) -> None:
    assert without_place(question) == left


@pytest.mark.parametrize(
    ("kind", "question", "told"),
    [
        ("happened", "Что произошло в 2016 году?", True),
        ("earlier", "Сколько погибших называли до исправления?", True),
        ("earlier", "Какая цифра была первоначально?", True),
        ("corrections", "Какова исправленная цифра?", True),
        ("corrections", "Сколько стоит паром?", False),
    ],
)
def test_other_phrases_are_told(kind: str, question: str, *, told: bool) -> None:
    assert bool(forms(kind).search(question)) is told


@pytest.mark.parametrize(
    ("question", "topic"),
    [
        ("Последние новости о паромах", "паромах"),
        ("Какие последние новости из Ларкфилда?", "Ларкфилда"),
        ("А что нового по делу Веннова?", "Веннова"),
        ("Скажите, что нового слышно про маяк", "маяк"),
        ("Что нового в Ларкфилде?", "Ларкфилде"),
        ("Есть ли новости о пароме «Орёл»?", "пароме «Орёл»"),
        ("Каковы свежие новости о маяке в порту?", "маяке в порту"),
        ("Маяк туралы соңғы жаңалықтар", "Маяк"),
        ("Веннов ісі бойынша не жаңалық бар?", "Веннов"),
        ("Паром бойынша жаңалықтар қандай?", "Паром"),
        ("Какие новости сегодня?", ""),
        ("Что нового в архиве?", ""),
        ("Что нового?", ""),
        ("Кто сообщил последние новости о пароме?", ""),
    ],
)
def test_the_topic_of_the_latest_is_told(question: str, topic: str) -> None:
    assert asked_on("latest", question) == topic


@pytest.mark.parametrize(
    ("question", "kind", "topic"),
    [
        ("Сколько статей по месяцам?", "list_months", ""),
        ("Сколько статей за каждый год?", "list_years", ""),
        ("Сколько статей о паромах по изданиям?", "list_outlets", "паромах"),
        ("Сколько у вас статей по языкам?", "list_languages", ""),
        ("Сколько статей по авторам?", "list_authors", ""),
        ("Мұрағатта қанша мақала бар жыл бойынша?", "list_years", ""),
    ],
)
def test_articles_are_counted_by_what_they_share(question: str, kind: str, topic: str) -> None:
    asked = read(question)
    assert asked is not None
    assert (asked.kind, asked.topic) == (kind, topic)


@pytest.mark.parametrize(
    "question", ["Сколько людей погибло по годам?", "Сколько пожаров в каждом месяце?"]
)
def test_what_the_world_counts_by_year_is_not_the_archives(question: str) -> None:
    assert read(question) is None


def test_where_such_a_phrase_begins_is_told() -> None:
    assert grouped_by("Сколько статей, по месяцам") == ("Сколько статей", "list_months")
    assert grouped_by("Ай бойынша неше мақала бар") == ("неше мақала бар", "list_months")
    assert grouped_by("Сколько статей по месяцам вышло") is None


def test_a_phrase_is_written_in_words() -> None:
    words = re.compile(pattern("сколько [всего] (книг|статей) {topic}") + "$")
    found = words.match("сколько статей о маяке")
    assert found
    assert found["topic"] == "о маяке"
    assert words.match("сколько всего книг есть")
    assert not words.match("сколькостатей есть")


def test_courtesies_are_left_out() -> None:
    assert without_courtesies("Скажите, пожалуйста, кто там?") == "кто там?"
    assert not is_cyrillic("Who is there?")


@pytest.mark.parametrize("word", ["покажи все ", "статьи о ", "у TASS ", "сколько статей "])
def test_a_strange_text_takes_no_longer(word: str) -> None:
    read(word)
    began = time.perf_counter()
    for text in (
        word * 400,
        (word * 400)[:295],
        f"сколько {word * 10}",
        f"кто написал {word * 12}",
    ):
        read(text)
    assert time.perf_counter() - began < 1.0
