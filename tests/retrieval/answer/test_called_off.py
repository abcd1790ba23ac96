"""A plan, and the newer report that it was called off."""

from __future__ import annotations

from dataclasses import replace

import pytest

from retrieval.answer.called_off import called_off_since
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
