"""What keeps a sentence from deciding on a claim though the model is sure; it only takes away.

A list gives the claim's name the claim's figure; a sentence leaves a figure to be reckoned out, has
the claim's words in their order, or denies only what it leaves out; a correction speaks on it.
"""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.language.facts import SentenceFacts, sentence_facts
from retrieval.language.plans import ends_what_began
from retrieval.language.quantities import Quantity
from retrieval.search.words import informative, stems
from retrieval.verification.claim_evidence import JudgedSentence, around
from retrieval.veto.listed import stands_in_list
from retrieval.veto.roles import name_keys

_PARTS = frozenset({"fraction", "times", "percent"})
# "Vale pays two thirds and Orsk the rest", "остальное платит Орск"
_REST = frozenset({"rest", "remainder", "остальное", "остаток", "остальные", "қалғаны", "қалғанын"})


def contradicts_nothing(claim: str, finding: JudgedSentence) -> bool:
    """Whether a sentence contradicts nothing, however sure the model and whatever differs."""
    text = finding.text
    ended = ends_what_began(claim, text)
    return ended or is_to_be_reckoned(claim, text) or figure_stands_beside(claim, finding)


def hardly_contradicts(claim: str, finding: JudgedSentence) -> bool:
    """Whether all of a claim's words stand in a sentence so that the model's word alone won't do.

    Asked only where no rule names what differs.
    """
    return denies_something_else(claim, finding) or stands_in_order(claim, finding.text)


def figure_stands_beside(claim: str, finding: JudgedSentence) -> bool:
    """Whether a list near a sentence gives the claim's names the claim's figures.

    Neither that list contradicts it, nor a figure of something else beside it: "Vale gets 42
    schools, Orsk 33. The port gets 18." Whether the claim is right in the rest is left open.
    """
    said = sentence_facts(claim)
    return any(stands_in_list(said, sentence_facts(text)) for text in around(finding))


def is_to_be_reckoned(claim: str, text: str) -> bool:
    """Whether a sentence tells of the claim's name a part of another figure, and the claim one.

    "Vale gets 600,000." on "Orsk gets 1.2 million and Vale half of that.": no words tell whether
    that is so.
    """
    said, held = sentence_facts(claim), sentence_facts(text)
    known = {one.value for one in held.quantities}
    if all(one.value in known for one in _counted(said)):
        return False
    parts = [one.start for one in held.quantities if one.unit in ("fraction", "times")]
    parts += [token.start for token in held.tokens if token.low in _REST]
    return any(_last_named(held, start) & _named(said) for start in parts)


def stands_in_order(claim: str, text: str) -> bool:
    """Whether a sentence has all of a claim's words one after another, others between them.

    "The mayor had threatened to close it." on "The mayor had threatened to close it, but nobody
    did.": what the claim leaves out may limit it, and hardly turns it round.
    """
    held = iter(token.low for token in sentence_facts(text).tokens if token.kind != "sign")
    own = [token.low for token in sentence_facts(claim).tokens if token.kind != "sign"]
    # Each search goes on where the last one ended.
    return all(word in held for word in own)


def denies_something_else(claim: str, finding: JudgedSentence) -> bool:
    """Whether a sentence with all of a claim's words denies nothing but what the claim leaves out.

    "Ana was sent off in extra time." on "Extra time brought no goals, though Ana was sent off.":
    the model takes the one's "no" for the other's.
    """
    denials = sentence_facts(finding.text).negations
    if finding.own < 1 or not denials or sentence_facts(claim).negations:
        return False
    spans = [one.governs for one in denials if one.governs]
    denied = " ".join(finding.text[start:end] for start, end in spans)
    return not set(informative(claim)) & set(stems(denied))


def corrections(found: Sequence[JudgedSentence]) -> list[JudgedSentence]:
    """The sentences of corrections that have the claim's words.

    A correction repeats what was wrong: it may be the very article that an older source is.
    """
    return [one for one in found if one.passage.revision == "correction" and one.stands_alone]


def _named(facts: SentenceFacts) -> frozenset[str]:
    return frozenset(key for one in facts.names for key in name_keys(one.words))


def _last_named(facts: SentenceFacts, place: int) -> frozenset[str]:
    """The last name before a place, unless a figure of its own stands between them."""
    names = [one for one in facts.names if one.end <= place]
    if not names or any(names[-1].end <= one.start < place for one in _counted(facts)):
        return frozenset()
    return name_keys(names[-1].words)


def _counted(facts: SentenceFacts) -> list[Quantity]:
    return [one for one in facts.quantities if one.unit not in _PARTS and not one.ordinal]
