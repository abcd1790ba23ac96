"""What each line of a conversation leads to."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.conversation import MOST_EARLIER, Conversation, Reply, limits_text
from bot.render import plain_text
from bot.responding import respond_to_line
from retrieval.errors import UsageError
from retrieval.types import Question
from support.answers import EXTRACTIVE, FakeCore


def after(*lines: str, fake: FakeCore | None = None) -> Reply:
    """The reply to the last of `lines`."""
    core, reply = (fake or FakeCore()).core, Reply(Conversation())
    for line in lines:
        reply = respond_to_line(line, reply.conversation, core)
    return reply


def test_a_follow_up_carries_the_last_four_answers() -> None:
    answers = [replace(EXTRACTIVE, id=str(number)) for number in range(6)]
    fake = FakeCore(answers)
    after(*["Question?"] * 6, fake=fake)
    assert [len(question.earlier) for question in fake.asked] == [0, 1, 2, 3, 4, 4]
    assert [answer.id for answer in fake.asked[-1].earlier] == ["1", "2", "3", "4"]
    assert MOST_EARLIER == 4


def test_a_forgotten_conversation_leaves_the_limits() -> None:
    fake = FakeCore()
    after("Question?", "/since 2015-01-01", "/clear", "Question?", fake=fake)
    assert fake.asked[-1] == Question("Question?", since="2015-01-01")


def test_limits_are_put_on_the_questions_after_them_and_taken_off_again() -> None:
    fake = FakeCore()
    lines = ["/outlet harbour  GAZETTE", "/since 2015-01-01", "/until 2015-12-31"]
    after(*lines, "/as-of 2016-01-01", "One?", "/outlet", "/since", "/until", "/as-of", "Two?",
          fake=fake)  # fmt: skip
    one = Question("One?", "Harbour Gazette", "2015-01-01", "2015-12-31", "2016-01-01")
    assert fake.asked[0] == one
    assert replace(fake.asked[1], earlier=()) == Question("Two?")


@pytest.mark.parametrize(
    ("conversation", "line"),
    [
        (Conversation(), "All outlets, all dates"),
        (Conversation(outlet="A\x1bB"), r"Outlet A\x1bB"),
        (
            Conversation(since="2015-06-04", until="2015-07-01", as_of="2016-01-31"),
            "Since 4 June 2015 · until 1 July 2015 · as of 31 January 2016",
        ),
    ],
)
def test_the_limits_in_force_fit_a_line(conversation: Conversation, line: str) -> None:
    assert limits_text(conversation) == line


def test_a_year_or_a_month_is_a_span_from_its_first_day_to_its_last() -> None:
    fake = FakeCore()
    after("/since 2015", "/until 2016-02", "/as-of 2019", "One?", fake=fake)
    assert fake.asked[0] == Question("One?", None, "2015-01-01", "2016-02-29", "2019-12-31")


@pytest.mark.parametrize(
    "line",
    ["/since yesterday", "/since 99999", "/since 2015-", "/since 0000", "/until 2015-13",
     "/since 2015-00", "/until 2015-13-01", "/as-of 2015-02-30", "/since 20150604",
     "/since 2015-W23-4", "/until 2015-06-04 and later", "/since 2015-6-4"],
)  # fmt: skip
def test_a_date_that_is_none_is_refused_with_an_example(line: str) -> None:
    with pytest.raises(UsageError, match="2015-06-04"):
        after(line)


@pytest.mark.parametrize(
    "lines",
    [
        ["/since 2015-06-04", "/until 2015-06-03"],
        ["/until 2015-06-03", "/since 2015-06-04"],
        ["/since 2015-06-04", "/as-of 2015-06-03"],
    ],
)
def test_dates_the_wrong_way_round_are_refused(lines: list[str]) -> None:
    with pytest.raises(UsageError, match="4 June 2015 to 3 June 2015 is the wrong way round"):
        after(*lines)


def test_one_day_alone_is_a_span() -> None:
    reply = after("/since 2015-06-04", "/until 2015-06-04")
    assert plain_text(reply.lines) == "Since 4 June 2015 · until 4 June 2015."
