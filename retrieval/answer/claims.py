"""Whether the archive bears out a claim: dates, numbers, names, negations and deeds decide."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from retrieval.answer.deeds import deed, tells
from retrieval.answer.differences import TITLES, Told, contrary, doubtful, share, unproven
from retrieval.answer.draft import Draft, DraftStatement
from retrieval.answer.facts import as_cited, numbers
from retrieval.answer.leaning import written_out
from retrieval.answer.relevant import alike, quote_of
from retrieval.answer.when import apart
from retrieval.archive.mentions import mentions_in
from retrieval.archive.store import Archive
from retrieval.search.evidence import Evidence
from retrieval.search.hybrid import Hit
from retrieval.search.places import same_voice
from retrieval.search.spellings import Spellings, known_spellings
from retrieval.search.words import words
from retrieval.types import Passage, Verdict

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

TOGETHER = "only two sentences together say so"

OUTDATED = "What bears the claim out is older than what differs."
SUPERSEDED = "What differs is older than what bears the claim out."

_LEANS = re.compile(
    r"^[\"“'‘]?(?:(?:He|She|They|It|His|Her|Their|Its|These|Those|Such|This)\b|The\s[^A-ZА-ЯЁ]*$)"
)
_RUN = re.compile(r"\b[A-Z][\w’'-]*(?:\s+(?:(?:of|the|and|for|on)\s+){0,2}[A-Z][\w’'-]*)+")


_OF_NOW = re.compile(r"\b(?:now|currently|today|is|are|holds|chairs|leads|heads|remains?)\b")
_OWNS = re.compile(r"\b(?:has|have)\s+(?:(an?|the|its|no|about)\b|([\w.,]+))")


@dataclass(frozen=True, slots=True)
class Window:
    """What is held against the claim: one sentence, or two in a row, as one text.

    `text` has written out what the sentence leans on, where the article tells; `namers` are the
    sentences that do. `apart` are two of which neither leans on the other: they may tell of two
    matters, so they prove nothing.
    """

    sentences: tuple[Evidence, ...]
    text: str
    namers: tuple[Evidence, ...] = ()
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """One sentence, or two in a row, held against the claim; nothing noted: it is borne out."""

    hit: Hit
    sentences: tuple[Evidence, ...]
    share: float
    contrary: tuple[str, ...]
    doubtful: tuple[str, ...]
    namers: tuple[Evidence, ...] = ()

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
    found.sort(key=lambda finding: finding.hit.passage.published or "", reverse=True)
    findings = sorted(found, key=lambda finding: -finding.share)
    for_it = _distinct([finding for finding in findings if not finding.differences])
    settled = {sentence.span for finding in for_it for sentence in finding.sentences}
    # Beside sentences on the very matter, one that lacks a word of the claim is on another.
    least = min(
        HELD, max((f.share for f in findings if f.contrary or not f.differences), default=0.0)
    )
    against = [f for f in findings if f.differences and (f.contrary or not for_it)]
    against = [f for f in against if f.share >= least]
    # Half of what bears the claim out lacks the other half; that is no difference.
    against = [f for f in against if settled.isdisjoint(s.span for s in f.sentences)]
    # One that may be another matter says nothing beside one that is the matter.
    sure = [f for f in against if f.contrary and not f.doubtful]
    against = _distinct(sure if sure or for_it else against)
    if not (for_it or against):
        return Draft("extractive", (), verdict="not in the archive")
    of_now = _of_now(claim)
    said = [one for finding in for_it for one in _said(finding, "Bears it out")]
    differs = [one for finding in against for one in _said(finding, _difference(finding))]
    if for_it and of_now and _newer(sure, for_it):
        return Draft("extractive", (*differs, *said), "contradicted", (OUTDATED,))
    if for_it or sure:
        verdict: Verdict = "borne out" if for_it else "contradicted"
        older = for_it and sure and of_now and _newer(for_it, sure)
        return Draft("extractive", (*said, *differs), verdict, (SUPERSEDED,) if older else ())
    return Draft("extractive", tuple(differs), notes=(NEITHER,))


def _difference(finding: Finding) -> str:
    kind = "Differs" if finding.contrary else "Comes near"
    return f"{kind}: {'; '.join(finding.differences)}"


def _of_now(claim: str) -> bool:
    """Whether a claim tells how things are: it has ten members, not it has joined."""
    owns = _OWNS.search(claim)
    return bool(_OF_NOW.search(claim) or (owns and (owns[1] or numbers(owns[2]))))


def _newer(ones: Sequence[Finding], others: Sequence[Finding]) -> bool:
    """Whether the newest of some findings was published after all the others."""
    newest, other = (
        max((f.hit.passage.published or "" for f in fs), default="") for fs in (ones, others)
    )
    return bool(other) and newest > other


def _findings(connection: sqlite3.Connection, claim: str, hits: Sequence[Hit]) -> Iterator[Finding]:
    known = known_spellings(connection)
    for hit in hits:
        spelled = _spelled(claim, hit.passage, known)
        for window in _windows(spelled, hit):
            finding = _held(spelled, hit, window, _told(connection, spelled, hit, window))
            if finding:
                yield finding


def _spelled(claim: str, passage: Passage, known: Spellings) -> str:
    return as_cited(_opened_small(claim, passage.text), passage.text, known)


def _opened_small(claim: str, text: str) -> str:
    """The claim with a small first letter, if its first word is no name in the text."""
    opening = words(claim)[:1]
    small = claim[:1].lower() + claim[1:]
    common = opening and re.search(rf"\b{re.escape(opening[0])}\b", text)
    return small if common and small[: len(opening[0])] == opening[0] else claim


def _held(claim: str, hit: Hit, window: Window, told: Told) -> Finding | None:
    """What comes of holding some sentences against the claim, or None if they are beside it."""
    held = share(claim, told.text)
    if held < NEAR:
        return None
    sentences, namers = window.sentences, window.namers
    if window.apart:
        proven = held >= HELD and not unproven(claim, told) and not any(contrary(claim, told))
        return Finding(hit, sentences, held, (), (TOGETHER,)) if proven else None
    against = tuple(contrary(claim, told))
    doubts = tuple(doubtful(claim, told))
    if against or doubts:
        # Two sentences may tell of two matters: only what is sure of them is a difference.
        whole = len(sentences) == 1 or (held >= HELD and not doubts)
        return Finding(hit, sentences, held, against, doubts, namers) if whole else None
    if held >= HELD and not unproven(claim, told):
        return Finding(hit, sentences, held, (), (), namers)
    return None


def _told(connection: sqlite3.Connection, claim: str, hit: Hit, window: Window) -> Told:
    start, end = window.sentences[0].span[0], window.sentences[-1].span[1]
    mentions = mentions_in(connection, hit.passage.article, start, end)
    verb = deed(claim)
    acting = [one.text for one in window.sentences if verb and tells(one.text, verb)]
    several = len(window.sentences) > 1 and bool(acting)
    acts, dating = (acting[-1], " ".join(acting)) if several else (window.text, window.text)
    full = f"{window.text} {_referred(claim, window.text, hit.passage)}".strip()
    return Told(full, acts, dating, mentions, hit.passage.published)


def _referred(claim: str, text: str, passage: Passage) -> str:
    """The names of the claim that the text shortens to their last word: "the treaty", "Orsk"."""
    held = words(text)
    runs = [run[0] for run in _RUN.finditer(claim)]
    return " ".join(
        run
        for run in runs
        if words(run)[-1] in held
        and run.lower() in passage.text.lower()
        and (f"the {run.split()[-1].lower()}" in text.lower() or _one_of_that_name(run, passage))
    )


def _one_of_that_name(run: str, passage: Passage) -> bool:
    """Whether a passage gives no other first name to the last word of a name."""
    *first, last = run.split()
    before = re.findall(rf"\b([A-Z][\w’'-]+)\s+{re.escape(last)}\b", passage.text)
    return all(word in first or word.lower() in TITLES for word in before)


def _windows(claim: str, hit: Hit) -> Iterator[Window]:
    """The sentences one by one, and two in a row where the second leans on the first."""
    shares = [share(claim, evidence.text) for evidence in hit.evidence]
    dated = any(apart(claim)[1:])
    for at, evidence in enumerate(hit.evidence):
        if at and _LEANS.search(apart(evidence.text)[0]):
            pair = (hit.evidence[at - 1], evidence)
            text = f"{pair[0].text} {pair[1].text}"
            both = share(claim, text)
            worth = both >= max(shares[at - 1], shares[at]) + WORTH_TWO
            if worth or (dated and both >= HELD and any(apart(evidence.text)[1:])):
                yield Window(pair, text)
        elif at and max(shares[at - 1], shares[at]) < HELD:
            pair = (hit.evidence[at - 1], evidence)
            yield Window(pair, f"{pair[0].text} {pair[1].text}", apart=True)
        yield _alone(claim, hit, at)


def _alone(claim: str, hit: Hit, at: int) -> Window:
    """One sentence; with its "It" or "The alliance" as the name, where that is the claim's."""
    evidence = hit.evidence[at]
    written = written_out([one.text for one in hit.evidence], at, hit.passage.title)
    if written is None or share(claim, written.text) <= share(claim, evidence.text):
        return Window((evidence,), evidence.text)
    return Window((evidence,), written.text, tuple(hit.evidence[one] for one in written.namers))


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
        for sentence in (*finding.namers, *finding.sentences)
    ]
