"""What stands around a quotation, from the stored article."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.archive.article_writing import put_article
from retrieval.archive.opening import open_archive
from retrieval.archive.quoting import surroundings
from retrieval.types import Article, Span

TEXT = "It rained. The bridge opened on Monday. Nobody came.\n\nIt cost two million."


def around(
    home: Path, text: str, start: int, end: int, furniture: tuple[Span, ...] = ()
) -> tuple[str, str]:
    """What stands around these characters of an article with this text."""
    digest = hashlib.sha256(text.encode()).hexdigest()
    article = Article(id="a", source="a.txt", text=text, hash=digest, furniture=furniture)
    with open_archive(home, "m", 3, create=True) as archive:
        with archive.writing() as connection:
            connection.execute("delete from articles")
            put_article(connection, "/a.txt", article, ())
        with archive.reading() as connection:
            return surroundings(connection, "a", digest, start, end)


@pytest.mark.parametrize(
    ("quote", "expected"),
    [
        ("The bridge opened on Monday.", ("It rained.", "Nobody came.")),
        ("It rained.", ("", "The bridge opened on Monday.")),
        ("It cost two million.", ("Nobody came.", "")),
        ("Nobody came.", ("The bridge opened on Monday.", "It cost two million.")),
        ("bridge opened", ("It rained. The", "on Monday. Nobody came.")),
        ("rained. The bridge", ("It", "opened on Monday. Nobody came.")),
        (TEXT, ("", "")),
    ],
)
def test_the_sentence_before_and_after_comes_along(
    tmp_path: Path, quote: str, expected: tuple[str, str]
) -> None:
    start = TEXT.index(quote)
    assert around(tmp_path, TEXT, start, start + len(quote)) == expected


def test_page_furniture_is_not_gone_across(tmp_path: Path) -> None:
    text = "It rained. Subscribe now! The bridge opened. Share this. Nobody came."
    furniture = tuple((text.index(s), text.index(s) + len(s)) for s in ("Subscribe now!",))
    start = text.index("The bridge")
    assert around(tmp_path, text, start, start + 18, furniture) == ("", "Share this.")


def test_of_an_article_that_has_changed_nothing_is_shown(tmp_path: Path) -> None:
    around(tmp_path, TEXT, 0, 5)
    with open_archive(tmp_path, None) as archive, archive.reading() as connection:
        assert surroundings(connection, "a", "0" * 64, 0, 5) == ("", "")
        assert surroundings(connection, "b", "0" * 64, 0, 5) == ("", "")


@given(st.text("ab. \n!?", min_size=1, max_size=200), st.data())
def test_it_is_the_very_text_of_the_article(
    tmp_path_factory: pytest.TempPathFactory, text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    before, after = around(tmp_path_factory.mktemp("home"), text, start, end)
    assert text[:start].rstrip().endswith(before)
    assert text[end:].lstrip().startswith(after)
