"""What a question only describes is looked up in a second search, and both are quoted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from retrieval.answer.multihop import _tells_of, joined_draft, read_in_hops
from retrieval.answer.read import Evidence
from retrieval.search.hit import Hit
from retrieval.types import Question
from support.passages import candidate

ANSWER = candidate("a", "The panel met in May.")
LINK = candidate("b", "The Larkfield bank had demanded a panel.", logit=-3)
WHOLE = "When did the panel meet that the Larkfield bank had demanded?"
ALONE = "When did the panel meet?"


def hops(question: str, read: dict[str, Evidence]) -> tuple[Evidence, list[str]]:
    """What is read of a question, and the questions that were searched for meanwhile."""
    searched: list[str] = []

    def search(part: Question) -> list[Hit]:
        searched.append(part.text)
        return [ANSWER.hit]

    def of(text: str, hits: Sequence[Hit]) -> Evidence:
        return read[text]

    return read_in_hops(Question(question), [LINK.hit], search, of), searched


def test_what_is_refused_whole_is_asked_without_its_description() -> None:
    alone = Evidence((ANSWER,), 0.9)
    found, searched = hops(WHOLE, {WHOLE: Evidence((LINK,), 0.1), ALONE: alone})
    assert (found, searched) == (replace(alone, link=LINK), [ALONE])


def test_what_is_answered_whole_is_not_searched_again() -> None:
    whole = Evidence((ANSWER,), 0.9)
    assert hops(WHOLE, {WHOLE: whole}) == (whole, [])


def test_what_is_answered_neither_way_stays_refused() -> None:
    whole = Evidence((LINK,), 0.1)
    found, _ = hops(WHOLE, {WHOLE: whole, ALONE: Evidence((ANSWER,), 0.2)})
    assert found == whole


POST = "What post does the minister hold who opened the Larkfield dam?"
WHO = "Who opened the Larkfield dam?"
BY_NAME = "What post does the minister hold, Orla Venn?"
OPENED = candidate("b", "Minister Orla Venn opened the dam.", "Orla Venn")
HOLDS = candidate("a", "Venn is now ambassador in Vale.", "ambassador in Vale")


def test_who_is_described_is_asked_by_the_name() -> None:
    read = {
        POST: Evidence((OPENED,), 0.9),
        WHO: Evidence((OPENED,), 0.9),
        BY_NAME: Evidence((HOLDS,), 0.6),
    }
    found, searched = hops(POST, read)
    assert (found, searched) == (replace(read[BY_NAME], link=OPENED), [WHO, BY_NAME])


def test_a_name_without_a_word_in_it_is_told_of_nowhere() -> None:
    assert not _tells_of(HOLDS, "'")
    assert _tells_of(HOLDS, "Orla Venn")


def test_a_pronoun_is_named_by_another_sentence_of_its_article() -> None:
    he = candidate("b", "She opened the dam.", "She", logit=1)
    named = candidate("b", "Minister Orla Venn wore red.", "Orla Venn", logit=0)
    elsewhere = candidate("c", "Minister Edda Quill wore red.", "Edda Quill", logit=0.5)
    read = {
        POST: Evidence((he,), 0.1),
        WHO: Evidence((he, elsewhere, named), 0.9),
        BY_NAME: Evidence((HOLDS,), 0.6),
    }
    assert hops(POST, read)[0] == replace(read[BY_NAME], link=he)


def test_nothing_is_asked_by_a_name_that_is_not_told_or_not_answered_for() -> None:
    whole = Evidence((OPENED,), 0.9)
    nameless = Evidence((candidate("b", "A man opened the dam.", "A man"),), 0.9)
    unsure = Evidence((OPENED,), 0.1)
    for who in (nameless, unsure):
        assert hops(POST, {POST: whole, WHO: who}) == (whole, [WHO])
    other = Evidence((candidate("a", "Quill is ambassador.", "ambassador"),), 0.9)
    read = {POST: whole, WHO: whole, BY_NAME: other}
    assert hops(POST, read)[0] == whole
    read[BY_NAME] = Evidence((HOLDS,), 0.1)
    assert hops(POST, read)[0] == whole


def test_what_answers_is_joined_with_what_tells_of_the_thing_described() -> None:
    answer = candidate("a", "The panel met in May.")
    link = candidate("b", "The Larkfield bank had demanded a panel.", logit=-3)
    beside = candidate("c", "It rained.", logit=-1)
    found, whole = Evidence((answer,), 0.9), Evidence((beside, link), 0.1)
    told = "the Larkfield bank had demanded"
    assert joined_draft(found, whole, told) == replace(found, link=link)
    assert joined_draft(found, whole, "the mayor of Port Amber opposed") is None
    assert joined_draft(replace(found, probability=0.1), whole, told) is None
    assert joined_draft(found, Evidence(), told) is None
