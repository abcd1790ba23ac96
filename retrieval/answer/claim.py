"""Whether the archive supports a claim: entailment grants, rules veto, the newest source decides.

A claim is held against sentences near it, each read under its article's title and among its
neighbours, since a claim names in full what a sentence leaves to them. "Supported" takes the
entailment model's word in a narrow and in a wide context and no veto, or a sentence that is the
claim word for word; "contradicted" takes the model's word and a source no older than any that
supports the claim, nor than what the claim tells of; everything else is "not in the archive", with
the nearest sentences.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from retrieval.answer.claim_time import dated_title, first_day, names_time, tells_plan
from retrieval.answer.read import calibration
from retrieval.answer.similarity import alike, distinct, shared
from retrieval.answer.verify import SameName, stands_whole
from retrieval.language.alphabet import is_latin
from retrieval.messages import gettext
from retrieval.models.entailment import Entailed, Entails, under_title
from retrieval.search.deduplicate import same_source
from retrieval.search.hit import Hit
from retrieval.search.sentence_context import in_context, in_note, surrounded
from retrieval.types import Passage, Span, Verdict
from retrieval.types.draft import Draft, DraftStatement, Quote, quotation
from retrieval.veto import vetoes

MOST_JUDGED = 12
"""Windows that the entailment model judges for a claim, twice: some 30 milliseconds each."""

MOST_EACH = 3  # sentences for and against that are shown
NEAREST = 3  # quotations of a refusal
NARROW, WIDE = (2, 0), (5, 1)
"""Sentences before and after the one that is judged, read with it. In the narrow context the model
overlooks what stands further off, in the wide one it mixes up who did what: their mistakes differ.
"""

LEAST_SHARED, LEAST_SHARED_AROUND = 0.25, 0.6
"""The share of a claim's informative words that a sentence must have, and that it must have with
its title and the sentences before it; what has fewer is on another matter, whatever the model makes
of it. Without it, with the network before this one, of 213 claims on Wikipedia that are true or
untold 91 were called contradicted instead of 20, for sentences about something else; it costs
support only for claims in quite other words than their source."""


@dataclass(frozen=True, slots=True)
class Window:
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
    def passage(self) -> Passage:
        """Where it stands."""
        return self.hit.passage


@dataclass(frozen=True, slots=True)
class Finding:
    """A window with what the entailment model says of it, and why the claim can't rest on it."""

    window: Window
    entailed: Entailed
    vetoed: tuple[str, ...]

    @property
    def published(self) -> str:
        """The day of the source, or nothing."""
        return self.window.passage.published or ""


def write(
    entailment: Entails, claim: str, hits: Sequence[Hit], same_name: SameName | None = None
) -> Draft:
    """The verdict on `claim`, with the sentences that decide it.

    Args:
        entailment: Judges the claim on each window.
        claim: As it was typed.
        hits: The passages near it, best first.
        same_name: Whether two names are known spellings of one.
    """
    windows = sorted(_windows(hits), key=lambda one: -one.nearness)[:MOST_JUDGED]
    judged = _judged(entailment, claim, windows)
    findings = [
        _finding(claim, one, told, same_name) for one, told in zip(windows, judged, strict=True)
    ]
    least = calibration()["entailment"]
    supports = _chosen([f for f in findings if f.entailed.supported >= least[0] and not f.vetoed])
    against = _chosen(_against(claim, findings, least[1]), against=True)
    nearest = tuple(_nearest(findings))
    verdict, note = _verdict(supports, against)
    if verdict == "not in the archive":
        return Draft("extractive", (), verdict, nearest=nearest)
    said = [_said(one, gettext("Supports it")) for one in supports]
    newest_first = sorted(against, key=lambda one: one.published, reverse=True)
    differs = [_said(one, gettext("Contradicts it")) for one in newest_first]
    order = [*said, *differs] if verdict == "supported" else [*differs, *said]
    return Draft("extractive", tuple(order), verdict, note, nearest)


def _judged(entailment: Entails, claim: str, windows: Sequence[Window]) -> list[Entailed]:
    """What the model says of each window in both contexts, and only as far as they agree.

    It is not asked of what is in another script than Latin or on another matter. Where the claim
    names a day, the model is told that of the source, too: "in September" is of its year.
    """
    title = dated_title if names_time(claim) else _plain_title
    legible = [
        at
        for at, one in enumerate(windows)
        if is_latin(claim) and is_latin(one.text) and _related(claim, one)
    ]
    narrow, wide = (
        entailment.judge(
            [
                (claim, under_title(title(one.passage), surrounded(one.hit, one.at, *context)))
                for one in (windows[at] for at in legible)
            ]
        )
        for context in (NARROW, WIDE)
    )
    found = [Entailed(0.0, 0.0, 1.0)] * len(windows)
    for at, one, other in zip(legible, narrow, wide, strict=True):
        found[at] = _agreed(one, other)
    return found


