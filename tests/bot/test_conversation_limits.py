"""The limits of a conversation are set, cleared and refused."""

from __future__ import annotations

from dataclasses import replace

import pytest

from bot.conversation import Conversation, Core
from bot.conversation_limits import lifting_lines, set_date, set_outlet
from bot.render import plain_text
from retrieval.errors import UsageError
from retrieval.types import Limits
from support.answers import ARTICLE, listing


def never(*_: object) -> None:
    raise AssertionError


CORE = Core(never, lambda: (), never)  # type: ignore[arg-type]


def test_a_month_is_its_first_or_its_last_day() -> None:
    assert set_date("since", "2015-06", Conversation(), CORE).conversation.since == "2015-06-01"
    assert set_date("until", "2015-06", Conversation(), CORE).conversation.until == "2015-06-30"
    assert set_date("as_of", "2015", Conversation(), CORE).conversation.as_of == "2015-12-31"
    assert set_date("since", "", Conversation(since="2015-06-01"), CORE).conversation.since is None


@pytest.mark.parametrize("typed", ["June", "2015-13", "15"])
def test_what_is_no_date_is_refused(typed: str) -> None:
    with pytest.raises(UsageError, match="Write the date as"):
        set_date("since", typed, Conversation(), CORE)


def test_an_outlet_that_is_not_held_is_refused_and_none_clears_it() -> None:
    with pytest.raises(UsageError, match="no outlet called Post"):
        set_outlet("Post", Conversation(), CORE)
    assert set_outlet("", Conversation(outlet="Post"), CORE).conversation.outlet is None


def test_a_refusal_under_limits_says_how_they_are_taken_off() -> None:
    def told(limits: Limits) -> str:
        return plain_text(lifting_lines(limits))

    assert told(Limits(until="2015-12-31")) == "/until by itself takes the limit away."
    both = Limits("TASS", as_of="2015-12-31")
    assert told(both) == "/outlet, /as-of by themselves take the limits away."
    assert told(Limits(literal=True, outlets=("A", "B"))) == ""


def outlets(*names: str) -> Core:
    listings = [listing(replace(ARTICLE, outlet=name)) for name in names]
    return Core(never, lambda: listings, never)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("typed", "of_both"),
    [
        ("Border Post", "Border Post"),
        ("BORDER-POST", "Border Post"),
        ("the border post", "The Border Post"),
    ],
)
def test_an_outlet_is_known_without_its_article(typed: str, of_both: str) -> None:
    core = outlets("Larkfield Times", "The Border Post")
    assert set_outlet(typed, Conversation(), core).conversation.outlet == "The Border Post"
    both = outlets("Border Post", "The Border Post")
    assert set_outlet(typed, Conversation(), both).conversation.outlet == of_both


def test_after_a_refused_limit_it_is_said_that_there_is_none_or_which_are_still_in_force() -> None:
    core, before = outlets("Larkfield Times"), Conversation("Larkfield Times", until="2015-12-31")
    none = "No limit is set: questions search everything.$"
    with pytest.raises(UsageError, match=rf"Did you mean Larkfield Times\? {none}"):
        set_outlet("Larkfeild Times", Conversation(), core)
    with pytest.raises(UsageError, match=none):
        set_date("since", "June", Conversation(), core)
    still = r"Still in force: outlet Larkfield Times · until 31 December 2015\.$"
    with pytest.raises(UsageError, match=still):
        set_outlet("Post", before, core)
    with pytest.raises(UsageError, match=still):
        set_date("since", "2016", before, core)
