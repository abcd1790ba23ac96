"""A text of several sentences checked: each by itself, and what follows for them all."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.search.hit import Hit
from retrieval.types import Answer, Citation, ClaimPart, Coverage
from retrieval.types.answers import Verdict
from retrieval.types.draft import Draft
from retrieval.verification import claim
from retrieval.verification.claim_parts import check_text, verdict_of, with_parts
from support.passages import Grants, Says, hit

JOINED = "Vale joined the Strait League in 2019."
CHAIRS = "Norhaven took over the league's chair from Vale."
BOATS = "Norhaven Shipping sold forty boats to Amber."
HELD = hit("joined", JOINED, published="2019-06-01")
CHAIR = hit("chair", CHAIRS, published="2020-06-01")
NOTHING = hit("rain", "Rain fell.")
NONE = Says({})


def verdicts(draft: Draft) -> list[Verdict | None]:
    return [part.verdict for part in draft.parts]


def told(draft: Draft) -> list[tuple[str | None, str]]:
    return [(one.heading, one.quotes[0].passage.article) for one in draft.statements]


def test_one_sentence_is_checked_exactly_as_a_claim_is() -> None:
    judge = Grants()
    assert check_text(judge, JOINED, [[HELD]]) == claim.check_claim(judge, JOINED, [HELD])
    assert check_text(judge, "Is it so?", [[HELD]]) == claim.check_claim(judge, "Is it so?", [HELD])


def test_each_sentence_has_the_verdict_that_it_has_as_a_claim_alone() -> None:
    draft = check_text(NONE, f"{JOINED} {BOATS}", [[HELD], [HELD]])
    assert verdicts(draft) == ["supported", claim.check_claim(NONE, BOATS, [HELD]).verdict]
    assert draft.verdict == "not in the archive"
    assert told(draft) == [("Supports sentence 1", "joined")]


def test_a_text_is_supported_where_each_of_its_sentences_is() -> None:
    draft = check_text(NONE, f"Hello! {JOINED} {CHAIRS}", [[HELD], [CHAIR]])
    assert (draft.verdict, verdicts(draft)) == ("supported", [None, "supported", "supported"])
    assert told(draft) == [("Supports sentence 2", "joined"), ("Supports sentence 3", "chair")]


def test_a_text_is_contradicted_where_one_of_its_sentences_is() -> None:
    judge = Says({"refused": (0.0, 0.99)})
    refused = hit("refused", "Norhaven refused to take over the league's chair from Vale.")
    draft = check_text(judge, f"{JOINED} {CHAIRS}", [[HELD], [refused]])
    assert (draft.verdict, verdicts(draft)) == ("contradicted", ["supported", "contradicted"])
    assert told(draft)[1] == ("Contradicts sentence 2", "refused")


def test_a_note_says_of_which_sentence_it_speaks() -> None:
    judge = Says({"shrank": (0.0, 0.99)})
    said = "The Strait League of Vale has ten members."
    newer = hit(
        "newer", "The Strait League of Vale shrank to nine members.", published="2022-01-01"
    )
    older = hit("older", said, published="2020-01-01")
    draft = check_text(judge, f"{JOINED} {said}", [[HELD], [older, newer]])
    assert draft.notes == (
        "Sentence 2: What supports the claim is older than what contradicts it.",
    )


LEANS = "The country then left the Coast Union."
OTHER = hit("other", "Osterland grew poor.", LEANS)


def test_what_leans_is_never_supported_by_what_is_true_of_something_else() -> None:
    """Word for word, but of another country: the two together are held nowhere."""
    assert claim.check_claim(NONE, LEANS, [OTHER]).verdict == "supported"
    draft = check_text(NONE, f"{JOINED} {LEANS}", [[HELD], [OTHER, HELD]])
    assert verdicts(draft) == ["supported", "not in the archive"]
    assert draft.verdict == "not in the archive"


def test_nor_by_what_only_the_sentence_before_it_is_true_of() -> None:
    """A model that grants the two together for the first's sake: alone the second is not held."""

    class First:
        def judge(self, pairs):  # type: ignore[no-untyped-def]
            together = any(JOINED in said for said, _ in pairs)
            return Grants("\0").judge(pairs) if together else NONE.judge(pairs)

    draft = check_text(First(), f"{JOINED} It joined the league.", [[HELD], [HELD]])
    assert verdicts(draft) == ["supported", "not in the archive"]


