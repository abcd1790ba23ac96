"""What a page's markup sets apart from its story goes; what it only calls so stays."""

import pytest

from support.html_pages import article, page

SAID = [
    "The harbour of Tully was closed on Monday, the mayor said in a long statement to the town.",
    "Ships waited outside the bay until the wind had dropped late in the evening, he told papers.",
    "The harbour master expects that all of them can enter the port by Wednesday at the latest.",
    "Forty fishermen spent the night in the school, where they were given food and blankets.",
    "The council will meet on Thursday to decide who is going to pay for the repair of the quay.",
    "Nobody was hurt, the police said, and the ferry to Orsk will sail again from next morning.",
]
STORY = [f"<p>{one}</p>" for one in SAID]


def kept(story):
    """The lines of a page's story that are searched, its headline left out."""
    found = article(page(story="".join(story)))
    marked = list(found.text)
    for start, end in found.furniture:
        marked[start:end] = [""] * (end - start)
    lines = [line.strip() for line in "".join(marked).split("\n")]
    return [line for line in lines if line and line != "Harbour closed"]


@pytest.mark.parametrize(
    "other",
    [
        "<p class='promo'>Tully Times brings the bay to you each Monday.</p>",
        "<div class='teaser'><p>The Queen of the Quay</p></div>",
        "<p class='photo-caption'>Ships before Tully on Monday.</p>",
        "<figure><img src='a.jpg'><figcaption>Ships before Tully on Monday.</figcaption></figure>",
        "<p><a href='/other'>Ferry to Orsk sails again after a week of storms</a></p>",
        "<div id='comments-heading'><p>Three thoughts on this so far</p></div>",
    ],
)
def test_a_line_that_the_page_marks_as_another_is_not_searched(other):
    assert kept([*STORY[:3], other, *STORY[3:]]) == SAID


def test_a_name_that_marks_much_of_the_story_marks_nothing():
    assert kept([f"<div class='elementor-widget'>{one}</div>" for one in STORY]) == SAID
    assert kept(["<div class='has-sidebar'>", *STORY, "</div>"]) == SAID
    assert kept([f"<div class='event'>{one}</div>" for one in STORY]) == SAID


def test_a_quotation_that_is_shown_large_stays_where_the_story_has_it():
    shown = f"<p class='pull-quote'>{SAID[1]}</p>"
    assert SAID[1] in kept([*STORY[:3], shown, *STORY[3:]])


def test_a_paragraph_beside_a_picture_stays():
    long = f"{SAID[0]} {SAID[1]}".replace("Tully", "Orsk")
    assert long in kept([*STORY, f"<div class='image-text'><p>{long}</p></div>"])


@pytest.mark.parametrize(
    "own",
    [
        "<p><a href='/a'>The minister said on Monday that the harbour would stay closed.</a></p>",
        "<p>See <a href='/a'>the report of the council</a> on what the harbour cost the town.</p>",
        "<table><tr><td><a href='/a'>The harbour of Tully and its quays</a></td><td>7</td></tr>"
        "</table>",
    ],
)
def test_a_link_that_tells_something_stays(own):
    assert len(kept([*STORY, own])) == len(SAID) + 1


def test_the_text_is_stored_whole():
    promo = "<p class='promo'>Tully Times brings the bay to you each Monday.</p>"
    assert "brings the bay to you" in article(page(story="".join([*STORY, promo]))).text
