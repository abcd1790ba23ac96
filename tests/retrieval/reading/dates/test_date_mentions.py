"""The dates that a text names, as days."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.reading.dates.date_mentions import date_mentions
from retrieval.reading.dates.partial_dates import partial_dates

FRIDAY = "2014-12-12"


def named(text, published=None, furniture=()):
    """What is named, and its days: one where both are the same."""
    return [
        (
            text[one.start : one.end],
            one.first if one.first == one.last else f"{one.first}/{one.last}",
        )
        for one in date_mentions(text, published, furniture)
    ]


@pytest.mark.parametrize(
    ("text", "words", "days"),
    [
        ("He came on 23 December 2014.", "23 December 2014", "2014-12-23"),
        ("On the 23rd of December, 2014 he", "23rd of December, 2014", "2014-12-23"),
        ("On December 23, 2014, he came", "December 23, 2014", "2014-12-23"),
        ("On Dec. 23, 2014 he came", "Dec. 23, 2014", "2014-12-23"),
        ("since 23.12.2014,", "23.12.2014", "2014-12-23"),
        ("since 2014-12-23.", "2014-12-23", "2014-12-23"),
        ("in December 2014.", "December 2014", "2014-12-01/2014-12-31"),
        ("in February 2016", "February 2016", "2016-02-01/2016-02-29"),
        ("in 2014, he", "2014", "2014-01-01/2014-12-31"),
        ("by 2030.", "2030", "2030-01-01/2030-12-31"),
        ("from 2016 to 2018", "2016 to 2018", "2016-01-01/2018-12-31"),
        ("between 2016 and 2018", "2016 and 2018", "2016-01-01/2018-12-31"),
        ("for 2016-2018", "2016-2018", "2016-01-01/2018-12-31"),
        ("in 2016–18", "2016–18", "2016-01-01/2018-12-31"),
        ("15-31 December 2014", "15-31 December 2014", "2014-12-15/2014-12-31"),
        ("December 15–31, 2014", "December 15–31, 2014", "2014-12-15/2014-12-31"),
        ("between 15 and 31 December 2014", "15 and 31 December 2014", "2014-12-15/2014-12-31"),
        ("30 and 31 May 2015", "30 and 31 May 2015", "2015-05-30/2015-05-31"),
        (
            "from 28 November to 3 December 2014", "28 November to 3 December 2014",
            "2014-11-28/2014-12-03",
        ),
        ("28 December to 3 January 2015", "28 December to 3 January 2015", "2014-12-28/2015-01-03"),
        ("from January to March 2015", "January to March 2015", "2015-01-01/2015-03-31"),
        ("23 декабря 2014 года", "23 декабря 2014 года", "2014-12-23"),
        ("в декабре 2014 года", "декабре 2014 года", "2014-12-01/2014-12-31"),
        ("в 2014 году", "2014 году", "2014-01-01/2014-12-31"),
        ("с 2016 по 2018 год", "2016 по 2018 год", "2016-01-01/2018-12-31"),
        ("с 15 по 31 декабря 2014 года", "15 по 31 декабря 2014 года", "2014-12-15/2014-12-31"),
        ("2014 жылғы 23 желтоқсан", "2014 жылғы 23 желтоқсан", "2014-12-23"),
        ("23 желтоқсан 2014 күні", "23 желтоқсан 2014", "2014-12-23"),
        ("会议于2014年12月23日举行。", "2014年12月23日", "2014-12-23"),
        ("회의는 2014년 12월 23일에 열렸다.", "2014년 12월 23일", "2014-12-23"),
    ],
)  # fmt: skip
def test_a_date_with_a_year_is_told_without_a_publication_date(text, words, days):
    assert named(text) == [(words, days)]


@pytest.mark.parametrize(
    "text",
    [
        "You may 5 times march 4 miles.",
        "It sat there; may 2014 be good",
        "some 2014 people, in 2000 people, by 2,014, $2014, 2014%, room 2014",
        "31 February 2015",
        "13月4日, 2月30日, 6월",
        "03/04/2015",
        "in 2014-12 and 3-2 and 555-2014",
        "Mr. May said in Augusta",
        "an F-16 May fly",
        "version 1.2.2014.5",
    ],
)
def test_what_only_looks_like_a_date_is_none(text):
    assert named(text, "2014-12-12") == []


@pytest.mark.parametrize(
    ("text", "published", "days"),
    [
        ("He met Kerry on December 10.", "2014-12-11", "2014-12-10"),
        ("He met Kerry on 10 December.", "2015-01-05", "2014-12-10"),
        ("They meet on January 3 in Rome.", "2014-12-23", "2015-01-03"),
        ("It closed on July 25, he said.", "2014-12-11", "2014-07-25"),
        ("The vote is scheduled for March 20.", "2014-12-11", "2015-03-20"),
        ("They met on December 10-11.", "2014-12-12", "2014-12-10/2014-12-11"),
        ("He went there in October.", "2014-12-23", "2014-10-01/2014-10-31"),
        ("Он прибыл 10 декабря.", "2014-12-11", "2014-12-10"),
        ("会议于12月10日举行。", "2014-12-11", "2014-12-10"),
        ("회의는 12월 10일에 열렸다.", "2014-12-11", "2014-12-10"),
        ("On Wednesday, December 10, he met Kerry.", "2014-12-11", "2014-12-10"),
    ],
)
def test_a_day_without_a_year_is_the_nearest_to_the_publication(text, published, days):
    assert [day for _, day in named(text, published)] == [days]


@pytest.mark.parametrize(
    ("text", "published"),
    [
        ("He met Kerry on December 10.", None),
        ("He met Kerry on Thursday.", None),
        ("He went there in October.", None),
        ("June 9 -- Coral Sky, West Palm Beach", "2014-12-11"),
        ("The tour begins June 9 in Rome.", "2014-12-11"),
        ("On Monday, December 10, he met Kerry.", "2014-12-11"),
        ("the September 11 attacks changed much", "2014-10-11"),
        ("It was announced in March for the first time", "2014-12-11"),
    ],
)
def test_a_day_whose_year_nothing_bears_out_is_left_open(text, published):
    assert named(text, published) == []


def test_a_day_is_left_open_where_a_date_before_it_speaks_for_another_year():
    text = "On 14 March 2009 he left. On March 16 he died."
    assert named(text, "2014-03-20") == [("14 March 2009", "2009-03-14")]


def test_a_whole_date_nearby_bears_a_year_out_where_there_is_no_publication_date():
    near = "He came on 30 December 2014. He left on January 5."
    assert named(near)[1] == ("January 5", "2015-01-05")
    assert len(named(near.replace(". ", ".\n\n"))) == 1
    assert named("He left on January 5. He had come on 30 December 2014.")[0][1] == "2015-01-05"


@pytest.mark.parametrize(
    ("text", "words", "day"),
    [
        ("The ministers met in Moscow on Thursday.", "Thursday", "2014-12-11"),
        ("The ministers met in Moscow on Friday.", "Friday", "2014-12-12"),
        ("The fire was put out, police said Monday.", "Monday", "2014-12-08"),
        ("On Tuesday, the court ruled against him.", "Tuesday", "2014-12-09"),
        ("He will meet Kerry, an aide said on Thursday.", "Thursday", "2014-12-11"),
        ("He said on Thursday that he will go.", "Thursday", "2014-12-11"),
        ("He will meet Kerry in Rome on Thursday.", "Thursday", "2014-12-18"),
        ("On Monday, he will meet Kerry.", "Monday", "2014-12-15"),
        ("The talks are due to be held on Monday.", "Monday", "2014-12-15"),
        ("It ended last Monday.", "Monday", "2014-12-08"),
        ("It ended yesterday.", "yesterday", "2014-12-11"),
        ("He spoke earlier this week.", "earlier this week", "2014-12-08/2014-12-12"),
        ("He spoke earlier this month.", "earlier this month", "2014-12-01/2014-12-12"),
        ("He spoke last week.", "last week", "2014-12-01/2014-12-07"),
        ("He spoke last month.", "last month", "2014-11-01/2014-11-30"),
        ("He spoke last year.", "last year", "2013-01-01/2013-12-31"),
        ("It opens next year.", "next year", "2015-01-01/2015-12-31"),
        ("It opens later this month.", "later this month", "2014-12-12/2014-12-31"),
        ("Министр прибыл в Москву в четверг.", "четверг", "2014-12-11"),
        ("Министр прибыл вчера.", "вчера", "2014-12-11"),
        ("Это было в прошлом месяце.", "в прошлом месяце", "2014-11-01/2014-11-30"),
        ("Это было в прошлом году.", "в прошлом году", "2013-01-01/2013-12-31"),
    ],
)
def test_a_day_is_told_from_that_of_publication(text, words, day):
    assert named(text, FRIDAY) == [(words, day)]
    assert named(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The shop is closed on Sundays and on Sunday mornings.",
        "Talks begin on Thursday.",
        "He would meet Kerry on Thursday, if asked.",
        "They agreed to meet on Thursday.",
        "Officials said the talks on Monday will go on.",
        "It ended last Thursday.",
        "They met on Saturday.",
        "It begins on Thursday next time, he said.",
        "“We spoke on Thursday and yesterday,” he said.",
        "It fell over the last year and in the last month.",
        "В четверг состоится встреча.",
    ],
)
def test_what_is_not_sure_is_left_open(text):
    assert named(text, FRIDAY) == []


def test_a_week_is_left_open_where_countries_differ_over_its_beginning():
    assert named("He spoke last week.", "2014-12-14") == []


def test_dates_in_furniture_are_left_out():
    text = "Posted 3 May 2015. He came on 4 May 2015."
    assert named(text, None, ((0, 18),)) == [("4 May 2015", "2015-05-04")]


PIECES = st.sampled_from(
    [
        "on", "in", "from", "to", "between", "and", "1", "5", "23", "31", "12", "2014", "2016",
        "9999", "May", "March", "December", "декабря", "мая", "года", "году", "Thursday", "четверг",
        "yesterday", "last", "week", "month", "year", "next", "earlier", "this", "will", "said",
        ".", ",", "-", "–", "/", "“", "”", '"', "«", "»", "(", ")", "\n", "\n\n", "%", "3rd",
    ]
)  # fmt: skip


@given(
    st.one_of(
        st.text(), st.lists(PIECES, max_size=40).map(" ".join), st.lists(PIECES).map("".join)
    ),
    st.one_of(st.none(), st.dates(date(1900, 1, 1), date(2100, 1, 1)).map(str)),
    st.integers(0, 40),
)
def test_whatever_the_text_every_mention_lies_in_it_and_ends_after_it_begins(text, published, cut):
    furniture = ((0, min(cut, len(text))),) if cut and text else ()
    before = 0
    for one in date_mentions(text, published, furniture):
        assert 0 <= before <= one.start < one.end <= len(text)
        assert date.fromisoformat(one.first) <= date.fromisoformat(one.last)
        assert not furniture or one.start >= furniture[0][1]
        before = one.end


@given(
    st.dates(date(1800, 1, 1), date(2099, 12, 31)),
    st.sampled_from(["%d %B %Y", "%B %d, %Y", "%Y-%m-%d", "%d.%m.%Y"]),
)
def test_every_day_is_read_back_as_it_was_written(day, form):
    written = day.strftime(form)
    assert named(f"He came on {written}.") == [(written, day.isoformat())]


def test_partial_dates_keep_what_is_not_stated_open():
    (one,) = partial_dates("on December 10")
    assert (one.high.year, one.high.month, one.high.day) == (None, 12, 10)
