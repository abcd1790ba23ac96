"""What pasted text says of itself."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.reading.press.bylines import read_byline

BODY = "The harbour of Tully was closed on Monday, the mayor said in a long statement."
MORE = "Ships waited outside the bay until the wind had dropped late in the evening."
TITLE = "Harbour Closed For A Day"


@pytest.mark.parametrize(
    ("head", "author", "outlet", "published"),
    [
        ("By Jane Doe", "Jane Doe", None, None),
        ("BY JANE DOE", "Jane Doe", None, None),
        ("BY JANE DOE in SHIPS on 12 MARCH 2015", "Jane Doe", None, "2015-03-12"),
        ("12 March 2015, Tully - Reuters, Jane DOE", "Jane Doe", "Reuters", "2015-03-12"),
        ("Ships | 10:30 / 12.03.2015", None, None, "2015-03-12"),
        ("By Jane Doe and John van der Roe", "Jane Doe and John van der Roe", None, None),
        ("By Jane Doe, Reuters", "Jane Doe", "Reuters", None),
        ("By Jane Doe in Tully", "Jane Doe", None, None),
        ("Author: Jane Doe", "Jane Doe", None, None),
        ("Reuters", None, "Reuters", None),
        ("Source: Kazinform", None, "Kazinform", None),
        ("Published: 12 March 2015", None, None, "2015-03-12"),
        ("March 12, 2015 10:30", None, None, "2015-03-12"),
        ("2015-03-12", None, None, "2015-03-12"),
        ("10:30, 12 March 2015 (GMT+6)", None, None, "2015-03-12"),
        ("Thursday 12 March 2015, 10.30 am", None, None, "2015-03-12"),
        ("12.03.2015 10:30", None, None, "2015-03-12"),
        ("By Jane Doe | Reuters | March 12, 2015", "Jane Doe", "Reuters", "2015-03-12"),
        ("Jane Doe, 12 March 2015", "Jane Doe", None, "2015-03-12"),
        ("https://www.rferl.org/a/12.html", None, "RFE/RL", None),
    ],
)
def test_a_label_below_the_title_is_read(head, author, outlet, published):
    found = read_byline(f"{TITLE}\n{head}\n\n{BODY}\n\n{MORE}")
    assert (found.author, found.outlet, found.published) == (author, outlet, published)
    assert found.title == TITLE


@pytest.mark.parametrize(
    "sentence",
    [
        "By Monday the harbour had been closed for a whole week, the mayor said.",
        "On 12 March 2015 the harbour was closed, the mayor told the town council.",
        "The agreement was signed on March 12, 2015",
        "Updated 12 March 2015",
        "12 March 2095",
        "12 March 1815",
        "03/04/2015",
    ],
)
def test_a_date_or_a_name_that_is_no_label_is_not_used(sentence):
    found = read_byline(f"{TITLE}\n\n{sentence}\n\n{BODY}\n\n{MORE}")
    assert (found.author, found.published, found.published_how) == (None, None, "unknown")


def test_a_dateline_without_a_year_gives_a_note_and_no_date():
    found = read_byline(f"{TITLE}\n\nTULLY. June 4 (Interfax) - {BODY}")
    assert (found.published, found.date_note) == (None, "4 June (year not stated)")
    assert (found.outlet, found.published_how) == ("Interfax", "unknown")


def test_a_full_dateline_gives_the_date():
    found = read_byline(f"{TITLE}\n\nTully, 12 March 2015 (KAZINFORM) – {BODY}")
    assert (found.published, found.published_how) == ("2015-03-12", "dateline")
    assert found.date_note is None


def test_the_title_is_found_below_the_navigation():
    text = f"All news\n\nShare\n\n{TITLE}\n\n{BODY}\n\n{MORE}"
    assert read_byline(text).title == TITLE


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        f"{BODY}\n\n{MORE}",
        "A single line without an end",
        f"TULLY – {BODY}\n\n{MORE}",
        "The harbour of Tully was closed on Monday because of the strong\n"
        "wind, the mayor said in a statement. Ships waited outside of the\n"
        "bay until the evening.\n\n" + MORE,
        "The harbour of Tully was closed on Monday, as the Mayor of\n"
        "Tully said in a statement that was handed out to all of the\n"
        "Tully papers on the same day.\n\n" + MORE,
        "| a | b |\n| c | d |\n" + BODY,
    ],
)
def test_the_storys_own_words_are_no_title(text):
    assert read_byline(text).title is None


def test_a_title_in_two_lines_is_one_title():
    text = f"Harbour closed for a day because of\nstrong wind from the west\n\n{BODY}\n\n{MORE}"
    expected = "Harbour closed for a day because of strong wind from the west"
    assert read_byline(text).title == expected


@pytest.mark.parametrize(
    ("line", "outlet"),
    [
        ("Get The Tully Times stories sent directly to you! Sign up now.", "Tully Times"),
        ("© 2015 Tully Media. All rights reserved.", "Tully Media"),
        ("Copyright (c) 2014. RFE/RL, Inc. Reprinted with the permission.", "RFE/RL"),
        ("Follow The Astana Times on Telegram!", "The Astana Times"),
        ('"The Tully Log" provides news and opinion about the harbour.', "The Tully Log"),
    ],
)
def test_an_outlet_that_speaks_of_itself_is_named(line, outlet):
    assert read_byline(f"{TITLE}\n\n{BODY}\n\n{MORE}\n\n{line}").outlet == outlet


@pytest.mark.parametrize(
    "sentence",
    [
        "The mayor spoke on Monday, according to Kazinform, and then left the town.",
        "He told TASS on the sidelines of the forum that the harbour would open.",
        "Copyright 2015. On Monday the harbour was closed, and the ships went away.",
        "Copyright 2015. On 12 March 2015 the harbour was closed for half a day.",
    ],
)
def test_an_outlet_that_is_only_quoted_is_not_the_outlet(sentence):
    assert read_byline(f"{TITLE}\n\n{sentence}\n\n{MORE}").outlet is None


@pytest.mark.parametrize("head", [f"{TITLE}\n\nTully Herald\n12 March 2015",
                                  f"Tully Herald\n12 March 2015\n\n{TITLE}"])  # fmt: skip
def test_an_unknown_outlet_beside_a_date_is_the_outlet_and_not_the_title(head):
    found = read_byline(f"{head}\n\n{BODY}\n\n{MORE}")
    assert (found.title, found.outlet, found.published) == (TITLE, "Tully Herald", "2015-03-12")


STANDFIRST = "The ships of four towns wait in the bay, and nobody knows for how long they will."


@pytest.mark.parametrize(
    ("label", "author"),
    [("Jane Doe Mar 12, 2015", "Jane Doe"), ("Ships | 12 March 2015", None),
     ("By Jane Doe in Ships on 12 March 2015", "Jane Doe"),
     ("By Jane Doe\n12 March 2015", "Jane Doe"), ("12 March 2015\n\nBy Jane Doe", "Jane Doe")],
)  # fmt: skip
def test_a_label_with_a_day_is_read_below_a_standfirst_too(label, author):
    text = f"{TITLE}\n\n{STANDFIRST}\n\n{label}\n\n{BODY}\n\n{MORE}"
    found = read_byline(text)
    assert (found.author, found.published) == (author, "2015-03-12")
    left_out = "\n".join(text[start:end] for start, end in found.ranges)
    assert all(line in left_out for line in label.split("\n"))
    assert STANDFIRST not in left_out


@pytest.mark.parametrize(
    "text",
    [
        f"{TITLE}\n\n{STANDFIRST}\n\n12 March 2015\n\n{BODY}\n\n14 March 2015\n\n{MORE}",
        f"{TITLE}\n\n{STANDFIRST}\n\n{BODY}\n\n12 March 2015\n\n{MORE}",
        f"{TITLE}\n\n{STANDFIRST}\n\n12 March 2015",
        f"{TITLE}\n\n{STANDFIRST}\n\n12 March 2015\n\nA list",
        f"{TITLE}\n\n{STANDFIRST}\n\nOn 12 March 2015 the bay was shut.\n\n{BODY}",
        f"{STANDFIRST}\n\n12 March 2015\n\n{BODY}",
    ],
)
def test_a_day_further_down_in_a_story_is_not_its_own(text):
    assert read_byline(text).published is None


def test_a_paper_that_names_itself_above_the_headline_goes_before_the_agency():
    found = read_byline(f"THE TULLY POST\n\n{TITLE}\n\nTULLY, June 4 (Interfax) - {BODY}\n\n{MORE}")
    assert (found.title, found.outlet) == (TITLE, "The Tully Post")


def test_a_rubric_between_the_papers_name_and_the_headline_is_left_out():
    text = f"THE TULLY POST\nINTERVIEW\n\n{TITLE}\n\nBy Jane Doe\n\n{BODY}\n\n{MORE}"
    found = read_byline(text)
    assert (found.title, found.author) == (TITLE, "Jane Doe")
    assert "INTERVIEW" in "".join(text[start:end] for start, end in found.ranges)


def test_a_day_below_the_story_is_left_out_where_it_says_that_it_is_of_the_story():
    text = f"{TITLE}\n\n{BODY}\n\n{MORE}\n\nFirst published: 12 March 2015, 10:30"
    assert text.endswith("".join(text[start:end] for start, end in read_byline(text).ranges))
    assert read_byline(text).ranges
    assert read_byline(f"{TITLE}\n\n{BODY}\n\n{MORE}\n\n12 March 2015").ranges == ()


@pytest.mark.parametrize(
    "foot", ["Reuters, 04.06.2015", "Tully Herald, 4 June 2015", "4 June 2015"]
)
def test_a_year_at_the_foot_completes_the_datelines_day(foot):
    text = f"{TITLE}\n\nTULLY. June 4 (Interfax) - {BODY}\n\n{MORE}\n\n{foot}\n\nShare"
    found = read_byline(text)
    assert (found.outlet, found.published, found.date_note) == ("Interfax", "2015-06-04", None)
    assert (found.published_how, found.labelled) == ("dateline", False)
    assert foot in [text[start:end] for start, end in found.ranges]


@pytest.mark.parametrize(
    "foot", ["Reuters, 05.06.2015", "The last one was on 4 June 2015.", f"4 June 2015\n\n{MORE}"]
)
def test_no_other_day_at_the_foot_does(foot):
    found = read_byline(f"{TITLE}\n\nTULLY. June 4 (Interfax) - {BODY}\n\n{MORE}\n\n{foot}")
    assert (found.published, found.date_note) == (None, "4 June (year not stated)")


def test_where_figures_come_from_is_not_who_printed_the_story():
    found = read_byline(f"{TITLE}\n\n{BODY}\n\n{MORE}\n\nSource: Ministry of Health")
    assert found.outlet is None


def test_a_sign_off_is_the_byline():
    assert read_byline(f"{TITLE}\n\n{BODY}\n\n{MORE}\n\n-- Jane Doe\n").author == "Jane Doe"


HEADS = st.sampled_from(
    [
        "By Jane Doe",
        "ASTANA – " + BODY,
        "12 March 2015",
        "Share",
        TITLE,
        "",
        "(",
        "/",
        "By",
        "#",
        "--",
        "https://",
        "https://[",
        "Source: x",
        "Published:",
        "99 May 2015",
        "ASTANA, 31 June (",
        "|",
    ]
)


@settings(deadline=None)
@given(st.lists(HEADS | st.text(max_size=40), max_size=10).map("\n".join))
def test_any_text_has_a_masthead(text):
    found = read_byline(text)
    assert (found.published is None) == (found.published_how == "unknown")
    assert all(0 <= start < end <= len(text) for start, end in found.ranges)


@pytest.mark.parametrize(
    ("foot", "published"),
    [
        ("Опубликовано: 12 марта 2015 года", "2015-03-12"),
        ("Жарияланды: 12 наурыз 2015", "2015-03-12"),
        ("Published 12 March 2015", "2015-03-12"),
        ("Published 12 March 2015\nPublished 13 March 2015", None),
        ("12 March 2015", None),
    ],
)
def test_a_day_at_the_foot_counts_with_a_word_for_publishing(foot, published):
    assert read_byline(f"{TITLE}\n\n{BODY}\n\n{MORE}\n\n{foot}").published == published
    headed = f"{TITLE}\n11 March 2015\n\n{BODY}\n\n{MORE}\n\n{foot}"
    assert read_byline(headed).published == "2015-03-11"
