"""The sentences near a claim, and what the entailment model says of each.

Each is read under its article's title and among its neighbours, since a claim names in full what a
sentence leaves to them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from retrieval.language.alphabet import is_cyrillic, is_latin
from retrieval.language.statements import states_something
from retrieval.models.calibration import threshold
from retrieval.models.entailment import SETTLES_NOTHING, Entailed, Entails, under_title
from retrieval.search.hit import Hit, HitSentence, each_sentence
from retrieval.search.sentence_context import in_note, quoted, surrounded
from retrieval.search.similarity import shared_share
from retrieval.types import Span
from retrieval.verification.claim_time import dated_title, names_time
from retrieval.verification.verify import LEAST_ALONE, stands_whole

MOST_JUDGED = 12
"""Windows that the entailment model judges for a claim, twice: some 30 milliseconds each."""

NARROW, WIDE = (2, 0), (5, 1)
"""Sentences before and after the one that is judged, read with it. In the narrow context the model
overlooks what stands further off, in the wide one it mixes up who did what: their mistakes differ.
"""

LEAST_SHARED, LEAST_SHARED_AROUND = 0.25, 0.6
"""The share of a claim's informative words that a sentence has, and that it has with its title and
the sentences before it, if it is told in the claim's words; of another, the model must be surer."""

ITS_OWN_WORDS = 0.7
"""The share of a claim's words from which on a sentence says it in its own; with fewer it leans on
its title and on what stands before it."""

AGAINST_ALONE = 0.3
"""What is quoted must speak against a claim by itself, at least so much."""

# ", the owner said", " — he said", "."; not " on Sundays", ".5 million" or ",500", which say
# something else
_CLAUSE_ENDS = re.compile(r"\s*(?:[,;—–.!…](?!\d)|$)")


@dataclass(frozen=True, slots=True)
class JudgedSentence(HitSentence):
    """A sentence held against the claim, with what the entailment model says of it.

    Attributes:
        entailed: What the model says, as far as both contexts agree.
        narrow: What it says in the narrow context.
        related: The sentence has most of the claim's words: of it the model need be less sure.
        shared: The share of the claim's informative words that it has, with its title and the
            sentences before it.
        own: The share of them that the sentence itself has.
        by_itself: How far the model says that it supports the claim, in the mean of the narrow
            context and of the quotation alone; 0 where the narrow one settles nothing.
    """

    entailed: Entailed
    narrow: Entailed
    related: bool
    shared: float
    own: float
    by_itself: float = 0.0

    @property
    def stands_alone(self) -> bool:
        """Whether it has the claim's words itself, whatever stands around it."""
        return self.own >= ITS_OWN_WORDS


def judged_sentences(entailment: Entails, claim: str, hits: Sequence[Hit]) -> list[JudgedSentence]:
    """What the model says of the sentences nearest to a claim, the nearest first.

    One that is the claim word for word, and whole, needs no judge.

    Args:
        entailment: Judges the claim on each sentence.
        claim: As it was typed.
        hits: The passages near it.
    """
    # By nearness over all passages: one of them may hold several of the sentences that matter.
    sentences = sorted(filter(_may_tell, each_sentence(hits)), key=lambda one: -one.nearness)
    sentences = sentences[:MOST_JUDGED]
    found = []
    for one, told in zip(sentences, _judged(entailment, claim, sentences), strict=True):
        whole = stands_whole(claim.strip(), one.text)
        sure = Entailed(1.0, 0.0, 0.0)
        entailed, narrow, by_itself = (sure, sure, 1.0) if whole else told
        # The claim itself is on its own matter, however few its words are.
        shared = 1.0 if whole else shared_share(claim, _with_title(one))
        own = 1.0 if whole else shared_share(claim, one.text)
        # The sentence itself has some of the claim's words, and not only its title.
        related = shared >= LEAST_SHARED_AROUND and own >= LEAST_SHARED
        told_of = (entailed, narrow, related, shared, own, by_itself)
        found.append(JudgedSentence(one.hit, one.at, *told_of))
    return found


def around(one: HitSentence) -> list[str]:
    """The sentences of its wide context."""
    before, after = WIDE
    first = max(0, one.at - before)
    return [each.text for each in one.hit.sentences[first : one.at + after + 1]]


