"""A fact may be written in another form, and only the same fact passes."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from presses import article, quote

from retrieval.answer.check import unsupported
from retrieval.answer.days import days
from retrieval.answer.written import in_one_way, misquoted


def borne_out(statement: str, evidence: str) -> bool:
    """Whether the statement passes, citing an article of just this evidence."""
    return not unsupported(statement, [quote(article("a", evidence))])


@pytest.mark.parametrize(
    ("statement", "evidence"),
    [
        ("The port was closed from 2016 to 2018.", "The port was closed in 2016-2018 for repairs."),
        ("The port was closed in 2016–2018.", "The port was closed from 2016 to 2018."),
        ("Trade at the port grew by 12 percent.", "The port said its trade grew 12%."),
        ("Trade at the port grew by 12%.", "The port said its trade grew 12 per cent."),
        ("Trade at the port grew twelve percent.", "The port said its trade grew 12%."),
        ("The port cost $5 million.", "The cost of the port was 5 million dollars."),
        ("The port cost 5 million US dollars.", "The cost of the port was US$5m."),
        ("The port cost EUR 3 million.", "The cost of the port was €3 million."),
        ("The port cost £2bn.", "The cost of the port was 2 billion pounds."),
        ("The port cost 700 rubles.", "The cost of the port was 700 roubles."),
        ("The port sold 1.5 thousand tickets.", "The port sold 1,500 tickets."),
        ("The 12th session opened at the port.", "The twelfth session opened at the port."),
        ("The first ferry left the port.", "The 1st ferry left the port, the first."),
        ("The 3-year plan of the port opened.", "The three-year plan of the port opened."),
    ],
)
def test_an_amount_may_be_written_in_another_way(statement: str, evidence: str) -> None:
    assert borne_out(statement, evidence)


@pytest.mark.parametrize(
    ("statement", "evidence"),
    [
        ("The port grew by 12 percent.", "The port grew by 12."),
        ("The port cost $5 million.", "The port cost 5 million euros."),
        ("The port cost 5 million dollars.", "The port cost 5 million crowns."),
        ("The port cost €5 million.", "The port cost £5 million."),
        ("The port was closed from 2016 to 2019.", "The port was closed in 2016-2018."),
        ("The 13th session opened at the port.", "The twelfth session opened at the port."),
    ],
)
def test_another_amount_or_unit_is_not_said(statement: str, evidence: str) -> None:
    assert not borne_out(statement, evidence)


FORMS = ["4 June 2015", "June 4, 2015", "2015-06-04", "the 4th of June 2015", "04.06.2015",
         "June 4th, 2015", "4 June, 2015", "Thursday, 4 June 2015", "4 Jun 2015"]  # fmt: skip


@pytest.mark.parametrize("said", FORMS)
@pytest.mark.parametrize("written", FORMS)
def test_a_day_may_be_written_in_any_form(said: str, written: str) -> None:
    assert borne_out(f"The port opened on {said}.", f"On {written} the port was opened.")


@pytest.mark.parametrize(
    "said",
    ["5 June 2015", "4 July 2015", "4 June 2016", "6 April 2015", "2015-04-06", "04.07.2015",
     "Friday, 4 June 2015", "June 14, 2015"],
)  # fmt: skip
def test_another_day_is_not_said(said: str) -> None:
    evidence = "On 4 June 2015 the port opened; on 14 July 2016, after 5 days and 6 hours, it shut."
    assert not borne_out(f"The port opened on {said}.", evidence)


def test_the_days_of_a_span_are_all_named() -> None:
    assert days("from 4 to 6 June 2015") == {(4, 6, 2015), (5, 6, 2015), (6, 6, 2015)}
    assert days("June 4 and 6") == {(4, 6, None), (6, 6, None)}
    assert days("on 31 June and 30 February") == set()
    assert borne_out("The port opened on 5 June.", "The port held its opening on 4-6 June.")


@given(st.dates(date(1850, 1, 1), date(2099, 12, 31)))
def test_a_day_reads_the_same_in_each_form(day: date) -> None:
    forms = (
        f"{day.day} {day:%B} {day.year}",
        f"{day:%B} {day.day}, {day.year}",
        f"{day:%Y-%m-%d}",
        f"{day:%d.%m.%Y}",
        f"{day:%A}, {day.day} {day:%b} {day.year}",
    )
    for form in forms:
        assert days(f"It was on {form}, they said.") == {(day.day, day.month, day.year)}


@given(st.text())
def test_any_text_is_written_in_one_way_and_stays_so(text: str) -> None:
    once = in_one_way(text)
    assert days(once) == days(once)
    assert isinstance(misquoted(text, text), list)


@pytest.mark.parametrize(
    ("statement", "evidence"),
    [
        ("J. Smith opened the port.", "The port was opened by John Smith."),
        ("J. Smith opened the port.", "The port was opened by J. Smith."),
        ("J. Smith opened the port.", "The port was opened by John Paul Smith."),
        ("General Smith opened the port.", "The port was opened by Gen. Smith."),
        ("Gen. Smith opened the port.", "The port was opened by General Smith."),
        ("Prof. Smith opened the port.", "The port was opened by Professor Smith."),
    ],
)
def test_titles_and_initials_may_be_shortened(statement: str, evidence: str) -> None:
    assert borne_out(statement, evidence)


@pytest.mark.parametrize(
    ("statement", "evidence"),
    [
        ("K. Smith opened the port.", "The port was opened by John Smith."),
        ("John Smith opened the port.", "The port was opened by J. Smith."),
        ("Jim Smith opened the port.", "The port was opened by John Smith."),
        ("Col. Smith opened the port.", "The port was opened by Gen. Smith."),
    ],
)
def test_another_name_or_one_made_longer_is_not_said(statement: str, evidence: str) -> None:
    assert not borne_out(statement, evidence)


@pytest.mark.parametrize(
    ("statement", "evidence"),
    [
        (
            "The mayor called the port “a great success”.",
            "The port is a great success, the mayor said.",
        ),
        ('The mayor said: "The port is open."', "“The port is open,” said the mayor at noon."),
        (
            "The mayor said “the port … is open”.",
            "“Today the port at Larkfield is open,” said the mayor.",
        ),
        (
            "The mayor called it ‘a great success’.",
            "“A port and a great success,” said the mayor of it.",
        ),
    ],
)
def test_what_stands_so_may_be_quoted(statement: str, evidence: str) -> None:
    assert borne_out(statement, evidence)


@pytest.mark.parametrize(
    ("statement", "evidence"),
    [
        ("“The port is open,” the mayor said.", "The mayor said that the port was open."),
        (
            "The mayor called the port “a great success”.",
            "The port was great, a success, the mayor said.",
        ),
        ("The mayor said “open … the port”.", "The mayor said that the port would not open."),
        ("The mayor said “it is not open”.", "The mayor said “it is open”, not closed."),
    ],
)
def test_what_does_not_stand_so_is_not_quoted(statement: str, evidence: str) -> None:
    assert not borne_out(statement, evidence)


@pytest.mark.parametrize(
    ("statement", "evidence"),
    [
        ("The council failed to open the port.", "The council opened the port."),
        ("The council opened the port.", "The council failed to open the port."),
        ("The council opened the port.", "The council refused to open the port."),
        ("The port is hardly open.", "The port is open."),
        ("The port is open.", "The port is barely open."),
        ("Nobody opened the port.", "Somebody opened the port."),
    ],
)
def test_a_no_in_another_word_is_a_no(statement: str, evidence: str) -> None:
    assert not borne_out(statement, evidence)


def test_a_no_may_be_said_in_another_word() -> None:
    assert borne_out("The council did not open the port.", "The council failed to open the port.")
