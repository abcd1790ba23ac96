import pytest

from bot.discord_app.commands.answering import EMPTY, ONLY_LINKS, question_fault
from retrieval.types import Question


@pytest.mark.parametrize("text", ["", "  ", "\n\t"])
def test_an_empty_question_is_told_how_to_ask(text):
    assert question_fault(Question(text)) == EMPTY


@pytest.mark.parametrize("text", ["https://a.example/1", "<https://a.example> https://b.example"])
def test_links_alone_ask_nothing(text):
    assert question_fault(Question(text)) == ONLY_LINKS
    assert question_fault(Question(f"{text} who wrote it?")) is None


@pytest.mark.parametrize(
    "day",
    ["yesterday", "2016-13-01", "2015-02-29", "20161103", "2016-W05-1", "٢٠١٦-٠١-٠١", "3/11/2016"],
)
@pytest.mark.parametrize("name", ["since", "until", "as_of"])
def test_a_date_that_is_none_is_named_with_the_right_form(name, day):
    reason = question_fault(Question("What?", **{name: day}))
    assert reason == f"`{name}` must be a date written as YYYY-MM-DD, for example 2016-11-03."


def test_a_span_that_ends_before_it_begins_is_refused():
    reason = question_fault(Question("What?", since="2016-02-01", until="2016-01-01"))
    assert reason == "`since` lies after `until`; swap the two dates."


def test_a_sound_question_has_no_fault():
    assert (
        question_fault(
            Question("What?", since="2016-01-01", until="2016-01-01", as_of="2020-02-29")
        )
        is None
    )
