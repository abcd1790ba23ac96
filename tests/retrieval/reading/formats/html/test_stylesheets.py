"""What a page's own style sheets hide."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import html

from retrieval.reading.formats.html.stylesheets import RAISED, styling_selectors
from retrieval.reading.formats.html.visibility import keep_visible

SEEN = "The harbour of Tully was closed on Monday, the mayor said in a long statement."


def names(css):
    return {"".join(sorted(one.names)) for how, one in styling_selectors(css) if how != RAISED}


def text_of(css, body, style="<style>{}</style>"):
    head = f"<head>{style.format(css)}</head>"
    tree = html.document_fromstring(f"<html>{head}<body><p>{SEEN}</p>{body}</body></html>")
    keep_visible(tree)
    return " ".join(tree.body.text_content().split())


@pytest.mark.parametrize(
    "rule",
    [
        "display:none", "display: none !important;", "visibility:hidden", "font-size:0",
        "clip:rect(0,0,0,0)", "clip-path: inset(50%)", "text-decoration: line-through red",
        "color:#fff; background-color:white",
        "font-size: 0px", "position:absolute; left:-9999px", "text-indent:-9999em",
    ],
)  # fmt: skip
def test_a_class_that_is_hidden_is_left_out(rule):
    assert text_of(f".note{{{rule}}}", "<p class='a note'>Hidden.</p>") == SEEN
    assert text_of(f"#note{{{rule}}}", "<p id=note>Hidden.</p>") == SEEN


def test_a_class_is_hidden_within_what_a_selector_names():
    css = "div.menu p .note{display:none} body.loading .late{display:none}"
    assert text_of(css, "<div class=menu><p><b class=note>Hidden.</b></p></div>") == SEEN
    for seen in (
        "<p><b class=note>Shown.</b></p>",
        "<div class=menu><b class=note>Shown.</b></div>",
        "<b class=late>Shown.</b>",
    ):
        assert text_of(css, seen) == f"{SEEN}Shown."


def test_a_figure_that_a_class_raises_joins_no_other():
    css = ".fn{vertical-align:super;font-size:60%}"
    twelve = text_of(css, "<p> It cost 12<b class=fn>3</b> crowns.</p>")
    assert twelve == f"{SEEN} It cost 12 crowns."
    assert text_of(css, "<p> It is 12 km<b class=fn>2</b>.</p>") == f"{SEEN} It is 12 km²."


@pytest.mark.parametrize(
    ("css", "found"),
    [
        ("h1, .a , p.b.c{display:none}", {".a", ".b.c"}),
        ("/* .a{ */ .b{content:'}'; display:none}", {".b"}),
        ("@media screen{.a{display:none}} .b{color:red}", {".a"}),
        ("@media print{.a{display:none}} @keyframes x{.b{display:none}}", set()),
        ("@media (max-width:9em){.a{display:none}}", set()),
        (".a .b{display:none} div#c p.d{display:none}", {".b", ".d"}),
        (".a{color:white} .b{color:white;background:#000}", set()),
        (".a{opacity:0} .b{height:0;overflow:hidden}", set()),
        (".a{text-decoration:line-through} .a:hover{text-decoration:none}", set()),
        (".a > .b{display:none} .c:hover{display:none} .d::after{display:none}", set()),
        (".a{display:none} @media (min-width:9em){.a{display:block}}", set()),
        (".a{display:none} .open .a{display:block}", set()),
        (".a{display:none} .a .b{display:block}", {".a"}),
        (".a{display:none} .a{margin:0;visibility:visible}", {".a"}),
        (".a{display:none;display:block}", set()),
        (".a{", set()),
        ("}}.a{display:none}", {".a"}),
    ],
)
def test_what_a_sheet_hides_for_good(css, found):
    assert names(css) == found


def test_a_tag_in_the_selector_counts():
    assert text_of("b.x{display:none}", "<b class=x>No.</b> <i class=x>Yes.</i>").endswith("Yes.")


@pytest.mark.parametrize(
    "style", ["<style media=print>{}</style>", "<noscript><style>{}</style></noscript>"]
)
def test_a_sheet_for_others_hides_nothing(style):
    assert "Shown." in text_of(".a{display:none}", "<p class=a>Shown.</p>", style)


def test_a_story_is_never_hidden_as_a_whole_nor_piece_by_piece():
    body = "".join(f"<p class=a>{number} {SEEN}</p>" for number in range(5))
    assert text_of(".a{display:none}", body).count(SEEN) == 6
    assert text_of(".b{display:none}", f"<div class=b>{body}</div>").count(SEEN) == 6


@given(st.text(alphabet="a.#{}@/*'\";:-! \nmedia", max_size=80))
def test_any_sheet_is_read(css):
    assert all(one.names for one in styling_selectors(css))


@pytest.mark.parametrize(
    "piece", ["{", "/*", ".a", "'", "a{", "@media x{", "*/.a{display:none}", ".a{}}"]
)
def test_a_hostile_sheet_takes_no_time(piece):
    began = time.perf_counter()
    styling_selectors(piece * (200_000 // len(piece)))
    assert time.perf_counter() - began < 5
