"""OpenDocument texts, read in a child process."""

import pytest

from retrieval.errors import UnreadableArticle
from retrieval.reading.formats.odt import extract_odt, read_odt
from support.documents import odt, odt_style, zipped

pytestmark = pytest.mark.slow


def text(body, styles=""):
    return extract_odt(odt(body, styles)).pages[0]


def test_a_document_is_one_article_with_its_title_and_author():
    body = "<text:h>A day in Tully</text:h><text:p>The harbour was closed on Monday.</text:p>"
    article = read_odt(odt(body, title="A day in Tully", author="Ada Nurlan"), "a.odt", "/a.odt")
    assert article.text == "A day in Tully\n\nThe harbour was closed on Monday."
    assert (article.title, article.author) == ("A day in Tully", "Ada Nurlan")
    assert article.published is None


def test_spaces_tabs_and_line_ends_are_elements_and_other_white_space_is_one_space():
    assert text(
        "<text:p>One\n  two<text:s text:c='2'/>three<text:tab/>4<text:line-break/>5</text:p>"
    ) == ("One two  three\t4\n5")


def test_a_table_stands_in_its_place_a_row_a_line_and_layout_is_paragraphs():
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
    row = "<table:table-row>{}</table:table-row>"
    rows = "<table:table-header-rows>" + row.format(cell.format("Year") + cell.format("Sum"))
    rows += "</table:table-header-rows>" + row.format(cell.format("2014") + cell.format("3"))
    body = f"<text:p>Before.</text:p><table:table>{rows}</table:table><text:p>After.</text:p>"
    assert text(body) == "Before.\n\nYear\tSum\n2014\t3\n\nAfter."
    laid = "Ships wait.</text:p><text:p>The mayor spoke."
    layout = row.format(cell.format("Menu") + cell.format(laid))
    assert text(f"<table:table>{layout}</table:table>") == "Menu\n\nShips wait.\n\nThe mayor spoke."


def test_a_cell_that_a_merged_one_covers_keeps_its_column():
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
    covered = "<table:covered-table-cell><text:p>Under it</text:p></table:covered-table-cell>"
    cells = (cell.format("Port") + covered + cell.format("Sum"), covered + cell.format("2") * 2)
    rows = "".join(f"<table:table-row>{row}</table:table-row>" for row in cells)
    assert text(f"<table:table>{rows}</table:table>") == "Port\t\tSum\n\t2\t2"


def test_lists_sections_and_boxes_are_read_in_order():
    item = "<text:list><text:list-item><text:p>One ship.</text:p></text:list-item></text:list>"
    box = "<draw:frame><draw:text-box><text:p>In a box.</text:p></draw:text-box></draw:frame>"
    body = f"<text:section>{item}</text:section><text:p>Beside it.{box}</text:p>"
    assert text(body) == "One ship.\n\nBeside it.\nIn a box."


@pytest.mark.parametrize(
    "look",
    ['text:display="none"', 'style:text-line-through-style="solid"',
     'style:text-line-through-type="double"'],
)  # fmt: skip
def test_hidden_and_struck_words_are_left_out(look):
    body = "<text:p>Three <text:span text:style-name='T1'>four </text:span>ships.</text:p>"
    assert text(body, odt_style("T1", look)) == "Three ships."
    assert text(body, odt_style("T1", 'fo:color="#000000"'.replace("fo:", "style:"))) == (
        "Three four ships."
    )


def test_a_raised_mark_does_not_join_the_figure_before_it():
    styles = odt_style("T1", 'style:text-position="super 58%"')
    body = "<text:p>It cost 12<text:span text:style-name='T1'>{}</text:span>{}.</text:p>"
    assert text(body.format("2", " million"), styles) == "It cost 12 million."
    km = "<text:p>Of 40 km<text:span text:style-name='T1'>2</text:span>.</text:p>"
    assert text(km, styles) == "Of 40 km²."


def test_notes_follow_and_comments_and_deletions_are_left_out():
    note = (
        "<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>Says the"
        " mayor.</text:p></text:note-body></text:note>"
    )
    gone = "<text:tracked-changes><text:p>Old words.</text:p></text:tracked-changes>"
    comment = "<office:annotation><text:p>Check this.</text:p></office:annotation>"
    body = f"{gone}<text:p>Nine ships{note} wait.{comment}</text:p><text:p>All day.</text:p>"
    assert text(body) == "Nine ships wait.\n\nAll day.\n\nSays the mayor."


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"no zip", "no zip"),
        (zipped({"a.txt": "Words."}), "no OpenDocument text"),
        (zipped({"content.xml": "<a><b></a>"}), "damaged"),
        (zipped({"content.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"}), "entities"),
        (zipped({"content.xml": "x" * 5_000_000}), "grows more than"),
    ],
)  # fmt: skip
def test_what_is_no_such_document_is_refused(raw, why):
    with pytest.raises(UnreadableArticle, match=why):
        extract_odt(raw)


def test_what_is_encrypted_is_refused():
    raw = odt("<text:p>a</text:p>", parts={"META-INF/manifest.xml": "<m:encryption-data/>"})
    with pytest.raises(UnreadableArticle, match="encrypted"):
        read_odt(raw, "a.odt", "/a.odt")
