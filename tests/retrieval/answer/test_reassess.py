"""The second look at the likeliest sentence, by the entailment model."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from retrieval.answer.read import Evidence, read
from retrieval.answer.reassess import answer_log_odds, reassess
from retrieval.search.hit import Hit
from support.passages import Marks, Says, hit

QUESTION = "Which was shut?"
FERRY = hit("ferry", "The ferry sank.", "Nobody drowned.", title="A storm")
QUAY = hit("quay", "A gale blew.", "The quay was shut.", "It froze.", title="A frost")
HITS = [FERRY, QUAY]


def evidence(ferry: float, quay: float, hits: list[Hit] = HITS) -> Evidence:
    return read(Marks({"quay": quay, "ferry": ferry}), QUESTION, hits)


def test_what_is_said_to_answer_is_likelier_and_what_is_not_less_likely() -> None:
    before = evidence(2.0, 2.0)
    yes = reassess(Says({before.candidates[0].text: (0.99, 0.0)}), QUESTION, before, HITS)
    no = reassess(Says({}), QUESTION, before, HITS)
    assert yes.probability > no.probability


def test_a_sentence_is_judged_under_its_title_and_after_those_before_it() -> None:
    judge = Says({})
    reassess(judge, QUESTION, evidence(0.0, 5.0), HITS)
    assert judge.pairs == [(QUESTION, "A frost\nA gale blew. The quay was shut.")]


def test_what_could_not_be_read_is_left_as_it_is() -> None:
    unread = read(None, QUESTION, HITS)
    judge = Says({})
    assert reassess(judge, QUESTION, unread, HITS) is unread
    assert reassess(judge, QUESTION, Evidence(), []) == Evidence()
    assert judge.pairs == []


@given(st.floats(0, 1), st.floats(0, 1), st.floats(-12, 12), st.floats(-12, 12))
def test_the_surer_the_judge_the_likelier_and_the_sentences_stay_as_they_were(
    one: float, other: float, ferry: float, quay: float
) -> None:
    before = evidence(ferry, quay)
    less, more = sorted((one, other))
    told = [reassess(Says({"": (sure, 0.0)}), QUESTION, before, HITS) for sure in (less, more)]
    assert 0 <= told[0].probability <= told[1].probability <= 1
    assert told[0].candidates == told[1].candidates == before.candidates


def test_the_log_odds_have_an_end() -> None:
    likely = evidence(1.0, 1.0).candidates[:2]
    sure = answer_log_odds(Says({"s": (1.0, 0.0)}), QUESTION, likely)
    never = answer_log_odds(Says({}), QUESTION, likely)
    assert all(6 < one < 8 for one in sure)
    assert all(-8 < one < -6 for one in never)
