"""EPUBs, read in a child process."""

import pytest

from retrieval.errors import UnreadableArticle
from retrieval.reading.formats.epub import extract_epub, read_epub
from support.documents import epub, zipped

pytestmark = pytest.mark.slow


def test_the_chapters_are_read_in_the_order_of_the_spine():
    raw = epub("<p>The second.</p>", "<h1>The first</h1><p>Ships wait.</p>", spine=[1, 0])
    assert extract_epub(raw).pages == ("The first\nShips wait.\n\nThe second.",)


def test_a_book_is_one_article_with_its_title_and_author():
    raw = epub(
        "<p>The harbour was closed on Monday.</p>", title="A day in Tully", author="Ada Nurlan"
    )
    article = read_epub(raw, "a.epub", "/a.epub")
    assert (article.title, article.author) == ("A day in Tully", "Ada Nurlan")
    assert (article.text, article.published) == ("The harbour was closed on Monday.", None)


def test_what_is_not_seen_is_left_out_and_a_raised_mark_joins_nothing():
    raw = epub("<p>It cost 12<sup>2</sup> million.<s> Or 13.</s><span hidden=''>x</span></p>")
    assert extract_epub(raw).pages == ("It cost 12 million.",)


def encrypted(uri):
    return {"META-INF/encryption.xml": f"<e><CipherReference URI='{uri}'/></e>"}


def test_encrypted_fonts_are_no_matter_and_encrypted_chapters_are():
    body = "<p>Ships wait in the bay.</p>"
    assert extract_epub(epub(body, parts=encrypted("OPS/font.ttf"))).pages[0]
    with pytest.raises(UnreadableArticle, match="protected"):
        read_epub(epub(body, parts=encrypted("OPS/c%200.xhtml")), "a.epub", "/a.epub")


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"no zip", "no zip"),
        (zipped({"a.txt": "Words."}), "no EPUB"),
        (zipped({"META-INF/container.xml": "<a><rootfile full-path='gone'/></a>"}), "no EPUB"),
        (epub("<p>a</p>", parts={"OPS/book.opf": "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"}),
         "entities"),
        (epub("x" * 5_000_000), "grows more than"),
    ],
)  # fmt: skip
def test_what_is_no_book_is_refused(raw, why):
    with pytest.raises(UnreadableArticle, match=why):
        extract_epub(raw)


def test_an_empty_book_is_refused():
    with pytest.raises(UnreadableArticle, match="empty"):
        read_epub(epub(""), "a.epub", "/a.epub")
