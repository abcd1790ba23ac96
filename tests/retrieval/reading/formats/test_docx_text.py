"""The text of a Word document as Word shows it."""

import pytest

from retrieval.reading.formats.docx import extract_docx
from support.documents import WORD, docx, paragraph, styled, table


def text(body, **parts):
    named = {f"word/{name}.xml": xml for name, xml in parts.items()}
    return extract_docx(docx(body, parts=named)).pages[0]


def part(name, inside):
    return f'<w:{name} xmlns:w="{WORD}">{inside}</w:{name}>'


def line(*runs):
    plain = (
        run if run.startswith("<") else f'<w:r><w:t xml:space="preserve">{run}</w:t></w:r>'
        for run in runs
    )
    return f"<w:p>{''.join(plain)}</w:p>"


@pytest.mark.parametrize(
    "look",
    ['<w:vertAlign w:val="superscript"/>', '<w:position w:val="6"/>', '<w:rStyle w:val="up"/>'],
)
def test_a_raised_mark_does_not_join_the_figure_before_it(look):
    styles = part(
        "styles",
        '<w:style w:styleId="up"><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>',
    )
    assert (
        text(line("It cost 12", styled("3", look), " million."), styles=styles)
        == "It cost 12 million."
    )


def test_a_power_and_an_ordinal_stay():
    up = '<w:vertAlign w:val="superscript"/>'
    assert (
        text(line("The 19", styled("th", up), " of 5 km", styled("2", up))) == "The 19th of 5 km²"
    )


@pytest.mark.parametrize(
    "look",
    [
        "<w:strike/>",
        "<w:dstrike/>",
        '<w:strike w:val="1"/>',
        "<w:vanish/>",
        '<w:color w:val="FFFFFF"/>',
        '<w:rStyle w:val="gone"/>',
    ],
)
def test_struck_out_and_hidden_words_are_left_out(look):
    styles = part("styles", '<w:style w:styleId="gone"><w:rPr><w:vanish/></w:rPr></w:style>')
    body = line(styled("Three ", look), "Seven died.")
    assert text(body, styles=styles) == "Seven died."


@pytest.mark.parametrize("look", ['<w:strike w:val="0"/>', '<w:vanish w:val="false"/>', "<w:b/>"])
def test_a_look_that_is_switched_off_hides_nothing(look):
    assert text(line(styled("Seven ", look), "died.")) == "Seven died."


def test_white_words_on_a_shaded_ground_stay():
    shade = '<w:p><w:pPr><w:shd w:fill="003366"/></w:pPr>'
    white = styled("The harbour", '<w:color w:val="FFFFFF"/>')
    assert text(f"{shade}{white}</w:p>") == "The harbour"


def test_footnotes_and_endnotes_stand_at_the_end():
    separator = f'<w:footnote w:type="separator" w:id="0">{paragraph("-")}</w:footnote>'
    footnotes = part(
        "footnotes",
        f'{separator}<w:footnote w:id="2">{paragraph("It was 75 before.")}</w:footnote>',
    )
    endnotes = part("endnotes", f'<w:endnote w:id="1">{paragraph("See the report.")}</w:endnote>')
    body = line("There were 150", '<w:r><w:footnoteReference w:id="2"/></w:r>', " men.")
    assert text(body, footnotes=footnotes, endnotes=endnotes) == (
        "There were 150 men.\n\nIt was 75 before.\n\nSee the report."
    )


def test_an_article_that_is_laid_out_in_a_table_keeps_its_paragraphs():
    cell = "".join(map(paragraph, ("A day in Tully", "The harbour was closed.", "It rained.")))
    one = f"<w:tbl><w:tr><w:tc>{cell}</w:tc></w:tr></w:tbl>"
    two = f"<w:tbl><w:tr><w:tc>{cell}</w:tc><w:tc>{paragraph('Aside')}</w:tc></w:tr></w:tbl>"
    apart = "A day in Tully\n\nThe harbour was closed.\n\nIt rained."
    assert text(one) == apart
    assert text(two) == f"{apart}\n\nAside"