def test_nor_where_the_two_are_held_by_different_sentences() -> None:
    class Apart:
        """Grants the sentence alone by one source, and the two together by another."""

        def judge(self, pairs):  # type: ignore[no-untyped-def]
            word = "Vale" if any(JOINED in said for said, _ in pairs) else "Osterland"
            return Says({word: (0.99, 0.0)}).judge(pairs)

    mine = hit("mine", "Vale joined the Strait League in 2019 and the league grew.")
    other = hit("theirs", "In 2019 the league that Osterland joined grew.")
    draft = check_text(Apart(), f"{JOINED} It grew.", [[HELD], [mine, other]])
    assert verdicts(draft)[1] == "not in the archive"


def test_what_leans_is_supported_where_alone_and_together_it_is() -> None:
    source = hit("a", "In 2019 Vale joined the Strait League, and left the Coast Union.")
    draft = check_text(Grants(), f"{JOINED} It left the Coast Union.", [[HELD], [source]])
    assert verdicts(draft) == ["supported", "supported"]
    assert draft.verdict == "supported"


def test_what_leans_on_a_sentence_that_is_not_supported_is_not_judged() -> None:
    draft = check_text(NONE, f"{JOINED} {LEANS}", [[NOTHING], [OTHER]])
    assert [(part.verdict, part.left_out) for part in draft.parts] == [
        ("not in the archive", None),
        (None, "leans"),
    ]
    assert draft.statements == ()
    assert draft.nearest


def test_a_sentence_that_is_not_judged_keeps_the_rest_from_being_supported() -> None:
    text = f"{JOINED} It grew. It shrank."
    draft = check_text(Grants(), text, [[HELD], [HELD]])
    assert draft.parts[2].left_out == "leans"
    assert draft.verdict == "not in the archive"
    denied = check_text(Grants("\0"), f"{JOINED} Wrong!", [[HELD], [HELD]])
    assert denied.verdict != "supported"


@given(st.lists(st.sampled_from(["supported", "contradicted", "not in the archive", None, "talk"])))
def test_the_whole_is_never_better_than_its_parts(each: list[str | None]) -> None:
    parts = [
        ClaimPart("x", None, left_out="no statement")
        if one == "talk"
        else ClaimPart("x", one, left_out=None if one else "leans")  # type: ignore[arg-type]
        for one in each
    ]
    stated = [one for one in each if one != "talk"]
    verdict = verdict_of(parts)
    assert (verdict == "contradicted") == ("contradicted" in stated)
    assert (verdict == "supported") == (bool(stated) and set(stated) == {"supported"})


def cited(number: int, found: Hit) -> Citation:
    one = found.passage
    span = found.sentences[0].span
    return Citation(
        number, one.article, one.source, None, None, None, None, None, one.hash, *span, one.text
    )


def answered(*citations: Citation) -> Answer:
    found = bool(citations)
    return Answer("?", "?", found, "Said.", "extractive", (), citations, (), Coverage(2))


def test_an_answer_begins_with_each_sentence_and_its_verdict_and_cites_for_each() -> None:
    draft = check_text(NONE, f"{JOINED} {CHAIRS}", [[HELD], [CHAIR]])
    answer = with_parts(answered(cited(1, HELD), cited(2, CHAIR)), draft)
    assert [part.citations for part in answer.parts] == [(1,), (2,)]
    assert answer.verdict == "supported"
    assert answer.text == f"1. Supported: {JOINED}\n2. Supported: {CHAIRS}\n\nSaid."


def test_what_is_quoted_no_more_supports_nothing() -> None:
    draft = check_text(NONE, f"{JOINED} {CHAIRS}", [[HELD], [CHAIR]])
    answer = with_parts(answered(cited(1, HELD)), draft)
    assert [part.verdict for part in answer.parts] == ["supported", "not in the archive"]
    assert answer.verdict == "not in the archive"


def test_a_refusal_keeps_its_first_line() -> None:
    draft = check_text(NONE, f"{JOINED} {CHAIRS}", [[NOTHING], [NOTHING]])
    answer = with_parts(answered(), draft)
    assert answer.text.split("\n")[:2] == ["Said.", f"1. Not in the archive: {JOINED}"]


@pytest.mark.parametrize("verdict", ["supported", None])
def test_an_answer_without_parts_is_left_as_it_is(verdict: Verdict | None) -> None:
    answer = replace(answered(), verdict=verdict)
    assert with_parts(answer, Draft("extractive", verdict=verdict)) is answer
