"""The blocks of a page: words of two never run together."""

import pytest
from lxml import html

from retrieval.reading.formats.html.blocks import title_heading
from support.html_story import LEDE, PARAGRAPHS, TITLE, lines


def test_words_of_two_blocks_do_not_run_together():
    facts = "<dl><dt>Where</dt><dd>Tully bay</dd><dt>When</dt><dd>16 September</dd></dl>"
    cells = "<div><div>Where</div><div>Tully bay</div><span>When</span><p>16 September</p></div>"
    for box in (facts, cells):
        text = "\n".join(lines(f"<article>{TITLE}<p>{LEDE}</p>{PARAGRAPHS}{box}</article>"))
        assert "WhereTully" not in text
        assert "bayWhen" not in text


@pytest.mark.parametrize(
    ("inside", "line"),
    [
        (
            "<span>Where</span><span>Tully cape</span><span>When</span><span>16 May</span>",
            "Where Tully cape When 16 May",
        ),
        ("<b>Dead</b><b>9</b>", "Dead 9"),
        ("Where<b>Tully cape</b>", "Where Tully cape"),
        ("O<b>Brien of Tully</b>", "OBrien of Tully"),
        ("<b>T</b><span>ully in the storm</span>", "Tully in the storm"),
        ("<b>Tul</b><b>ly in the storm</b>", "Tully in the storm"),
        ("<b>21</b><b>st of May</b>", "21st of May"),
        ("The <b>big</b><b>Storm</b>", "The bigStorm"),
    ],
)
def test_a_label_and_what_it_labels_are_kept_apart(inside, line):
    page = f"<article>{TITLE}<div class=facts>{inside}</div><p>{LEDE}</p>{PARAGRAPHS}</article>"
    assert line in lines(page)


@pytest.mark.parametrize("title", [None, ""])
def test_without_a_title_the_first_h1_is_the_heading_and_no_dash(title):
    page = html.document_fromstring(f"<body><p>-</p>{TITLE}<p>{LEDE}</p></body>")
    assert title_heading(page, title).tag == "h1"