def test_a_cell_with_a_name_on_two_lines_is_no_layout():
    cell = paragraph("Tully") + paragraph("(north)")
    row = f"<w:tr><w:tc>{cell}</w:tc><w:tc>{paragraph('200')}</w:tc></w:tr>"
    assert text(f"<w:tbl>{row}</w:tbl>" + table(("a", "b"))) == "Tully (north)\t200\n\na\tb"


def cell(words, span=1):
    return (
        f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/></w:tcPr>{paragraph(words)}</w:tc>'
        if span > 1
        else f"<w:tc>{paragraph(words)}</w:tc>"
    )


def grid(*rows):
    return "<w:tbl>" + "".join(f"<w:tr>{''.join(row)}</w:tr>" for row in rows) + "</w:tbl>"


def test_a_row_with_merged_cells_lines_up_with_its_head():
    head = (cell("Port"), cell("Ships, 2014 and 2015", 2), cell("Crew"))
    rows = [tuple(map(cell, row)) for row in (("Tully", "3", "5", "40"), ("Oke", "2", "4", "30"))]
    total = (cell("In all"), cell("14", 2), cell("70"))
    assert text(grid(head, *rows, total)) == (
        "Port\tShips, 2014 and 2015\t\tCrew\nTully\t3\t5\t40\nOke\t2\t4\t30\nIn all\t14\t\t70"
    )


def test_a_row_that_begins_further_right_keeps_its_columns():
    start = '<w:trPr><w:gridBefore w:val="1"/></w:trPr>'
    rows = tuple(map(cell, ("Tully", "3", "5"))), (start, cell("2014"), cell("2015"))
    assert text(grid(*reversed(rows))) == "\t2014\t2015\nTully\t3\t5"


def test_columns_in_which_no_cell_begins_are_none():
    rows = (cell("Port"), cell("Ships", 2), cell("Crew", 3)), (cell("Tully"), cell("3", 5))
    assert text(grid(*rows)) == "Port\tShips\tCrew\nTully\t3"


def test_rows_whose_edges_were_only_dragged_line_up_cell_by_cell():
    rows = (cell("Port"), cell("Ships", 2), cell("Crew")), (cell("Tully", 2), cell("3"), cell("40"))
    assert text(grid(*rows)) == "Port\tShips\tCrew\nTully\t3\t40"


@pytest.mark.parametrize("span", ["", "-1", "many", "9" * 5000])
def test_a_span_that_is_none_loses_no_words(span):
    odd = f'<w:tc><w:tcPr><w:gridSpan w:val="{span}"/></w:tcPr>{paragraph("Port")}</w:tc>'
    body = grid((odd, cell("Ships"), cell("Crew")), (cell("Tully"), cell("3")))
    assert text(body).split() == ["Port", "Ships", "Crew", "Tully", "3"]


def test_a_table_of_more_columns_than_word_makes_loses_no_words():
    wide = [cell(str(n)) for n in range(70)]
    assert text(grid(wide, wide[:2])).split() == [*map(str, range(70)), "0", "1"]


def test_an_inserted_page_is_read():
    relations = '<R xmlns="x"><r Id="r9" Target="chunk1.htm"/><r Id="r8" Target="chunk2.htm"/></R>'
    body = paragraph("Cover") + '<w:altChunk xmlns:r="y" r:id="r9"/>'
    parts = {
        "word/_rels/document.xml.rels": relations,
        "word/chunk1.htm": "<html><p>The harbour was closed.</p><p>It rained.</p></html>",
        "word/chunk2.htm": "<p>Another.</p>",
    }
    assert extract_docx(docx(body, parts=parts)).pages[0] == (
        "Cover\n\nThe harbour was closed.\n\nIt rained."
    )
