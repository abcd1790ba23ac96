"""What a question only describes is looked up in a second search, and both are quoted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from retrieval.answer.multihop import SURE, _has_name, read_in_hops
from retrieval.answer.read import Evidence
from retrieval.search.hit import Hit
from retrieval.types import Question
from support.passages import candidate

LINK = candidate("b", "Orla Venn had opened the dam, in rain.", logit=-3)
ANSWER = candidate("a", "Venn lives in Port Amber now.", "Port Amber")


def hops(question: str, read: dict[str, Evidence]) -> tuple[Evidence, list[str]]:
    """What is read of a question, and the questions that were searched for meanwhile."""
    searched: list[str] = []

    def search(part: Question) -> list[Hit]:
        searched.append(part.text)
        return [LINK.hit, ANSWER.hit]

    def of(text: str, hits: Sequence[Hit]) -> Evidence:
        found, held = read.get(text, Evidence()), {hit.passage.article for hit in hits}
        told = found.candidates and found.candidates[0].passage.article in held
        return found if told else Evidence()

    return read_in_hops(Question(question), [LINK.hit, ANSWER.hit], search, of), searched


WHOLE = "The woman who opened the dam, where is she now?"
NAMED = "The woman who opened the dam, where is she now (Orla Venn)?"


def test_a_question_is_asked_with_the_name_that_stands_by_what_it_describes() -> None:
    whole, named = Evidence((LINK,), 0.1), Evidence((ANSWER,), 0.6)
    found, searched = hops(WHOLE, {WHOLE: whole, NAMED: named})
    assert (found, searched) == (replace(named, link=LINK), [NAMED])


def test_a_sentence_that_only_tells_of_the_description_gives_way_to_an_answer() -> None:
    named = Evidence((ANSWER,), 0.5)
    told, answered = Evidence((LINK,), 0.7), Evidence((ANSWER, LINK), 0.7)
    assert hops(WHOLE, {WHOLE: told, NAMED: named})[0] == replace(named, link=LINK)
    # Another sentence that answers, and more likely so, stays.
    assert hops(WHOLE, {WHOLE: answered, NAMED: named})[0] == answered


def test_what_is_surely_answered_or_describes_nothing_is_not_searched_again() -> None:
    sure, unsure = Evidence((ANSWER,), SURE), Evidence((LINK,), 0.1)
    assert hops(WHOLE, {WHOLE: sure}) == (sure, [])
    assert hops("Where is Orla Venn now?", {"Where is Orla Venn now?": unsure}) == (unsure, [])


def test_what_the_name_does_not_answer_stays_refused() -> None:
    whole = Evidence((LINK,), 0.1)
    assert hops(WHOLE, {WHOLE: whole, NAMED: Evidence((ANSWER,), 0.2)})[0] == whole
    assert hops(WHOLE, {WHOLE: whole})[0] == whole


def test_the_article_that_tells_of_the_description_is_not_read_again() -> None:
    whole = Evidence((LINK,), 0.1)
    assert hops(WHOLE, {WHOLE: whole, NAMED: Evidence((LINK,), 0.9)})[0] == whole


def test_a_name_of_the_question_is_no_new_one() -> None:
    asked = "Orla Venn, who opened the dam: where is she now?"
    whole = Evidence((LINK,), 0.1)
    assert hops(asked, {asked: whole}) == (whole, [])


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
    assert not _has_name(HOLDS.passage, "'")
    assert _has_name(HOLDS.passage, "Orla Venn")


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
