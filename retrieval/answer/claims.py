"""Whether the archive bears out a claim: dates, numbers, names, negations and deeds decide."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from retrieval.answer.deeds import deed, tells
from retrieval.answer.differences import Told, contrary, doubtful, share, unproven
from retrieval.answer.draft import Draft, DraftStatement
from retrieval.answer.facts import as_cited
from retrieval.answer.relevant import alike, quote_of
from retrieval.answer.when import apart
from retrieval.archive.mentions import mentions_in
from retrieval.archive.store import Archive
from retrieval.search.evidence import Evidence
from retrieval.search.hybrid import Hit
from retrieval.search.places import same_voice
from retrieval.search.spellings import Spellings, known_spellings
from retrieval.search.words import words
from retrieval.types import Passage

HELD = 0.8
"""A claim is borne out where this share of its informative words stand in the sentences ..."""

NEAR = 0.6
"""... and sentences with this share tell of the same thing, and may contradict it."""

WORTH_TWO = 0.15
"""Two sentences are taken together where they hold so much more of the claim than either."""

SAME_COPIED = 0.5
"""Sentences of copies of one story that share this much are one sentence, edited."""

MOST_EACH = 3

NEITHER = (
    "The archive comes near the claim, but neither bears it out nor contradicts it:"
    " read the sentences."
)

_LEANS = re.compile(
    r"^[\"“'‘]?(?:(?:He|She|They|It|His|Her|Their|Its|These|Those|Such|This)\b|The\s[^A-ZА-ЯЁ]*$)"
)
_RUN = re.compile(r"\b[A-Z][\w’'-]*(?:\s+(?:(?:of|the|and|for|on)\s+){0,2}[A-Z][\w’'-]*)+")


@dataclass(frozen=True, slots=True)
class Finding:
    """One sentence, or two in a row, held against the claim; nothing noted: it is borne out."""

    hit: Hit
    sentences: tuple[Evidence, ...]
    share: float
    contrary: tuple[str, ...]
    doubtful: tuple[str, ...]

    @property
    def text(self) -> str:
        """The sentences as one text."""
        return " ".join(sentence.text for sentence in self.sentences)

    @property
    def differences(self) -> tuple[str, ...]:
        """All that keeps the sentences from bearing the claim out, in words."""
        return (*self.contrary, *self.doubtful)


def write(archive: Archive, claim: str, hits: Sequence[Hit]) -> Draft:
    """The verdict on `claim`, with the sentences that decide it.

    What bears it out comes first; what differs is shown with the difference, also beside
    sentences that bear it out: sources may disagree. Sentences that come near and settle
    nothing are shown without a verdict.
    """
    with archive.reading() as connection:
        found = list(_findings(connection, claim, hits))
    findings = sorted(found, key=lambda finding: -finding.share)
    for_it = _distinct([finding for finding in findings if not finding.differences])
    settled = {sentence.span for finding in for_it for sentence in finding.sentences}
    against = [f for f in findings if f.differences and (f.contrary or not for_it)]
    # Half of what bears the claim out lacks the other half; that is no difference.
    against = [f for f in against if settled.isdisjoint(s.span for s in f.sentences)]
    # One that may be another matter says nothing beside one that is the matter.
    sure = [f for f in against if f.contrary and not f.doubtful]
    against = _distinct(sure if sure or for_it else against)
    if not (for_it or against):
        return Draft("extractive", (), verdict="not in the archive")
    said = [one for finding in for_it for one in _said(finding, "Bears it out")]
    for finding in against:
        said += _said(finding, f"Differs: {'; '.join(finding.differences)}")
    if for_it:
        return Draft("extractive", tuple(said), "borne out")
    if sure:
        return Draft("extractive", tuple(said), "contradicted")
    return Draft("extractive", tuple(said), notes=(NEITHER,))


def _findings(connection: sqlite3.Connection, claim: str, hits: Sequence[Hit]) -> Iterator[Finding]:
    known = known_spellings(connection)
    for hit in hits:
        spelled = _spelled(claim, hit.passage, known)
        for sentences in _windows(spelled, hit):
            told = _told(connection, spelled, hit, sentences)
            finding = _held(spelled, hit, sentences, told)
            if finding:
                yield finding


def _spelled(claim: str, passage: Passage, known: Spellings) -> str:
    return as_cited(claim, passage.text, known)


def _held(claim: str, hit: Hit, sentences: tuple[Evidence, ...], told: Told) -> Finding | None:
    """What comes of holding some sentences against the claim, or None if they are beside it."""
    held = share(claim, told.text)
    if held < NEAR:
        return None
    against = tuple(contrary(claim, told))
    doubts = tuple(doubtful(claim, told))
    if against or doubts:
        # Two sentences may tell of two matters: only what is sure of them is a difference.
        whole = len(sentences) == 1 or (held >= HELD and not doubts)
        return Finding(hit, sentences, held, against, doubts) if whole else None
    if held >= HELD and not unproven(claim, told):
        return Finding(hit, sentences, held, (), ())
    return None


def _told(
    connection: sqlite3.Connection, claim: str, hit: Hit, sentences: tuple[Evidence, ...]
) -> Told:
    start, end = sentences[0].span[0], sentences[-1].span[1]
    mentions = mentions_in(connection, hit.passage.article, start, end)
    text = " ".join(sentence.text for sentence in sentences)
    verb = deed(claim)
    acting = [one.text for one in sentences if verb and tells(one.text, verb)]
    full = f"{text} {_referred(claim, text, hit.passage)}".strip()
    return Told(full, acting[-1] if acting else text, mentions, hit.passage.published)


def _referred(claim: str, text: str, passage: Passage) -> str:
    """The names of the claim that the text shortens to their last word: "the treaty"."""
    held = words(text)
    runs = [run[0] for run in _RUN.finditer(claim)]
    return " ".join(
        run
        for run in runs
        if f"the {run.split()[-1].lower()}" in text.lower()
        and words(run)[-1] in held
        and run.lower() in passage.text.lower()
    )


def _windows(claim: str, hit: Hit) -> Iterator[tuple[Evidence, ...]]:
    """The sentences one by one, and two in a row where the second leans on the first."""
    shares = [share(claim, evidence.text) for evidence in hit.evidence]
    dated = any(apart(claim)[1:])
    for at, evidence in enumerate(hit.evidence):
        if at and _LEANS.search(apart(evidence.text)[0]):
            pair = (hit.evidence[at - 1], evidence)
            both = share(claim, f"{pair[0].text} {pair[1].text}")
            worth = both >= max(shares[at - 1], shares[at]) + WORTH_TWO
            if worth or (dated and both >= HELD and any(apart(evidence.text)[1:])):
                yield pair
        yield (evidence,)


def _distinct(findings: Sequence[Finding]) -> list[Finding]:
    """Those that say nothing another says; a sentence is shown once, copies count once."""
    kept: list[Finding] = []
    for finding in findings:
        if not any(_repeats(finding, other) for other in kept):
            kept.append(finding)
    return kept[:MOST_EACH]


def _repeats(finding: Finding, other: Finding) -> bool:
    one, two = finding.hit.passage, other.hit.passage
    spans = {sentence.span for sentence in other.sentences}
    if one.article == two.article and any(s.span in spans for s in finding.sentences):
        return True
    least = SAME_COPIED if same_voice(one, two) else None
    return alike(finding.text, other.text, least) if least else alike(finding.text, other.text)


def _said(finding: Finding, heading: str) -> list[DraftStatement]:
    return [
        DraftStatement(sentence.text, (quote_of(finding.hit, sentence),), heading)
        for sentence in finding.sentences
    ]