def _may_tell(one: HitSentence) -> bool:
    """Whether it is neither a question nor what tells of an earlier version."""
    return states_something(one.text) and not in_note(one.passage, one.span)


def _judged(
    entailment: Entails, claim: str, sentences: Sequence[HitSentence]
) -> list[tuple[Entailed, Entailed, float]]:
    """What the model says of each in both contexts, as far as they agree; and in the narrow one.

    And how far it says that the sentence supports the claim by itself (`JudgedSentence.by_itself`).
    It is not asked of what is in another script than the claim, or has no word of it, nor of the
    wide context, and of the quotation alone, where the narrow one settles nothing.
    """
    # What the model is never asked about settles nothing.
    found = [SETTLES_NOTHING] * len(sentences)

    # All pairs of a step at once: they run side by side on the model's threads.
    def judge(indices: Sequence[int], context: Span | None) -> Iterator[tuple[int, Entailed]]:
        pairs = [_pair(claim, sentences[at], context) for at in indices]
        return zip(indices, entailment.judge(pairs), strict=True)

    # The model may be sure of evidence that has nothing to do with the claim: one word has to be
    # shared.
    akin = [
        at
        for at, one in enumerate(sentences)
        if _in_one_script(claim, one.text) and shared_share(claim, _with_title(one))
    ]
    for at, told in judge(akin, NARROW):
        found[at] = told
    narrow = list(found)
    # The lowest bar of each; `claim.py` knows where more is asked for.
    for_it, against = threshold("supported"), threshold("contradicted_by_a_rule_too")
    settled = [
        at for at in akin if found[at].supported >= for_it or found[at].contradicted >= against
    ]
    # The wide context only takes away: of both judgements the lesser counts. It is not asked of a
    # sentence that opens with the claim itself: who did what stands there.
    elsewhere = [at for at in settled if not opens_with(sentences[at].text, claim)]
    for at, told in judge(elsewhere, WIDE):
        found[at] = _agreed(found[at], told)
    by_itself = [0.0] * len(sentences)
    for at, told in judge(settled, None):
        found[at] = _agreed(found[at], _as_far_as_said(found[at], told))
        by_itself[at] = (narrow[at].supported + told.supported) / 2
    return list(zip(found, narrow, by_itself, strict=True))


def _in_one_script(claim: str, sentence: str) -> bool:
    """Whether both are in Latin letters, or both in Cyrillic: in no others was judging measured."""
    both = (claim, sentence)
    return all(map(is_latin, both)) or all(map(is_cyrillic, both))


def opens_with(sentence: str, claim: str) -> bool:
    """Whether a sentence begins with a claim word for word: "The mill is shut, the owner said."."""
    claim = claim.strip().rstrip(".!…")
    return sentence.startswith(claim) and bool(_CLAUSE_ENDS.match(sentence[len(claim) :]))


def _as_far_as_said(found: Entailed, alone: Entailed) -> Entailed:
    """What the model says of a sentence, less what it hardly says of the quotation alone."""
    supported = found.supported if alone.supported >= LEAST_ALONE else alone.supported
    against = alone.contradicted >= AGAINST_ALONE
    contradicted = found.contradicted if against else alone.contradicted
    return Entailed(supported, contradicted, 1 - supported - contradicted)


def _pair(claim: str, sentence: HitSentence, context: Span | None) -> tuple[str, str]:
    """The claim with a sentence in a context, under its title; or with what is quoted, alone.

    Where the claim names a day, the title tells that of the source, too: "in September" is of its
    year.
    """
    if context is None:
        return claim, quoted(sentence).text
    title = dated_title(sentence.passage) if names_time(claim) else sentence.passage.title
    return claim, under_title(title, surrounded(sentence, *context))


def _with_title(sentence: HitSentence) -> str:
    """The sentence in its narrow context, under its article's title."""
    return under_title(sentence.passage.title, surrounded(sentence, *NARROW))


def _agreed(one: Entailed, other: Entailed) -> Entailed:
    supported = min(one.supported, other.supported)
    contradicted = min(one.contradicted, other.contradicted)
    # The three still add up to 1.
    return Entailed(supported, contradicted, 1 - supported - contradicted)