def _against(claim: str, findings: Sequence[Finding], least: float) -> Iterator[Finding]:
    """What contradicts a claim, but for what could not yet know of what it tells.

    That is a source from before the day that the claim names, and a plan, or an expectation, where
    something newer on the matter does not speak against the claim: what was planned may have come
    otherwise. A claim that tells of a plan itself may be older than its day.
    """
    since = first_day(claim)
    for one in findings:
        if one.entailed.contradicted < least or (since and "" < one.published < since):
            continue
        newer = [other for other in findings if other.published > one.published > ""]
        if not (tells_plan(one.window.text) and any(_is_open(other, least) for other in newer)):
            yield one


def _is_open(finding: Finding, least: float) -> bool:
    """Whether a source on the matter of the claim does not contradict it."""
    return finding.entailed.neither < 1.0 and finding.entailed.contradicted < least


def _plain_title(passage: Passage) -> str | None:
    return passage.title


def _related(claim: str, window: Window) -> bool:
    around = f"{window.passage.title or ''}\n{surrounded(window.hit, window.at, *NARROW)}"
    return (
        shared(claim, window.text) >= LEAST_SHARED and shared(claim, around) >= LEAST_SHARED_AROUND
    )


def _agreed(one: Entailed, other: Entailed) -> Entailed:
    supported = min(one.supported, other.supported)
    contradicted = min(one.contradicted, other.contradicted)
    return Entailed(supported, contradicted, 1 - supported - contradicted)


def _finding(claim: str, window: Window, entailed: Entailed, same_name: SameName | None) -> Finding:
    """What a window says of the claim; a whole sentence of it, word for word, needs no judge.

    What the claim says must stand in the sentence; its names may stand beside it, in the passage.
    Where a sentence nearer to the claim speaks against it, one beside it can't speak for it.
    """
    if stands_whole(claim.strip(), window.text):
        return Finding(window, Entailed(1.0, 0.0, 0.0), ())
    beside = [window.passage.title or "", window.passage.text]
    near = shared(claim, window.text)
    nearer = [text for text in _around(window) if shared(claim, text) > near]
    found = [
        reason
        for text in (window.text, *nearer)
        for reason in vetoes(claim, [text], same_name=same_name, context=beside)
    ]
    return Finding(window, entailed, tuple(found))


def _around(window: Window) -> list[str]:
    before, after = WIDE
    first = max(0, window.at - before)
    return [one.text for one in window.hit.sentences[first : window.at + after + 1]]


def _verdict(
    supports: Sequence[Finding], against: Sequence[Finding]
) -> tuple[Verdict, tuple[str, ...]]:
    """What follows, and a note where newer words outweigh older ones."""
    if not (supports or against):
        return "not in the archive", ()
    if not against:
        return "supported", ()
    if not supports:
        return "contradicted", ()
    newest, newest_against = (max(f.published for f in ones) for ones in (supports, against))
    if newest_against > newest:
        outdated = gettext("What supports the claim is older than what contradicts it.")
        return "contradicted", (outdated,)
    superseded = gettext("What contradicts the claim is older than what supports it.")
    return "supported", (superseded,) if newest > newest_against else ()


def _windows(hits: Sequence[Hit]) -> Iterator[Window]:
    """The sentences one by one; what tells of an earlier version is left out."""
    for hit in hits:
        for at, sentence in enumerate(hit.sentences):
            if not in_note(hit.passage, sentence.span):
                yield Window(hit, at)


def _chosen(findings: Iterable[Finding], *, against: bool = False) -> list[Finding]:
    """The surest of each matter, a sentence once, copies once."""

    def sureness(one: Finding) -> float:
        return one.entailed.contradicted if against else one.entailed.supported

    return distinct(sorted(findings, key=lambda one: -sureness(one)), _repeats, MOST_EACH)


def _nearest(findings: Sequence[Finding]) -> Iterator[Quote]:
    """The windows on which the model was least sure that they settle nothing."""
    unsettled = sorted(findings, key=lambda one: one.entailed.neither)
    for one in distinct(unsettled, _repeats, NEAREST):
        yield Quote(one.window.passage, one.window.span)


def _repeats(finding: Finding, shown: Finding) -> bool:
    """Whether a sentence is one that is shown, or what a copy of its article says."""
    one, other = finding.window, shown.window
    mine, theirs = one.passage, other.passage
    if (
        mine.article == theirs.article
        and one.span[0] < other.span[1]
        and other.span[0] < one.span[1]
    ):
        return True
    return alike(one.text, other.text) or (
        same_source(mine, theirs) and alike(one.text, other.text, 0.5)
    )


def _said(one: Finding, heading: str) -> DraftStatement:
    return quotation(one.window.passage, one.window.span, heading)
