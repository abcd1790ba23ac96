"""A plan, and the newer report that it was called off."""

from __future__ import annotations

from dataclasses import replace

import pytest

from retrieval.answer.called_off import called_off_since, calls_off, ends_what_began, tells_plan
from retrieval.answer.read import Candidate
from support.passages import candidate, hit, with_passage

PLAN = candidate(
    "plan", "Larkfield and Arden will race at Tully harbour in June.", published="2021-03-01"
)
OFF = candidate(
    "off",
    "Larkfield and Arden have called off their race at Tully harbour.",
    logit=-1,
    published="2021-05-01",
)
WHEN = "When will Larkfield and Arden race?"


def dated(one: Candidate, published: str | None) -> Candidate:
    return replace(one, hit=with_passage(one.hit, published=published))


def test_may_is_no_plan() -> None:
    assert not tells_plan("The tunnel opened in May.")
    assert tells_plan("The tunnel may open.")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The race was called off.", True),
        ("They are calling off the race.", True),
        ("The council cancelled its contract.", True),
        ("The race has been put off until May.", True),
        ("It will not be held this year.", True),
        ("The council tore up the contract.", True),
        ("Гонку отменили.", True),
        ("Гонка не состоится.", True),
        ("Жарыс кейінге қалдырылды.", True),
        ("The race, called Steel Gull, was off the coast.", False),
        ("They put the boats off the quay.", False),
        ("The race was held.", False),
        ("Гонка состоится в мае.", False),
    ],
)
def test_what_is_called_off(text: str, expected: bool) -> None:
    assert calls_off(text) is expected


@pytest.mark.parametrize(
    ("claim", "text", "expected"),
    [
        ("Venn appointed Rask.", "Venn dismissed Rask on Monday.", True),
        ("Tully imposed a ban.", "Tully lifted its ban.", True),
        ("Раска назначили.", "Раска уволили.", True),
        ("Venn appointed Rask.", "Venn appointed Moss, not Rask.", False),
        ("Venn appointed Rask.", "Venn dismissed Rask and appointed Moss.", False),
        ("Venn dismissed Rask.", "Venn appointed Rask.", False),
        ("Rask heads the mill.", "Venn dismissed Rask.", False),
    ],
)
def test_the_end_of_a_thing_does_not_deny_its_beginning(
    claim: str, text: str, expected: bool
) -> None:
    assert ends_what_began(claim, text) is expected


def test_a_newer_article_calls_off_what_an_older_one_plans() -> None:
    assert called_off_since(PLAN, [PLAN, OFF], WHEN) is OFF


HELD = candidate("held", "Larkfield and Arden raced at Tully harbour.", published="2021-03-01")
OTHER = candidate("other", "Larkfield called off a fair.", published="2021-05-01")
ELSEWHERE = candidate(
    "else", "Moss and Fenn called off their race at Gull harbour.", published="2021-05-01"
)


@pytest.mark.parametrize(
    ("plan", "off"),
    [
        (HELD, OFF),  # nothing is planned
        (PLAN, OTHER),  # another matter
        (PLAN, ELSEWHERE),  # other names
        (PLAN, HELD),  # nothing is called off
        (PLAN, dated(OFF, "2021-02-01")),  # the plan is newer
        (PLAN, dated(OFF, None)),  # of unknown age
        (dated(PLAN, None), OFF),
    ],
)
def test_all_else_calls_off_nothing(plan: Candidate, off: Candidate) -> None:
    assert called_off_since(plan, [plan, off], WHEN) is None


def test_what_comes_along_with_a_plan_tells_what_it_is_of() -> None:
    found = hit("plan", "Orla Venn is to mend the Tully mill.", "She will begin in June.")
    plan = Candidate(with_passage(found, published="2021-03-01"), 1, 2.0, None, 2.0)
    off = candidate("off", "Orla Venn dropped the Tully mill.", published="2021-05-01")
    assert called_off_since(plan, [plan, off], "When will Orla Venn begin?") is off
