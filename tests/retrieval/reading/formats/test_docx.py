"""Word documents, read in a child process."""

import os

import pytest

from retrieval.errors import UnreadableArticle
from retrieval.reading.formats.docx import extract_docx, read_docx
from support.documents import docx, paragraph, table, zipped

pytestmark = pytest.mark.slow


def text(body):
    return extract_docx(docx(body)).pages[0]


def test_a_document_is_one_article_with_its_title_and_author():
    raw = docx(
        paragraph("A day in Tully") + paragraph("The harbour was closed on Monday."),
        title="A day in Tully",
        author="Ada Nurlan",
    )
    article = read_docx(raw, "a.docx", "/a.docx")
    assert article.text == "A day in Tully\n\nThe harbour was closed on Monday."
    assert (article.title, article.author) == ("A day in Tully", "Ada Nurlan")
    assert (article.published, article.pages) == (None, ())


def test_a_table_stands_in_its_place_a_row_a_line():
    body = paragraph("Before.") + table(("Year", "Sum"), ("2014", "3 & 4")) + paragraph("After.")
    assert text(body) == "Before.\n\nYear\tSum\n2014\t3 & 4\n\nAfter."


def test_an_empty_cell_keeps_its_place():
    body = paragraph("Before.") + table(("", "Ships", "Old"), ("Tully", "", "9"), ("Oke", "5", ""))
    assert text(body) == "Before.\n\n\tShips\tOld\nTully\t\t9\nOke\t5"


def test_the_pieces_of_a_paragraph_are_put_together():
    runs = "<w:p><w:r><w:t>Har</w:t></w:r><w:hyperlink><w:r><w:t>bour</w:t><w:tab/></w:r>"
    assert text(runs + "<w:r><w:t>1</w:t><w:br/><w:t>2</w:t></w:r></w:hyperlink></w:p>") == (
        "Harbour\t1\n2"
    )


def test_what_was_taken_out_or_stands_twice_is_left_out():
    gone = (
        "<w:del><w:r><w:t>old </w:t></w:r></w:del><w:moveFrom><w:r><w:t>x</w:t></w:r></w:moveFrom>"
    )
    twice = "<w:Fallback><w:r><w:t>again</w:t></w:r></w:Fallback>"
    new = "<w:ins><w:r><w:t>new</w:t></w:r></w:ins>"
    assert text(f"<w:p>{gone}{new}{twice}</w:p>") == "new"


def test_content_controls_are_read_wherever_they_stand():
    inside = f"<w:sdt><w:sdtContent>{paragraph('In.')}</w:sdtContent></w:sdt>"
    rows = "<w:tbl><w:sdt><w:sdtContent><w:tr><w:tc>{}</w:tc></w:tr></w:sdtContent></w:sdt></w:tbl>"
    assert text(inside + rows.format(inside)) == "In.\n\nIn."


def test_the_strict_form_is_read_too():
    strict = "/".join(("http://purl.oclc.org", "ooxml", "wordprocessingml", "main"))
    body = f'<w:document xmlns:w="{strict}"><w:body>{paragraph("In.")}</w:body></w:document>'
    assert extract_docx(docx("", document=body)).pages == ("In.",)


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"no zip", "no zip"),
        (zipped({"a.txt": "x"}), "no Word document"),
        (docx("<w:p>"), "damaged"),
        (docx("", document='<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/hosts">]><a>&b;</a>'),
         "XML entities"),
        (docx("", document='<!DOCTYPE a [<!ENTITY b "bbb">]><a>&b;</a>'), "XML entities"),
    ],
)  # fmt: skip
def test_a_broken_or_hostile_document_is_refused(raw, why):
    with pytest.raises(UnreadableArticle, match=why):
        extract_docx(raw)


@pytest.mark.parametrize(
    ("letters", "times", "why"),
    [(" ", 4_000_000, "grows more than"), (os.urandom(10_000).hex(), 1_100, "more than 20 MB")],
    ids=["packed well", "packed less well"],
)
def test_a_document_that_grows_too_large_is_refused(letters, times, why):
    with pytest.raises(UnreadableArticle, match=why):
        extract_docx(docx(paragraph(letters * times)))


def test_a_document_nested_too_deeply_is_refused_by_the_child():
    body = "".join(f'<w:sdt w:a="{at * 7919}">' for at in range(20_000)) + "</w:sdt>" * 20_000
    with pytest.raises(UnreadableArticle, match="nested"):
        read_docx(docx(body), "a.docx", "/a.docx")


def test_an_encrypted_document_says_so():
    with pytest.raises(UnreadableArticle, match="is encrypted"):
        read_docx(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.docx", "/a.docx")


def test_a_document_without_text_says_so():
    with pytest.raises(UnreadableArticle, match="empty"):
        read_docx(docx("<w:p/>"), "a.docx", "/a.docx")
