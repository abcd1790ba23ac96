from __future__ import annotations

import hashlib
from collections.abc import Sequence

import pytest

from retrieval.archive.doctor import examine
from retrieval.archive.indexing import index
from retrieval.archive.languages import language_advice, language_shares
from retrieval.archive.store import Archive
from retrieval.embedding.minilm import NAME
from retrieval.types import Article, FoundFiles, IndexReport, Reading, SourceFile
from support.archives import HashedWords

MIXED = (("en", 600), ("ru", 300), ("kk", 100))


@pytest.fixture
def shipped(archive: Archive) -> Archive:
    """An archive as if the shipped model had embedded it."""
    with archive.writing() as connection:
        connection.execute("update meta set value = ? where key = 'model'", (NAME,))
    archive.model = None
    return archive


def fill(archive: Archive, held: Sequence[tuple[str | None, int]]) -> IndexReport:
    """Index an article in each of these languages, of so many letters."""
    made = []
    for language, size in held:
        text = f"{language} ".ljust(size, "x")
        digest = hashlib.sha256(text.encode()).hexdigest()
        made.append(
            Article(f"{language}", f"{language}.txt", text=text, hash=digest, language=language)
        )
    found = FoundFiles((SourceFile("all.jsonl", "/all.jsonl", "1"),))
    return index(archive, HashedWords(), found, lambda file: Reading(tuple(made)))


@pytest.mark.parametrize(
    ("held", "told"),
    [
        ((("en", 910), ("ru", 90)), None),
        ((("en", 500), (None, 500)), None),
        (MIXED, "40% of the text is not in English (ru 30%, kk 10%)"),
        ((("ru", 100),), "100% of the text is not in English (ru 100%)"),
    ],
)
def test_more_than_a_tenth_in_other_languages_is_told_with_what_to_do(
    shipped: Archive, held: Sequence[tuple[str | None, int]], told: str | None
) -> None:
    fill(shipped, held)
    with shipped.reading() as connection:
        sentence = language_advice(connection)
    if told is None:
        assert sentence is None
    else:
        assert sentence
        assert sentence.startswith(told)
        assert sentence.endswith("run: dateline rebuild")


def test_an_archive_of_another_model_is_told_nothing(archive: Archive) -> None:
    fill(archive, MIXED)
    with archive.reading() as connection:
        assert language_advice(connection) is None
        assert language_shares(connection) == {"en": 0.6, "ru": 0.3, "kk": 0.1}


def test_doctor_and_an_indexing_run_that_added_something_say_it(shipped: Archive) -> None:
    assert fill(shipped, MIXED).advice
    finding = next(one for one in examine(shipped) if one.about == "languages")
    assert finding.sound
    assert "40% of the text is not in English" in finding.seen
    again = fill(shipped, MIXED)
    assert again.unchanged == len(MIXED)
    assert again.advice is None
