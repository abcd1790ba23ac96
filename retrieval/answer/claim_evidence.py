"""The sentences near a claim, and what the entailment model says of each.

Each is read under its article's title and among its neighbours, since a claim names in full what a
sentence leaves to them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from retrieval.answer.claim_time import dated_title, names_time
from retrieval.answer.read import threshold
from retrieval.answer.similarity import shared_share
from retrieval.answer.verify import LEAST_ALONE, stands_whole
from retrieval.language.alphabet import is_latin
from retrieval.language.statements import states_something
from retrieval.models.entailment import SETTLES_NOTHING, Entailed, Entails, under_title
from retrieval.search.hit import Hit
from retrieval.search.sentence_context import in_context, in_note, surrounded
from retrieval.types import Passage, Span

MOST_JUDGED = 12
"""Windows that the entailment model judges for a claim, twice: some 30 milliseconds each."""

NARROW, WIDE = (2, 0), (5, 1)
"""Sentences before and after the one that is judged, read with it. In the narrow context the model
overlooks what stands further off, in the wide one it mixes up who did what: their mistakes differ.
"""

LEAST_SHARED, LEAST_SHARED_AROUND = 0.25, 0.6
"""The share of a claim's informative words that a sentence has, and that it has with its title and
the sentences before it, if it is told in the claim's words; of another, the model must be surer."""

AGAINST_ALONE = 0.3
"""What is quoted must speak against a claim by itself, at least so much."""

# ", the owner said", " — he said", "."; not " on Sundays", ".5 million" or ",500", which say
# something else
_CLAUSE_ENDS = re.compile(r"\s*(?:[,;—–.!…](?!\d)|$)")


@dataclass(frozen=True, slots=True)
class ClaimWindow:
    """A sentence held against the claim: the passage, and its place among its sentences."""

    hit: Hit
    at: int

    @property
    def text(self) -> str:
        """The sentence."""
        return self.hit.sentences[self.at].text

    @property
    def nearness(self) -> float:
        """How near the sentence is to the claim."""
        return self.hit.sentences[self.at].nearness

    @property
    def span(self) -> Span:
        """What is quoted: the sentence, with the neighbours that it needs to be understood."""
        return in_context(self.hit, self.at)

    @property
    def quoted(self) -> str:
        """What is quoted."""
        start, end = (place - self.passage.start for place in self.span)
        return self.passage.text[start:end]

    @property
    def passage(self) -> Passage:
        """Where it stands."""
        return self.hit.passage


@dataclass(frozen=True, slots=True)
class JudgedWindow:
    """A window with what the entailment model says of it.

    Attributes:
        window: The sentence.
        entailed: What the model says, as far as both contexts agree.
        narrow: What it says in the narrow context.
        related: The sentence has most of the claim's words: of it the model need be less sure.
        shared: The share of the claim's informative words that it has, with its title and the
            sentences before it.
        own: The share of them that the sentence itself has.
    """

    window: ClaimWindow
    entailed: Entailed
    narrow: Entailed
    related: bool
    shared: float
    own: float

    @property
    def published(self) -> str:
        """The day of the source, or nothing."""
        return self.window.passage.published or ""


def judged_windows(entailment: Entails, claim: str, hits: Sequence[Hit]) -> list[JudgedWindow]:
    """What the model says of the sentences nearest to a claim, the nearest first.

    One that is the claim word for word, and whole, needs no judge.

    Args:
        entailment: Judges the claim on each sentence.
        claim: As it was typed.
        hits: The passages near it.
    """
    # By nearness over all passages: one of them may hold several of the sentences that matter.
    windows = sorted(_windows(hits), key=lambda one: -one.nearness)[:MOST_JUDGED]
    found = []
    for one, told in zip(windows, _judged(entailment, claim, windows), strict=True):
        whole = stands_whole(claim.strip(), one.text)
        entailed, narrow = (Entailed(1.0, 0.0, 0.0),) * 2 if whole else told
        # The claim itself is on its own matter, however few its words are.
        shared = 1.0 if whole else shared_share(claim, _with_title(one))
        related = whole or (shared >= LEAST_SHARED_AROUND and _shares_some(claim, one))
        own = 1.0 if whole else shared_share(claim, one.text)
        found.append(JudgedWindow(one, entailed, narrow, related, shared, own))
    return found


