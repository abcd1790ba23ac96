"""The sentences near a claim, each judged in a narrow and in a wide context."""

from __future__ import annotations

import pytest

from retrieval.verification.claim_evidence import MOST_JUDGED, judged_sentences, opens_with
from support.passages import Says, hit

CLAIM = "The league has ten members."
SAYS_SO = hit("yes", "The Strait League counts ten members.")


def test_the_narrow_and_the_wide_context_must_agree() -> None:
    source = hit("a", "One.", "Two.", "Three.", "The league counts ten members.", "Rain fell.")
    narrow = "Two. Three. The league counts ten members."
    wide = "One. Two. Three. The league counts ten members. Rain fell."
    judge = Says({"counts": (0.95, 0.0)})
    assert max(one.entailed.supported for one in judged_sentences(judge, CLAIM, [source])) == 0.95
    assert {(CLAIM, narrow), (CLAIM, wide)} <= set(judge.pairs)
    doubted = judged_sentences(Says({"Rain": (0.1, 0.0), "counts": (0.95, 0.0)}), CLAIM, [source])
    assert max(one.entailed.supported for one in doubted) == 0.1


def test_what_opens_with_the_claim_is_not_judged_in_the_wide_context() -> None:
    source = hit("a", f"{CLAIM[:-1]}, the council says.", "Rain fell on eight others.")
    found = judged_sentences(Says({"Rain": (0.1, 0.5), "ten": (0.95, 0.0)}), CLAIM, [source])
    assert found[0].entailed.supported == 0.95


@pytest.mark.parametrize(
    ("sentence", "opens"),
    [
        ("The league has ten members, the council says.", True),
        ("The league has ten members.", True),
        ("The league has ten members — the council says so.", True),
        ("The league has ten members too many.", False),
        ("The league has ten membership cards.", False),
        ("Nobody says the league has ten members.", False),
    ],
)
def test_a_sentence_opens_with_a_claim_where_its_clause_ends(sentence: str, *, opens: bool) -> None:
    assert opens_with(sentence, CLAIM) is opens


@pytest.mark.parametrize("rest", [".5 crowns.", ",500 crowns.", "0 crowns."])
def test_a_claims_figure_is_not_the_beginning_of_another(rest: str) -> None:
    assert opens_with("The mill cost 3.", "The mill cost 3.")
    assert not opens_with(f"The mill cost 3{rest}", "The mill cost 3.")


def test_the_claim_word_for_word_is_certain_whatever_the_model_says() -> None:
    found = judged_sentences(Says({"league": (0.0, 0.99)}), CLAIM, [hit("a", CLAIM, "It rained.")])
    assert max(one.entailed.supported for one in found) == 1.0


@pytest.mark.parametrize(
    ("claim", "sentence", "judged"),
    [
        ("The league had 10 members in 2019.", "В 2019 году в лиге было 10 членов.", False),
        ("В лиге было 10 членов в 2019 году.", "The league had 10 members in 2019.", False),
        ("2019年联盟有10名成员。", "2019年联盟有10名成员,很快更多。", False),
        ("В лиге было 10 членов.", "В лиге, по его словам, было 10 членов.", True),
    ],
)
def test_a_claim_is_judged_on_sentences_in_its_own_script(
    claim: str, sentence: str, *, judged: bool
) -> None:
    judge = Says({"": (0.0, 0.99)})
    (found,) = judged_sentences(judge, claim, [hit("a", sentence)])
    assert bool(judge.pairs) is judged
    assert judged or found.entailed.neither == 1.0


def test_what_has_few_of_the_claims_words_is_not_on_its_matter() -> None:
    other = hit("b", "Ten ships left the harbour of Vale before the storm came in.")
    found = judged_sentences(Says({}), CLAIM, [SAYS_SO, other])
    assert {one.passage.article: one.related for one in found} == {"yes": True, "b": False}


def test_no_more_is_judged_than_pays_and_the_nearest_first() -> None:
    judge = Says({})
    text = "Ten members of the league slept."
    far = [hit(f"a{n}", text, scores=(0.0,)) for n in range(MOST_JUDGED)]
    judged_sentences(judge, CLAIM, [*far, SAYS_SO])
    assert len(judge.pairs) == MOST_JUDGED
    assert judge.pairs[0][1] == SAYS_SO.passage.text
    judged_sentences(judge := Says({"counts": (0.9, 0.0)}), CLAIM, [*far, SAYS_SO])
    assert len(judge.pairs) == MOST_JUDGED + 2, "the wide context, and the quotation, of one alone"
