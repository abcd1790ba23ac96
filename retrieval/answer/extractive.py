"""The extractive writer: the one to three sentences that answer best, verbatim.

It needs no model and can say nothing that no article says. A sentence that leans on the one
before ("He added ...") brings that one along.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from retrieval.answer.comprehending import MOST_READING
from retrieval.answer.draft import Draft, DraftStatement
from retrieval.answer.entries import with_later
from retrieval.answer.facts import names
from retrieval.answer.leaning import written_out
from retrieval.answer.pointed import Choice, to_the_point
from retrieval.answer.refusal import SEARCHED, answers, usable
from retrieval.answer.relevant import about_its_bodies, alike, quote_of, said
from retrieval.answer.silence import HEADING, Silence, silences
from retrieval.answer.voices import Voices, voices, whose
from retrieval.search.evidence import Evidence
from retrieval.search.hybrid import Hit
from retrieval.search.places import same_voice

MOST_SENTENCES = 3
MOST_DIFFERING = 2
DIFFER = "Sources differ"
BESIDE = "Besides"
EARLIER = "Earlier"
MOST_WORDS = 56
"""An answer is read in a chat: past this many words no further sentence is added."""

RANK_WEIGHT = 0.6
READ_WEIGHT = 0.05
STANDS_OUT_WEIGHT = 0.15
"""The reader was taught to choose within a passage: its choice there says more than its scores
of several passages beside one another."""

CLOSE = 0.6
"""A further sentence must reach this share of the best one's score."""

CLOSE_OF_SEVERAL = 0.45
WORDS_FOR_SEVERAL = 80
"""The same where several things are asked for."""

READS_BEHIND = 3.0
"""Log-odds by which the reading of a further sentence may be worse than that of the best."""

AS_GOOD = 0.85
"""One that scores this share is added even if it makes the answer long."""

# Opens with a pronoun; or with "The ..." and names no one after that.
_LEANS = re.compile(
    r"^[\"“'‘]?(?:(?:He|She|They|It|His|Her|Their|Its|These|Those|Such)\b"
    r"|This\b(?! (?:year|month|week))"
    r"|The\s[^A-ZА-ЯЁ]*$)"
)

_PRESENT = re.compile(
    r"^\W*(?:who|what|which|where|how (?:many|much|old|long|often))?\W*(?:[\w-]+\s+){0,3}?"
    r"(?:is|are|does|do|has|have|chairs|leads|heads|runs)\b|\b(?:now|currently|current|latest|today)\b",
    re.IGNORECASE,
)

# "Which countries", "what are", "who were", "list the": one sentence is seldom all of it.
_SEVERAL = re.compile(
    r"\b(?:which|what)\s+(?!(?:was|is|has|does|this|its|as|us)\b)[a-z]{3,}[^s\W]s\b"
    r"|\b(?:what|who)\s+(?:are|were)\b|^\W*(?:list|name)\b",
    re.IGNORECASE,
)


def write(question: str, hits: Sequence[Hit]) -> Draft:
    """The sentences that answer `question`, or none if the evidence is too thin.

    Asked how things are, the newest comes first: an old sentence may be true no longer.
    """
    if silent := silences(question, hits):
        return Draft("extractive", tuple(_unsaid(silent)))
    if not answers(question, hits):
        return Draft("extractive", ())
    ranked = to_the_point(question, sorted(_choices(question, hits), key=lambda one: -one[0]))
    if not ranked:
        return Draft("extractive", ())
    several = _SEVERAL.search(question) is not None
    least = ranked[0][0] - (1 - (CLOSE_OF_SEVERAL if several else CLOSE)) * abs(ranked[0][0])
    close = [
        choice
        for choice in ranked
        if choice[0] >= least and (several or _answers_too(ranked[0], choice))
    ]
    if _PRESENT.search(question):
        close.sort(key=lambda choice: choice[1].passage.published or "", reverse=True)
    chosen = _choose(close, ranked[0][0], WORDS_FOR_SEVERAL if several else MOST_WORDS)
    # How things are has changed with the years: older figures are no disagreement.
    asked = "" if _PRESENT.search(question) else question
    others = voices(chosen[0][1], chosen[0][2], hits[:SEARCHED], asked)
    statements = _with_differing(list(_groups(chosen)), others)
    if _PRESENT.search(question):
        statements = _with_age(list(statements))
    told = with_later(list(statements), chosen[0][1], chosen[0][2])
    return Draft("extractive", tuple(told), notes=_agreement(chosen[0], others))


