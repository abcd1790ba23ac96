"""The gate: deciding, counting and noting are three calls, and only `admit` makes all of them."""

import copy
from types import SimpleNamespace

import pytest

from bot.discord_app.access.callers import Caller, served
from bot.discord_app.access.gate import admit, count_use, decide
from bot.discord_app.access.rules import Rules
from bot.rate_limits import RateLimits

RULES = Rules(guilds=frozenset({1}))
HERE, ELSEWHERE = Caller(1, 2, person=7), Caller(9, 2, person=7)


class Lines(list):
    def note(self, caller, action, outcome):
        self.append((caller.person, action, outcome))


@pytest.fixture
def context():
    """A bot that answers one question a minute from each person."""
    let_in = []
    yield SimpleNamespace(
        rules=RULES, rates=RateLimits(1, 0), audit=Lines(), let_in=let_in,
        serve_in_name_of=let_in.append, get_guild=lambda number: None,
    )  # fmt: skip
    served.set(None)


def test_deciding_changes_nothing_however_often_it_is_asked():
    rates = RateLimits(1, 0)
    before = copy.deepcopy(rates._taken)
    assert [decide(RULES, HERE, "ask") for _ in range(5)] == [None] * 5
    assert "isn't set up for this server" in decide(RULES, ELSEWHERE, "ask")
    assert "You may not add articles" in decide(RULES, HERE, "index")
    assert rates._taken == before


@pytest.mark.parametrize(("via", "counted"), [
    ("command", True), ("message", True), ("button", False), ("typing", False),
])  # fmt: skip
def test_only_what_asks_something_new_is_counted(via, counted):
    rates = RateLimits(1, 0)
    caller = Caller(1, 2, person=7, via=via)
    assert count_use(rates, caller) is None
    assert bool(count_use(rates, caller)) is counted


def test_whoever_is_let_in_is_counted_and_served_and_not_noted(context):
    assert admit(context, HERE, "ask") is None
    assert context.let_in == [HERE]
    assert context.audit == []


def test_a_refusal_is_noted_and_counts_for_nothing(context):
    assert admit(context, ELSEWHERE, "ask")
    assert admit(context, HERE, "ask") is None
    assert context.audit == [(7, "ask", "refused")]


def test_too_many_are_noted_as_that(context):
    admit(context, HERE, "ask")
    assert "You have asked once in a minute" in admit(context, HERE, "ask")
    assert context.audit == [(7, "ask", "too many")]


def test_a_task_that_serves_somebody_already_is_not_counted_again(context):
    admit(context, HERE, "ask")
    served.set(HERE)
    assert admit(context, HERE, "ask") is None


def test_whoever_is_only_typing_is_not_noted(context):
    assert admit(context, Caller(9, 2, person=7, via="typing"), "ask")
    assert context.audit == []
