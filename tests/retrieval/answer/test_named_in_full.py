"""A question's acronym that no article has, read as the name in the passages."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from retrieval.answer.named_in_full import named_in_full
from retrieval.archive.store import Archive
from retrieval.search.hit import Hit
from retrieval.search.plan import PlanKind, QueryPlan
from retrieval.types import Question
from support.articles import article
from support.passages import hit

BANK = "The Larkfield Grain and Rail Bank lent the port 30 million crowns."
QUAY = "The quay opened on Monday."
HITS = hit("bank", BANK), hit("quay", QUAY)
ASKED = "What did the LGRB lend?"
IN_FULL = "What did the Larkfield Grain and Rail Bank lend?"


@pytest.fixture
def archive(make_archive: Callable[..., Archive]) -> Archive:
    return make_archive(article("bank", BANK), article("quay", QUAY))


def named(archive: Archive, kind: PlanKind, *parts: str) -> tuple[QueryPlan, list[str], Any]:
    """The plan, what was searched for, and what was found."""
    searched: list[str] = []

    def search(part: Question) -> list[Hit]:
        searched.append(part.text)
        return [HITS[0]]

    asked = [Question(text) for text in parts]
    plan = QueryPlan(asked[0], " And ".join(parts), kind, tuple(asked))
    plan, found = named_in_full(archive, search, plan, [HITS] * len(parts))
    return plan, searched, found


def test_it_is_searched_for_by_its_name_and_the_asker_is_told(archive: Archive) -> None:
    plan, searched, found = named(archive, "answer", ASKED)
    assert [part.text for part in plan.parts] == searched == [IN_FULL]
    assert found == ((HITS[0],),)
    assert plan.notes == ("LGRB was read as Larkfield Grain and Rail Bank.",)


def test_only_the_part_that_has_it_is_changed(archive: Archive) -> None:
    plan, searched, found = named(archive, "answer", "When did the quay open?", ASKED)
    assert [part.text for part in plan.parts] == ["When did the quay open?", IN_FULL]
    assert searched == [IN_FULL]
    assert found == (HITS, (HITS[0],))


@pytest.mark.parametrize(
    ("kind", "asked"),
    [("answer", "What did the bank lend?"), ("answer", "Who owns the LPSB?"), ("check", ASKED)],
)
def test_what_names_nobody_so_and_what_is_no_question_stays(
    archive: Archive, kind: PlanKind, asked: str
) -> None:
    plan, searched, found = named(archive, kind, asked)
    assert (plan.parts[0].text, searched, found) == (asked, [], (HITS,))