def _answers_too(best: Choice, choice: Choice) -> bool:
    """Whether a further sentence has the kind of thing asked for, or goes on from the best one.

    Asked how many boats, one that counts crews would stand beside the answer and not answer.
    """
    _, hit, evidence = choice
    first = best[2]
    if (evidence.reads or 0.0) < (first.reads or 0.0) - READS_BEHIND:
        return False
    place = hit.evidence.index(evidence)
    goes_on = place > 0 and hit.evidence[place - 1] is first and _LEANS.match(evidence.text)
    return evidence.kind >= first.kind or bool(goes_on)


def _unsaid(silent: Sequence[Silence]) -> Iterator[DraftStatement]:
    """The sentences that say what was not given, with what they lean on; none twice."""
    shown: list[str] = []
    for one in silent:
        if not any(alike(one.sentences[-1].text, other) for other in shown):
            yield from (said(one.hit, sentence, HEADING) for sentence in one.sentences)
            shown.append(one.sentences[-1].text)


def _with_differing(
    groups: Sequence[Sequence[DraftStatement]], others: Voices
) -> Iterator[DraftStatement]:
    """The statements, and beside the first what other sources say otherwise."""
    told = [said(hit, evidence, DIFFER) for hit, evidence in others.differing[:MOST_DIFFERING]]
    texts = {statement.text for statement in told}
    yield from (replace(one, heading=DIFFER if told else None) for one in groups[0])
    yield from told
    for group in groups[1:]:
        if not texts & {statement.text for statement in group}:
            yield from (replace(one, heading=BESIDE if told else None) for one in group)


def _with_age(statements: Sequence[DraftStatement]) -> Iterator[DraftStatement]:
    """Asked how things are: what is older than the first statement is said to be."""
    newest = statements[0].quotes[0].passage.published
    for one in statements:
        published = one.quotes[0].passage.published
        older = newest and published and published < newest and one.heading is None
        yield replace(one, heading=EARLIER) if older else one


def _agreement(first: Choice, others: Voices) -> tuple[str, ...]:
    if not others.agreeing:
        return ()
    outlets = [whose(first[1]), *(whose(hit) for hit, _ in others.agreeing)]
    return (f"{len(outlets)} independent sources say this: {', '.join(outlets)}.",)


def _choices(question: str, hits: Sequence[Hit]) -> Iterator[Choice]:
    articles = about_its_bodies(question, hits)
    for rank, hit in enumerate(hits, start=1):
        for evidence in usable(question, hits, hit) if hit.passage.article in articles else ():
            yield evidence.score + RANK_WEIGHT / rank + _reading(evidence), hit, evidence


def _reading(evidence: Evidence) -> float:
    """What the reading adds to a sentence's score."""
    if evidence.reads is None:
        return 0.0
    reads = max(-MOST_READING, min(MOST_READING, evidence.reads))
    return READ_WEIGHT * reads + STANDS_OUT_WEIGHT * evidence.stands_out


def _choose(choices: Sequence[Choice], best: float, budget: int) -> list[Choice]:
    """Up to three, none saying what another says, within the budget of words."""
    chosen: list[Choice] = []
    for choice in choices:
        score, hit, evidence = choice
        words = len(evidence.text.split()) + 1
        if chosen and words > budget and score < AS_GOOD * best:
            continue
        if any(alike(evidence.text, other.text) for _, _, other in chosen):
            continue
        # What a copy of a cited article says besides would look like a second source.
        if any(same_voice(hit.passage, cited.passage) for _, cited, _ in chosen):
            continue
        chosen.append(choice)
        budget -= words
        if len(chosen) == MOST_SENTENCES or budget <= 0:
            break
    return chosen


def _groups(chosen: Sequence[Choice]) -> Iterator[list[DraftStatement]]:
    """Each choice with the sentence that it leans on; nothing said twice."""
    shown: list[str] = []
    for _, hit, evidence in chosen:
        fresh = [
            sentence
            for sentence in _with_context(hit, evidence)
            if not any(alike(sentence.text, other) for other in shown)
        ]
        shown += [sentence.text for sentence in fresh]
        if fresh:
            yield [DraftStatement(one.text, (quote_of(hit, one),)) for one in fresh]


def _with_context(hit: Hit, evidence: Evidence) -> list[Evidence]:
    place = hit.evidence.index(evidence)
    if place > 0 and _LEANS.match(evidence.text):
        return list(hit.evidence[place - 1 : place + 1])
    if any(names(evidence.text)):
        return [evidence]
    # "With that the new organisation has 6 members" names no one.
    written = written_out([one.text for one in hit.evidence], place)
    return [*(hit.evidence[one] for one in (written.namers if written else ())), evidence]
