"""Earlier versions: kept where an answer cites them, and for that alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.archive.article_writing import delete_article, put_article
from retrieval.archive.earlier_versions import earlier_versions, note_cited
from retrieval.archive.quoting import nearest_sentences
from retrieval.archive.store import Archive
from retrieval.types import Article, Citation
from support.articles import article, story


def put(archive: Archive, one: Article) -> None:
    with archive.writing() as connection:
        put_article(connection, "/file", one, ())


def cite(archive: Archive, one: Article) -> None:
    citation = Citation(1, one.id, one.source, None, None, None, None, None, one.hash, 0, 1, "x")
    with archive.noting() as connection:
        note_cited(connection, [citation])


def kept(archive: Archive, prefix: str = "") -> list[str]:
    with archive.reading() as connection:
        return [version.text for version in earlier_versions(connection, "a", prefix)]


FIRST, SECOND, THIRD = (article("a", story(n), title=f"Title {n}") for n in range(3))


def test_a_cited_version_is_kept_when_the_text_changes(archive: Archive) -> None:
    put(archive, FIRST)
    cite(archive, FIRST)
    assert kept(archive) == []
    put(archive, SECOND)
    with archive.reading() as connection:
        (version,) = earlier_versions(connection, "a")
    assert (version.text, version.hash, version.title) == (FIRST.text, FIRST.hash, "Title 0")
    assert version.indexed <= version.replaced


def test_a_version_that_nothing_cites_is_not_kept(archive: Archive) -> None:
    for one in (FIRST, SECOND, THIRD):
        put(archive, one)
    assert kept(archive) == []


def test_a_cited_version_outlives_any_number_of_changes(archive: Archive) -> None:
    put(archive, FIRST)
    cite(archive, FIRST)
    for n in range(9):
        put(archive, article("a", story(("other", n))))
    assert kept(archive) == [FIRST.text]


def test_a_change_of_the_title_alone_makes_no_version(archive: Archive) -> None:
    put(archive, FIRST)
    cite(archive, FIRST)
    put(archive, article("a", FIRST.text, title="Another"))
    assert kept(archive) == []


def test_a_text_that_comes_back_is_no_earlier_version(archive: Archive) -> None:
    put(archive, FIRST)
    cite(archive, FIRST)
    put(archive, SECOND)
    put(archive, FIRST)
    assert kept(archive) == []


def test_removing_an_article_removes_its_versions(archive: Archive) -> None:
    put(archive, FIRST)
    cite(archive, FIRST)
    put(archive, SECOND)
    with archive.writing() as connection:
        delete_article(connection, "a")
    assert kept(archive) == []


def test_versions_are_found_by_the_beginning_of_their_hash_latest_first(archive: Archive) -> None:
    for one in (FIRST, SECOND):
        put(archive, one)
        cite(archive, one)
    put(archive, THIRD)
    assert set(kept(archive)) == {FIRST.text, SECOND.text}
    assert kept(archive, FIRST.hash[:9].upper()) == [FIRST.text]
    assert kept(archive, "not a hash") == kept(archive, "\ud800") == []


def test_a_change_that_is_undone_keeps_no_version(archive: Archive) -> None:
    put(archive, FIRST)
    cite(archive, FIRST)

    def fail() -> None:
        with archive.writing() as connection:
            put_article(connection, "/file", SECOND, ())
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert kept(archive) == []


# What stands nearest to a quotation

TEXT = (
    "The vote was held on Tuesday. Forty-three deputies were in favour of the new bill. "
    "Seventeen were against it. The lighthouse stays."
)


@pytest.mark.parametrize(
    ("quote", "found"),
    [
        ("Seventeen were against it.", "Seventeen were against it."),
        (
            "Forty-one deputies were in favour of the bill.",
            "Forty-three deputies were in favour of the new bill.",
        ),
        (
            "Forty-one deputies voted in favour of the bill. Seventeen were against.",
            "Forty-three deputies were in favour of the new bill. Seventeen were against it.",
        ),
        ("Qqq zzz xxx: jjj!", None),
        ("", ""),
    ],
)
def test_the_sentences_most_like_a_quotation_are_found(quote: str, found: str | None) -> None:
    place = nearest_sentences(quote, TEXT)
    assert (None if place is None else TEXT[place[0] : place[1]]) == found


def test_furniture_is_never_what_stands_there_now() -> None:
    quote, lead = "Forty-one deputies were in favour.", "Forty-two deputies were in favour. "
    text = lead + "The ferry left at noon with nobody on board."
    assert nearest_sentences(quote, text) == (0, len(lead) - 1)
    assert nearest_sentences(quote, text, ((0, len(lead)),)) is None


@given(st.text(), st.text())
def test_what_is_nearest_lies_within_the_text(quote: str, text: str) -> None:
    place = nearest_sentences(quote, text)
    if place is not None:
        assert 0 <= place[0] <= place[1] <= len(text)