def around(window: ClaimWindow) -> list[str]:
    """The sentences of the window's wide context."""
    before, after = WIDE
    first = max(0, window.at - before)
    return [one.text for one in window.hit.sentences[first : window.at + after + 1]]


def _windows(hits: Sequence[Hit]) -> Iterator[ClaimWindow]:
    """The sentences one by one, without questions and what tells of an earlier version."""
    for hit in hits:
        for at, sentence in enumerate(hit.sentences):
            if states_something(sentence.text) and not in_note(hit.passage, sentence.span):
                yield ClaimWindow(hit, at)


def _judged(
    entailment: Entails, claim: str, windows: Sequence[ClaimWindow]
) -> list[tuple[Entailed, Entailed]]:
    """What the model says of each window in both contexts, as far as they agree; in the narrow one.

    It is not asked of what is in another script than Latin or has no word of the claim, nor of the
    wide context, and of the quotation alone, where the narrow one settles nothing.
    """
    # What the model is never asked about settles nothing.
    found = [SETTLES_NOTHING] * len(windows)

    # All pairs of a step at once: they run side by side on the model's threads.
    def judge(indices: Sequence[int], context: Span | None) -> Iterator[tuple[int, Entailed]]:
        pairs = [_pair(claim, windows[at], context) for at in indices]
        return zip(indices, entailment.judge(pairs), strict=True)

    # The model may be sure of evidence that has nothing to do with the claim: one word has to be
    # shared.
    legible = [
        at
        for at, one in enumerate(windows)
        if is_latin(claim) and is_latin(one.text) and shared_share(claim, _with_title(one))
    ]
    for at, told in judge(legible, NARROW):
        found[at] = told
    narrow = list(found)
    # The lowest bar of each; `claim.py` knows where more is asked for.
    for_it, against = threshold("supported"), threshold("contradicted_by_a_rule_too")
    settled = [
        at for at in legible if found[at].supported >= for_it or found[at].contradicted >= against
    ]
    # The wide context only takes away: of both judgements the lesser counts. It is not asked of a
    # sentence that opens with the claim itself: who did what stands there.
    elsewhere = [at for at in settled if not opens_with(windows[at].text, claim)]
    for at, told in judge(elsewhere, WIDE):
        found[at] = _agreed(found[at], told)
    for at, told in judge(settled, None):
        found[at] = _agreed(found[at], _as_far_as_said(found[at], told))
    return list(zip(found, narrow, strict=True))


def opens_with(sentence: str, claim: str) -> bool:
    """Whether a sentence begins with a claim word for word: "The mill is shut, the owner said."."""
    claim = claim.strip().rstrip(".!…")
    return sentence.startswith(claim) and bool(_CLAUSE_ENDS.match(sentence[len(claim) :]))


def _as_far_as_said(found: Entailed, alone: Entailed) -> Entailed:
    """What the model says of a window, less what it hardly says of the quotation alone."""
    supported = found.supported if alone.supported >= LEAST_ALONE else alone.supported
    against = alone.contradicted >= AGAINST_ALONE
    contradicted = found.contradicted if against else alone.contradicted
    return Entailed(supported, contradicted, 1 - supported - contradicted)


def _pair(claim: str, window: ClaimWindow, context: Span | None) -> tuple[str, str]:
    """The claim with a window in a context, under its title; or with what is quoted, alone.

    Where the claim names a day, the title tells that of the source, too: "in September" is of its
    year.
    """
    if context is None:
        return claim, window.quoted
    title = (dated_title if names_time(claim) else _plain_title)(window.passage)
    return claim, under_title(title, surrounded(window.hit, window.at, *context))


def _plain_title(passage: Passage) -> str | None:
    return passage.title


def _shares_some(claim: str, window: ClaimWindow) -> bool:
    """Whether the sentence itself has some of the claim's words, and not only its title."""
    return shared_share(claim, window.text) >= LEAST_SHARED


def _with_title(window: ClaimWindow) -> str:
    """The window in its narrow context, under its article's title."""
    return f"{window.passage.title or ''}\n{surrounded(window.hit, window.at, *NARROW)}"


def _agreed(one: Entailed, other: Entailed) -> Entailed:
    supported = min(one.supported, other.supported)
    contradicted = min(one.contradicted, other.contradicted)
    # The three still add up to 1.
    return Entailed(supported, contradicted, 1 - supported - contradicted)
