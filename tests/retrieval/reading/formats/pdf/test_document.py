"""PDF, read in a child process."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfWriter

from retrieval.answer.table_quotation import rows_asked_for
from retrieval.archive.chunking import sentences
from retrieval.errors import UnreadableArticle
from retrieval.reading.formats.pdf.document import extract_pdf, paged, read_pdf
from support.documents import pdf, pdf_of_streams, placed_pdf
from support.pdf_refusals import FIRST, refusal

pytestmark = pytest.mark.slow


SECOND = ["The group is to meet in March, a spokesman said."]


def test_a_pdf_is_one_article_with_its_sentences_whole_and_its_pages_known():
    raw = pdf(FIRST, [], SECOND, title="Minister proposes a group", author="Ada Nurlan")
    article = read_pdf(raw, "a.pdf", "/a.pdf")
    assert "to create an expert group that would study the fisheries" in article.text
    assert article.text[: len(FIRST[0]) + 1] == FIRST[0] + "\n"
    second = article.text.index(SECOND[0])
    assert article.text[second - 2 : second] == "\n\n"
    assert article.pages == (0, second, second)
    assert (article.title, article.author) == ("Minister proposes a group", "Ada Nurlan")


def test_the_day_a_pdf_was_made_is_not_taken_for_its_publication():
    raw = pdf(FIRST)
    assert b"/CreationDate" in raw
    article = read_pdf(raw, "a.pdf", "/a.pdf")
    assert (article.published, article.published_how) == (None, "unknown")


@pytest.mark.parametrize("algorithm", ["RC4-40", "RC4-128"])
def test_an_encrypted_pdf_says_so(algorithm):
    writer = PdfWriter(clone_from=io.BytesIO(pdf(FIRST)))
    writer.encrypt("secret", algorithm=algorithm)
    out = io.BytesIO()
    writer.write(out)
    with pytest.raises(UnreadableArticle, match=r"is encrypted; save it without a password\.$"):
        extract_pdf(out.getvalue())


def test_a_pdf_that_opens_without_a_password_is_read():
    writer = PdfWriter(clone_from=io.BytesIO(pdf(SECOND)))
    writer.encrypt("", "owner", algorithm="RC4-40")
    out = io.BytesIO()
    writer.write(out)
    assert extract_pdf(out.getvalue()).pages == (SECOND[0],)


def test_a_pdf_of_images_has_no_text():
    assert extract_pdf(pdf([], [])).pages == ("", "")


@pytest.mark.parametrize("raw", [b"%PDF-1.4\n", b"no PDF at all", pdf(FIRST)[:200]])
def test_a_damaged_pdf_says_so(raw):
    with pytest.raises(UnreadableArticle, match="damaged"):
        extract_pdf(raw)


def test_an_empty_pdf_says_so():
    assert "empty" in refusal(b" ")


@given(st.lists(st.text(alphabet="ab \n", max_size=6)))
def test_each_page_stands_where_its_offset_says(pages):
    text, starts = paged(tuple(pages))
    assert len(starts) == len(pages)
    assert list(starts) == sorted(starts)
    assert starts[:1] == (0,) * len(starts[:1])
    for page, start in list(zip(pages, starts, strict=True))[1:]:
        assert not page.strip() or text[start:].startswith(page.strip())


LONG = "The minister told the council in Tully that the harbour would be closed for"


def read_text(*pages):
    return "".join(extract_pdf(placed_pdf(*pages)).pages)


def test_a_raised_mark_does_not_join_the_figure_before_it():
    text = read_text([(50, 700, "The pier cost 12"), (119, 704, "2", 6), (124, 700, "million.")])
    assert text == "The pier cost 12 million."


def test_a_row_of_a_table_holds_its_cells():
    cells = [("Port", "Ships", "Men"), ("Tully", "3,000", "75"), ("Arden", "500", "4")]
    placed = [
        (60 + 90 * at, 700 - 16 * n, row[at]) for n, row in enumerate(cells) for at in (0, 1, 2)
    ]
    assert "Arden\t500\t4" in read_text(placed)


def test_a_sentence_over_two_pages_is_whole_and_holds_nothing_that_is_printed_on_them():
    pages = [
        [(50, 770, "COAST COURIER"), (50, 60, LONG), (280, 30, "- 1 -")],
        [(50, 770, "COAST COURIER"), (50, 740, "two weeks."), (280, 30, "- 2 -")],
    ]
    text, starts = paged(extract_pdf(placed_pdf(*pages)).pages)
    assert text == f"{LONG} two weeks."
    assert starts == (0, text.index("two weeks"))


def test_a_footnote_stands_behind_the_sentence_that_it_would_part():
    pages = [
        [(50, 120, LONG), (50, 60, "1 The council denied it.", 7)],
        [(50, 740, "two weeks. It is the third time.")],
    ]
    assert read_text(*pages) == (
        f"{LONG} two weeks. It is the third time.\n\n1 The council denied it."
    )


def test_ligatures_are_the_letters_they_stand_for():
    assert read_text([(50, 700, "\x01ve of\x01cers \x02ed")]) == "five officers fled"


def test_letters_that_are_drawn_one_by_one_are_words():
    words, x, placed = "nobody had a gun and one had a boa", 50.0, []
    for letter in words:  # in Helvetica all of these letters but y are 5.56 wide, a space is 2.78
        placed += [(round(x, 2), 700, letter)] if letter != " " else []
        x += {" ": 2.78, "y": 5.0}.get(letter, 5.56)
    assert read_text(placed) == words


def test_letters_that_are_set_wide_are_words():
    shown = b"BT /F1 10 Tf 4 Tc 50 700 Td (The minister spoke) Tj ET"
    stream = b"<< /Length %d >>\nstream\n%s\nendstream" % (len(shown), shown)
    assert extract_pdf(pdf_of_streams([stream])).pages == ("The minister spoke",)


def test_what_a_browser_printed_at_the_top_is_no_publication_date():
    head = [(24, 775, "3/5/19, 10:43 PM", 8), (260, 775, "The harbour", 8)]
    raw = placed_pdf([*head, (50, 700, LONG), (50, 688, "two weeks.")])
    article = read_pdf(raw, "a.pdf", "/a.pdf")
    assert (article.published, article.date_note) == (None, None)
    assert "10:43" not in article.text


def test_a_table_keeps_its_empty_cells_and_a_row_is_found_with_its_head():
    rows = [("", "Boats", "Crews"), ("Tully", "30", "120"), ("Arden", "", "8"), ("Oke", "5", "")]
    cells = [
        (x, 700 - 16 * n, cell)
        for n, row in enumerate(rows)
        for x, cell in zip((60, 200, 300), row, strict=True)
        if cell
    ]
    above = "Boats in the ports of the island, as the guard counted them in May of this year."
    article = read_pdf(placed_pdf([(60, 760, above), *cells]), "a.pdf", "/a.pdf")
    start, end = sentences(article.text)[-1]
    table = article.text[start:end]
    assert table == "\tBoats\tCrews\nTully\t30\t120\nArden\t\t8\nOke\t5"
    places = rows_asked_for(table, start, "How many crews has Arden?")
    assert [article.text[a:b] for a, b in places] == ["\tBoats\tCrews", "Arden\t\t8"]


def test_columns_that_are_drawn_row_by_row_are_not_mixed():
    left = ["The minister of fisheries said", "that the fleet would be smaller", "in three years."]
    right = ["In the north the council voted", "to raise the price of the ferry", "by two crowns."]
    drawn = [
        (x, 700 - 14 * n, words)
        for n, row in enumerate(zip(left, right, strict=True))
        for x, words in zip((60, 320), row, strict=True)
    ]
    (text,) = extract_pdf(placed_pdf(drawn)).pages
    assert text.split("\n\n") == [" ".join(left), " ".join(right)]
