"""Lines that name the author without the word `by`: told by where they stand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.reading.article import Metadata, make_article
from retrieval.reading.press.author_lines import is_author, unmarked_author
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
        ("12 March 2015\nOrla Venn in Orsk", "Orla Venn"),
        ("12 March 2015\nUpdated 13 March 2015\nОлег Пак, Орск", "Олег Пак"),
        ("Orla Venn · 12 March 2015", "Orla Venn"),
        ("Ия Ким · 12 мар 2015 · 10:30", "Ия Ким"),
        ("Әсел Ким, тілші", "Әсел Ким"),
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
        "Orla Venn in Orsk",
        "Steel Falcon in Orsk\n12 March 2015",
        "Steel Falcon | 12 March 2015",
        "Central Asia | 12 March 2015",
        "Personal Finance | 12 March 2015",
        "Turkmenistan Watch | 12 March 2015",
        "Южный Кавказ | 12 марта 2015",
        "Центральный Берег | 12 марта 2015",
        "By\nnobody",
    ],
)
def test_two_words_with_capitals_are_not_always_a_name(head):
    body = f"{BODY} The drill Steel Falcon was put off, and the closed road as well."
    assert read_byline(f"{TITLE}\n\n{head}\n\n{body}\n\n{MORE}\n\n{MORE}\n\n{MORE}").author is None


def test_a_name_with_an_office_signs_below_the_story():
    text = f"{TITLE}\n\n{BODY}\n\n{MORE}\n\n"
    assert read_byline(f"{text}Ия Ким, обозреватель\nПодписаться").author == "Ия Ким"
    assert read_byline(f"{text}Ия Ким, главный редактор").author is None
    assert read_byline(f"{text}Orla Venn, Editor").author is None


@pytest.mark.parametrize(
    ("names", "story", "told"),
    [
        ("Orla Venn", BODY, True),
        ("Orla Venn", f"{BODY} Orla Venn was there.", False),
        ("Orla Venn", f"{BODY} Ada Venn was there.", False),
        ("Orla Venn and Ada Lind", BODY, True),
        ("Orla Venn and Tom Field", BODY, False),
        ("Олег Пак", "Пак сообщил о шторме.", False),
        ("Олег Пак", "Порт закрыт.", True),
        ("Олег Пак", "Порт закрыт.\nФото: Олег Пак", True),
        ("Вера Портова", "Закрыт весь порт.", True),
        ("Вера Портова", "Закрыты порты.", True),
        ("Роман Портов", "Вышел новый роман.", False),
    ],
)
def test_names_beside_a_day_are_the_authors_unless_the_story_speaks_of_them(names, story, told):
    assert is_author(names, lines_of(story)) is told


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
