from __future__ import annotations

import pytest

from retrieval.language.facts import sentence_facts


@pytest.mark.parametrize(
    ("text", "kind", "verb"),
    [
        ("It may close the mill.", "possible", "close"),
        ("It will close the mill.", "planned", "close"),
        ("It plans to close the mill.", "planned", "close"),
        ("It threatened on Tuesday to close the mill.", "threatened", "close"),
        ("It is considering closing the mill.", "considered", "closing"),
        ("It tried to close the mill.", "attempted", "close"),
        ("It allegedly closed the mill.", "alleged", "closed"),
        ("Norrbank, allegedly, closed the mill.", "alleged", "closed"),
        ("Норрбанк, предположительно, закрыл завод.", "possible", "закрыл"),
        ("It asked Norrbank to close the mill.", "asked", "close"),
        ("Оно планирует закрыть завод.", "planned", "закрыть"),
    ],
)
def test_hedges_and_their_verbs(text: str, kind: str, verb: str) -> None:
    (found,) = sentence_facts(text).hedges
    assert found.kind == kind
    assert found.verb
    assert text[slice(*found.verb)] == verb


def test_a_hedge_within_a_clause_of_its_own_governs_nothing_behind_it() -> None:
    (found,) = sentence_facts("Norrbank, which may move, closed the mill.").hedges
    assert (
        found.verb is None
        or "closed" not in "Norrbank, which may move, closed the mill."[slice(*found.verb)]
    )


def test_a_condition_is_a_hedge() -> None:
    kinds = [one.kind for one in sentence_facts("It stops unless Karlyga pays.").hedges]
    assert kinds == ["conditional"]


@pytest.mark.parametrize(
    ("text", "verb"),
    [
        ("It did not close the mill.", "close"),
        ("It refused to close the mill.", "close"),
        ("It never formally closed the mill.", "closed"),
        ("It left without closing the mill.", "closing"),
        ("It can’t close the mill.", "close"),
        ("Оно не закрыло завод.", "закрыло"),
    ],
)
def test_negations_and_their_verbs(text: str, verb: str) -> None:
    (found,) = sentence_facts(text).negations
    assert found.kind == "hard"
    assert found.verb
    assert text[slice(*found.verb)] == verb


@pytest.mark.parametrize(
    "text", ["It closed not only the mill.", "It closes no later than May.", "No doubt it closed."]
)
def test_what_denies_nothing(text: str) -> None:
    assert not sentence_facts(text).negations


def test_hardly_is_soft() -> None:
    assert [one.kind for one in sentence_facts("They hardly spoke.").negations] == ["soft"]


@pytest.mark.parametrize("text", ["It ended in May 2016.", "Theresa May left."])
def test_a_month_and_a_name_are_no_hedges(text: str) -> None:
    assert not sentence_facts(text).hedges
