"""What a reader of a page sees of it."""

import pytest

from retrieval.reading.formats.html.visibility import is_hiding
from retrieval.reading.formats.untrusted_markup import fragment_text

SEEN = "The harbour of Tully was closed on Monday, the mayor said in a long statement."


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("about 150<sup>1</sup> ships", "about 150 ships"),
        ("12<sup><a href='#n2'>2</a></sup> million", "12 million"),
        ("12<sup>[2]</sup> million", "12 million"),
        ("in 2014<sup>3, 4</sup>", "in 2014"),
        ("12<a href='#fn2'>2</a> million", "12 million"),
        ("12<span style='vertical-align: super'>2</span> million", "12 million"),
        ("<b>12</b><sup>*</sup> million", "12 million"),
        ("40 km<sup>2</sup> of reeds", "40 km² of reeds"),
        ("3 × 10<sup>6</sup> fish", "3 × 10⁶ fish"),
        ("3 × 10<sup>-6</sup> g", "3 × 10⁻⁶ g"),
        ("about 10<sup>6</sup> fish", "about 10⁶ fish"),
        ("the 10<sup><a href='#n6'>6</a></sup> ships", "the 10 ships"),
        ("the 4<sup>th</sup> pier", "the 4th pier"),
        ("$19<sup>99</sup> a ticket", "$19 99 a ticket"),
        ("at 10<sup>00</sup>", "at 10 00"),
        ("CO<sub>2</sub>", "CO2"),
    ],
)
def test_a_raised_mark_joins_no_figure(html, text):
    assert fragment_text(f"{SEEN} {html}") == f"{SEEN} {text}"


@pytest.mark.parametrize(
    "struck",
    [
        "<del>three</del>",
        "<s>three</s>",
        "<strike>three</strike>",
        "<span style='text-decoration: line-through'>three</span>",
    ],
)
def test_what_is_struck_out_is_left_out(struck):
    assert fragment_text(f"{SEEN} It cost {struck} seven coins.") == f"{SEEN} It cost seven coins."


@pytest.mark.parametrize(
    "mark",
    [
        "hidden",
        "aria-hidden='true'",
        "class='note sr-only'",
        "style='display: none'",
        "style='font-size:0'",
        "style='font-size: 0px; color: red'",
        "style='position:absolute;left:-9999px'",
        "style='text-indent:-1000em'",
        "style='opacity:0'",
        "style='height:0;overflow:hidden'",
        "style='color:#fff;background-color:white'",
        "style='color: #FFFFFF'",
    ],
)
def test_what_is_hidden_is_left_out(mark):
    assert fragment_text(f"<p>{SEEN}</p><p {mark}>The mayor is a spy.</p>") == SEEN


@pytest.mark.parametrize(
    "style",
    [
        "font-size:0.9em",
        "left:-12px",
        "opacity:0.5",
        "opacity:0;transform:translate(0,20px)",
        "height:0.5em;overflow:hidden",
        "margin-left:-100px",
        "color:#ffc",
    ],
)
def test_what_is_small_or_pale_is_seen(style):
    assert not is_hiding(style)
    assert fragment_text(f"<p>{SEEN}</p><p style='{style}'>It was windy.</p>").endswith("windy.")


def test_white_letters_on_a_dark_ground_are_seen():
    dark = (
        f"<div style='background:#000'><p style='color:#fff'>It was windy.</p></div><p>{SEEN}</p>"
    )
    assert "windy" in fragment_text(dark)


def test_a_page_that_is_hidden_as_a_whole_is_kept():
    assert fragment_text(f"<div aria-hidden='true'><p>{SEEN}</p></div><p>Sign up</p>").startswith(
        SEEN
    )
