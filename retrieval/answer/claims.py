"""Whether the archive bears out a claim: numbers, dates, names and negations decide."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from retrieval.answer.certainty import overstated
from retrieval.answer.draft import Draft, DraftStatement
from retrieval.answer.facts import flipped, links, names, negated, numbers
from retrieval.answer.relevant import alike, quote_of
from retrieval.search.evidence import Evidence
from retrieval.search.hybrid import Hit
from retrieval.search.words import informative, stem, words

HELD = 0.8
"""A claim is borne out where this share of its informative words stand in the sentences ..."""

NEAR = 0.6
"""... and sentences with this share tell of the same thing, and may contradict it."""

WORTH_TWO = 0.15
"""Two sentences are taken together where they hold so much more of the claim than either."""

MOST_EACH = 3

ROOT = 5
"""Letters in which a name and the adjective made from it agree."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One sentence, or two in a row, held against the claim; no `differences`: it is borne out."""

    hit: Hit
    sentences: tuple[Evidence, ...]
    share: float
    differences: tuple[str, ...]

    @property
    def text(self) -> str:
        """The sentences as one text."""
        return " ".join(sentence.text for sentence in self.sentences)


def write(claim: str, hits: Sequence[Hit]) -> Draft:
    """The verdict on `claim`, with the sentences that decide it.

    What bears it out comes first; what differs is shown with the difference, also beside
    sentences that bear it out: sources may disagree.
    """
    findings = sorted(_findings(claim, hits), key=lambda finding: -finding.share)
    for_it = _distinct([finding for finding in findings if not finding.differences])
    settled = {sentence for finding in for_it for sentence in finding.sentences}
    differing = [finding for finding in findings if finding.differences]
    # Half of what bears the claim out lacks the other half; that is no difference.
    against = _distinct([f for f in differing if settled.isdisjoint(f.sentences)])
    if not (for_it or against):
        return Draft("extractive", (), verdict="not in the archive")
    said = [one for finding in for_it for one in _said(finding, "Bears it out")]
    for finding in against:
        said += _said(finding, f"Differs: {'; '.join(finding.differences)}")
    return Draft("extractive", tuple(said), "borne out" if for_it else "contradicted")


def _findings(claim: str, hits: Sequence[Hit]) -> Iterator[Finding]:
    for hit in hits:
        for sentences in _windows(claim, hit):
            text = " ".join(sentence.text for sentence in sentences)
            share = _share(claim, text)
            if share < NEAR:
                continue
            differences = tuple(_differences(claim, text))
            if differences or (share >= HELD and not _unproven(claim, text)):
                yield Finding(hit, sentences, share, differences)


def _windows(claim: str, hit: Hit) -> Iterator[tuple[Evidence, ...]]:
    """The sentences one by one, and two in a row where the claim is spread over both."""
    shares = [_share(claim, evidence.text) for evidence in hit.evidence]
    for at, evidence in enumerate(hit.evidence):
        if at:
            pair = (hit.evidence[at - 1], evidence)
            both = _share(claim, f"{pair[0].text} {pair[1].text}")
            if both >= max(shares[at - 1], shares[at]) + WORTH_TWO:
                yield pair
                continue
        yield (evidence,)


def _share(claim: str, text: str) -> float:
    """The share of the claim's informative words that the text has, in any of their forms."""
    wanted = informative(claim).values()
    found = words(text)
    return sum(_among(word, found) for word in wanted) / len(wanted) if wanted else 0.0


def _unproven(claim: str, text: str) -> bool:
    """Whether the claim has a number, a name or an address that the text lacks."""
    return bool(
        numbers(claim) - numbers(text)
        or [name for name in names(claim) if not _named(name, text)]
        or [link for link in links(claim) if link not in text]
    )


def _differences(claim: str, text: str) -> Iterator[str]:
    """Where the two give other figures, names or signs for the same thing, in words."""
    ours, theirs = numbers(claim), numbers(text)
    if ours - theirs and theirs - ours:
        yield f"{_listed(theirs - ours)} here, not {_listed(ours - theirs)}"
    turned = flipped(negated(claim), negated(text))
    if turned:
        yield f"one of the two has a “not” at “{turned[0]}”"
    surer = overstated(claim, text)
    if surer:
        yield f"the archive is less sure, or tells of another deed: no “{surer[0]}” here"
    absent = [name for name in names(claim) if not _named(name, text)]
    # Without a name it may be another matter; with every other word the same, it is the point.
    if absent and _all_but(claim, absent, text):
        yield f"{absent[0]} is not named here"


def _named(name: str, text: str) -> bool:
    """Whether a text has the name, or one made from it: Kazakhstan and Kazakh, Russia, Russian."""
    found = words(text)
    return all(_among(word, found) for word in words(name))


def _among(word: str, found: Sequence[str]) -> bool:
    return any(
        stem(word) == stem(other) or (len(word) >= ROOT and word[:ROOT] == other[:ROOT])
        for other in found
    )


def _all_but(claim: str, absent: Sequence[str], text: str) -> bool:
    left_out = {stem(word) for name in absent for word in words(name)}
    rest = [word for term, word in informative(claim).items() if term not in left_out]
    return len(rest) > 1 and all(_among(word, words(text)) for word in rest)


def _listed(values: set[str]) -> str:
    return ", ".join(sorted(values))


def _distinct(findings: Sequence[Finding]) -> list[Finding]:
    kept: list[Finding] = []
    for finding in findings:
        if not any(alike(finding.text, other.text) for other in kept):
            kept.append(finding)
    return kept[:MOST_EACH]


def _said(finding: Finding, heading: str) -> list[DraftStatement]:
    return [
        DraftStatement(sentence.text, (quote_of(finding.hit, sentence),), heading)
        for sentence in finding.sentences
    ]
