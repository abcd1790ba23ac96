"""Lines that name the author without the word `by`: told by where they stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.reading.article import Metadata, make_article
from retrieval.reading.press.author_lines import unmarked_author
from retrieval.reading.press.bylines import read_byline
from retrieval.reading.press.text_lines import lines_of

TITLE = "Harbour shut for a day"
BODY = "The harbour of Tully was closed on Monday, the mayor said in a long statement."
MORE = "Ships waited outside the bay until the wind had dropped late in the evening."


@pytest.mark.parametrize(
    ("head", "author"),
    [
        ("Orla Venn, Staff Reporter", "Orla Venn"),
        ("Orla Venn | Chief Political Correspondent in Orsk", "Orla Venn"),
        ("Orla Venn and Tom Reed, staff writers", "Orla Venn and Tom Reed"),
        ("Ирина Ким, корреспондент", "Ирина Ким"),
        ("Orla Venn\n12 March 2015", "Orla Venn"),
        ("12 March 2015\nOrla Venn", "Orla Venn"),
        ("Orla Venn\n\nReuters", "Orla Venn"),
        ("Orla Venn\nStaff Reporter", "Orla Venn"),
        ("By\nOrla Venn", "Orla Venn"),
        (
            "Orla Venn\n\nTULLY, March 12 (Interfax) - It rained in the whole of the town.",
            "Orla Venn",
        ),
    ],
)
def test_a_name_below_the_title_is_the_authors_and_no_part_of_the_story(head, author):
    text = f"{TITLE}\n\n{head}\n\n{BODY}\n\n{MORE}"
    found = read_byline(text)
    assert (found.title, found.author) == (TITLE, author)
    told = "".join(text[start:end] for start, end in found.ranges)
    assert head.split("\n")[0] in told


@pytest.mark.parametrize(
    "head",
    [
        "Harbour Closed\n12 March 2015",
        "Steel Falcon\n12 March 2015",
        "ORLA VENN\n12 March 2015",
        "Orla Venn",
        "Orla Venn, mayor of Tully",
        "Orla Venn met a staff reporter",
        "By\nnobody",
    ],
)
def test_two_words_with_capitals_are_not_always_a_name(head):
    body = f"{BODY} The drill Steel Falcon was put off, and the closed road as well."
    assert read_byline(f"{TITLE}\n\n{head}\n\n{body}\n\n{MORE}\n\n{MORE}\n\n{MORE}").author is None


def test_a_headline_is_nobodys_name():
    found = read_byline(f"Orla Venn\n\n12 March 2015\n\n{BODY}\n\n{MORE}")
    assert (found.title, found.author) == ("Orla Venn", None)


def test_where_the_title_is_known_the_first_line_may_be_the_authors():
    made = make_article(
        "a",
        "/a",
        f"Orla Venn, Staff Reporter\n12 March 2015\n{BODY}\n{MORE}",
        Metadata(title=TITLE),
    )
    assert made.author == "Orla Venn"
    assert made.text[: made.furniture[0][1]].startswith("Orla Venn, Staff Reporter")


def test_a_title_that_is_known_is_left_out_of_the_story_wherever_it_is_shown():
    text = f"TULLY TIMES | World | Port\n{TITLE}\nBy Orla Venn\n{BODY}\n{MORE}"
    made = make_article("a", "/a", text, Metadata(title=TITLE))
    kept = "".join(
        part for at, part in enumerate(text) if not any(s <= at < e for s, e in made.furniture)
    )
    assert kept.split() == f"{BODY} {MORE}".split()
    assert made.author == "Orla Venn"


@given(
    st.lists(
        st.sampled_from(["By", "Orla Venn", "", "Editor", "4 June 2015"]) | st.text(), max_size=6
    )
)
def test_no_text_raises(parts):
    lines = lines_of("\n".join(parts))
    for at in range(len(lines)):
        unmarked_author(lines, at)
