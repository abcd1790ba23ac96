"""A quotation is read back to the character, or not at all."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.archive.quoting import nearest_sentences, page_at, read_back
from retrieval.archive.store import Archive
from support.archives import Folder, Run
from support.articles import article

TEXT = "The quay opened on 4 May. It cost 9 million crowns. Nobody came."


def hashed(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


@pytest.fixture
def held(archive: Archive, folder: Folder, run: Run) -> Archive:
    folder.put("quay", article("quay", TEXT, pages=(0, 26)))
    run()
    return archive


@pytest.mark.parametrize(
    ("name", "text", "quoted"),
    [
        ("quay", TEXT, "The quay"),
        # One character apart: it is another article's text.
        ("quay", TEXT.replace("4 May", "5 May"), None),
        ("quay", TEXT + " ", None),
        ("mine", TEXT, None),
    ],
)
def test_only_the_very_text_is_quoted(
    held: Archive, name: str, text: str, quoted: str | None
) -> None:
    with held.reading() as connection:
        assert read_back(connection, name, hashed(text), 0, 8) == quoted


def test_a_text_that_no_longer_has_its_hash_is_not_quoted(held: Archive) -> None:
    with held.writing() as connection:
        connection.execute("update articles set text = replace(text, '9', '8')")
    with held.reading() as connection:
        assert read_back(connection, "quay", hashed(TEXT), 0, 8) is None


@pytest.mark.parametrize(("offset", "page"), [(0, 1), (25, 1), (26, 2), (60, 2)])
def test_a_page_begins_at_its_first_character(held: Archive, offset: int, page: int) -> None:
    with held.reading() as connection:
        assert page_at(connection, "quay", offset) == page
        assert page_at(connection, "mine", offset) is None


def near(quote: str, text: str) -> str | None:
    place = nearest_sentences(quote, text)
    return text[place[0] : place[1]] if place else None


@pytest.mark.parametrize(
    ("quote", "now"),
    [
        ("It cost 9 million crowns.", "It cost 9 million crowns."),
        ("It cost 7 million crowns.", "It cost 9 million crowns."),
        ("The quay was opened on 4 May. It cost 8 million.",
         "The quay opened on 4 May. It cost 9 million crowns."),
        ("Xylophones: zzz!", None),
    ],
)  # fmt: skip
def test_what_stands_in_place_of_a_quotation_is_the_likest_sentences(
    quote: str, now: str | None
) -> None:
    assert near(quote, TEXT) == now


def test_page_furniture_is_never_in_its_place() -> None:
    furniture = ((0, 25),)
    assert nearest_sentences("The quay was opened on 4 May.", TEXT, furniture) is None


@given(st.text("ab. \n", max_size=80), st.text("ab. \n", max_size=200))
def test_what_is_found_lies_within_the_text(quote: str, text: str) -> None:
    place = nearest_sentences(quote, text)
    if place is not None:
        assert 0 <= place[0] <= place[1] <= len(text)
    assert (quote in text) <= (place is not None)
