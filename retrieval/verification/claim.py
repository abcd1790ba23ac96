"""Whether the archive supports a claim: entailment grants, rules veto, the newest source decides.

"Supported" takes the entailment model's word in a narrow and in a wide context and no veto, or a
sentence that is the claim word for word; the fewer of the claim's words a sentence has, the surer
the model must be.
"Contradicted" takes the model's word on a sentence on the claim's matter, surer where no rule names
what differs, and a source no older than any that supports the claim, nor than what the
claim tells of; everything else is "not in the archive", with the nearest sentences.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from retrieval.language.alphabet import is_latin
from retrieval.language.plans import calls_off, tells_plan
from retrieval.messages import gettext
from retrieval.models.calibration import threshold
from retrieval.models.entailment import Entails
from retrieval.search.deduplicate import same_source
from retrieval.search.hit import Hit
from retrieval.search.sentence_context import quoted
from retrieval.search.similarity import alike, shared_share, without_repeats
from retrieval.types import Verdict
from retrieval.types.draft import NEAREST, Draft, Quote, quotation
from retrieval.verification.claim_doubts import contradicts_nothing, corrections, hardly_contradicts
from retrieval.verification.claim_evidence import JudgedSentence, around, judged_sentences
from retrieval.verification.claim_time import first_day
from retrieval.verification.verify import stands_whole
from retrieval.veto import SameName, vetoes

ON_ITS_MATTER = 0.4
"""The share of a claim's words, with what stands around it, from which on a sentence contradicts it
on the model's word alone; one with fewer is about something else, however sure the model is."""

LEANS_AGAINST = 0.5
"""What the model must say, beside a rule, of a newer sentence in the claim's words for an older one
not to support the claim. It contradicts from "contradicted_by_a_rule_too" on."""

A_THIRD = 0.34
"""The share of a claim's words below which a sentence, with what stands around it, says it in quite
other words."""

MOST_EACH = 3  # sentences for and against that are shown
SETTLING = 0.5
"""What the model's word counts among the nearest sentences, beside the search's. Of 149 claims of
four exams that get no verdict, the sentence that they were made of is the first for .91; by the
search alone for .84, with 1 in its place for .87."""


def check_claim(
    entailment: Entails, claim: str, hits: Sequence[Hit], same_name: SameName | None = None
) -> Draft:
    """The verdict on `claim`, with the sentences that decide it.

    Args:
        entailment: Judges the claim on each sentence.
        claim: As it was typed.
        hits: The passages near it, best first.
        same_name: Whether two names are known spellings of one.
    """
    judged = judged_sentences(entailment, claim, hits)
    found = [one for one in judged if not _corrected(one, judged)]
    off = _called_off(claim, found)
    supports, against = _weighed(claim, found, off, same_name)
    nearest = tuple(_nearest(found, off))
    verdict, note = _verdict(supports, against)
    if verdict == "not in the archive":
        return Draft("extractive", (), verdict, nearest=nearest)
    said = [quotation(quoted(one), gettext("Supports it")) for one in supports]
    newest_first = sorted(against, key=lambda one: one.published, reverse=True)
    differs = [quotation(quoted(one), gettext("Contradicts it")) for one in newest_first]
    # What decides the verdict stands first; claim_parts.py goes by that.
    order = [*said, *differs] if verdict == "supported" else [*differs, *said]
    return Draft("extractive", tuple(order), verdict, note, nearest)


def _weighed(
    claim: str,
    found: Sequence[JudgedSentence],
    off: Sequence[JudgedSentence],
    same_name: SameName | None,
) -> tuple[list[JudgedSentence], list[JudgedSentence]]:
    """What supports a claim and what contradicts it, less what a newer source casts in doubt."""
    granted = list(_for(claim, found, same_name))
    supports = _chosen(one for one in granted if not _outlived(one, off))
    against = _chosen(_against(claim, found, same_name), against=True)
    # Where one side alone speaks, a doubt outweighs it: then nothing is decided.
    if not against:
        leaning = [one for one in found if _leans_against(claim, one, same_name)]
        # What a correction repeats, and the model does not grant it, may be what was wrong.
        leaning += [one for one in corrections(found) if one not in granted]
        supports = [one for one in supports if not _outlived(one, leaning)]
    if not supports:
        stating = [one for one in found if _states(claim, one, same_name)]
        against = [one for one in against if all(_outlived(other, [one]) for other in stating)]
    return supports, against


def _for(
    claim: str, found: Sequence[JudgedSentence], same_name: SameName | None
) -> Iterator[JudgedSentence]:
    """What supports a claim: the model is sure of it, and no rule speaks against it."""
    # What stands word for word in the source no rule can speak against.
    for one in found:
        whole = stands_whole(claim.strip(), one.text)
        if _is_sure(one) and (whole or not _vetoed(claim, one, same_name)):
            yield one


def _is_sure(one: JudgedSentence) -> bool:
    """Whether the model is sure enough that a sentence supports the claim.

    Of one that has the claim's words itself it need not be in the wide context, where what stands
    around it counts too, if it is by itself. In English: the judge of other languages then grants
    what is false.
    """
    alone = one.stands_alone and is_latin(one.text)
    by_itself = alone and one.by_itself >= threshold("supported_by_itself")
    return by_itself or one.entailed.supported >= threshold(_bar(one))


def _called_off(claim: str, found: Sequence[JudgedSentence]) -> list[JudgedSentence]:
    """What tells, on the matter of a claim of something planned, that it was called off."""
    if not tells_plan(claim):
        return []
    return [one for one in found if one.own >= ON_ITS_MATTER and calls_off(one.text)]


def _leans_against(claim: str, one: JudgedSentence, same_name: SameName | None) -> bool:
    """Whether a sentence says in the claim's words that it is otherwise, by a rule and the model.

    "The viaduct cost 355 million" of a claim with 310 million.
    """
    leans = one.stands_alone and one.entailed.contradicted >= LEANS_AGAINST
    return leans and _objected(claim, one, one.text, same_name)


def _outlived(one: JudgedSentence, overtaking: Sequence[JudgedSentence]) -> bool:
    """Whether a source is older than what overtakes it."""
    # An undated source ("") is no older than any.
    return any("" < one.published < other.published for other in overtaking)


def _corrected(one: JudgedSentence, found: Sequence[JudgedSentence]) -> bool:
    """Whether its article was corrected by one that speaks on the claim's matter itself."""
    later = one.passage.corrected_by
    return any(other.passage.article == later and other.own >= ON_ITS_MATTER for other in found)


def _bar(one: JudgedSentence) -> str:
    """The threshold from which on a sentence supports: in other words the model errs more often."""
    if one.related:
        return "supported" if one.stands_alone else "supported_with_its_context"
    few = one.shared < A_THIRD
    return "supported_in_quite_other_words" if few else "supported_in_other_words"


def _against(
    claim: str, found: Sequence[JudgedSentence], same_name: SameName | None
) -> Iterator[JudgedSentence]:
    """What contradicts a claim, but for what could not yet know of what it tells.

    That is a source from before the day that the claim names, and a plan, or an expectation, where
    something newer on the matter does not speak against the claim: what was planned may have come
    otherwise. A claim that tells of a plan itself may be older than its day.
    """
    since = first_day(claim)
    denying = [one for one in found if _denies(claim, one, same_name)]
    still_open = [one.published for one in found if one.related and one not in denying]
    for one in denying:
        # An undated source ("") may be as new as any, and counts.
        if since and "" < one.published < since:
            continue
        newer = "" < one.published < max(still_open, default="")
        if not (newer and tells_plan(one.text)):
            yield one


def _states(claim: str, one: JudgedSentence, same_name: SameName | None) -> bool:
    """Whether a sentence has the claim's words, and by itself the model would grant it."""
    sure = one.stands_alone and one.narrow.supported >= threshold("supported")
    return sure and not _objected(claim, one, one.text, same_name)


def _denies(claim: str, finding: JudgedSentence, same_name: SameName | None) -> bool:
    """Whether the model is sure that a sentence on the claim's matter speaks against it.

    Where a rule names what differs, a figure, a name, a denial, it need be less sure. A sentence
    without a single word of the claim is on something else, whatever stands around it.
    """
    sure = finding.entailed.contradicted if finding.own else 0.0
    # The lower of the two bars; most sentences end here.
    if sure < threshold("contradicted_by_a_rule_too") or contradicts_nothing(claim, finding):
        return False
    by_word = sure >= threshold("contradicted") and finding.shared >= ON_ITS_MATTER
    if _differs(claim, finding, same_name):
        return by_word or finding.related
    return by_word and not hardly_contradicts(claim, finding)


def _differs(claim: str, finding: JudgedSentence, same_name: SameName | None) -> bool:
    """Whether a rule names what differs, other than a name that the sentence lacks.

    "Vale backed the plan." is not denied by "Orsk backed the plan.": both may have done so.
    """
    return bool(vetoes(claim, [finding.text], same_name=same_name, names=False))


def _vetoed(claim: str, finding: JudgedSentence, same_name: SameName | None) -> bool:
    """Whether a rule speaks against resting a claim on a sentence.

    Where a sentence nearer to the claim speaks against it, one beside it can't speak for it.
    """
    near = shared_share(claim, finding.text)
    nearer = [text for text in around(finding) if shared_share(claim, text) > near]
    return any(_objected(claim, finding, text, same_name) for text in (finding.text, *nearer))


def _objected(claim: str, finding: JudgedSentence, text: str, same_name: SameName | None) -> bool:
    """Whether a rule speaks against a claim by a text that stands in its context.

    What the claim says must stand in the text; its names may stand beside it, in the passage.
    """
    # Never the byline: who reports a sentence is not who says it, or does what it tells.
    beside = [finding.passage.title or "", finding.passage.text]
    return bool(vetoes(claim, [text], same_name=same_name, context=beside))


def _verdict(
    supports: Sequence[JudgedSentence], against: Sequence[JudgedSentence]
) -> tuple[Verdict, tuple[str, ...]]:
    """What follows, and a note where newer words outweigh older ones."""
    if not (supports or against):
        return "not in the archive", ()
    if not against:
        return "supported", ()
    if not supports:
        return "contradicted", ()
    # ISO days compare as text; the undated are oldest.
    newest, newest_against = (max(f.published for f in ones) for ones in (supports, against))
    if newest_against > newest:
        outdated = gettext("What supports the claim is older than what contradicts it.")
        return "contradicted", (outdated,)
    superseded = gettext("What contradicts the claim is older than what supports it.")
    # Of one day neither is newer: both are shown, without a word on that.
    return "supported", (superseded,) if newest > newest_against else ()


def _chosen(found: Iterable[JudgedSentence], *, against: bool = False) -> list[JudgedSentence]:
    """The surest of each matter, a sentence once, copies once."""

    def sureness(one: JudgedSentence) -> float:
        return one.entailed.contradicted if against else one.entailed.supported

    return without_repeats(sorted(found, key=lambda one: -sureness(one)), _repeats, MOST_EACH)


def _nearest(found: Sequence[JudgedSentence], first: Sequence[JudgedSentence]) -> Iterator[Quote]:
    """Those nearest to the claim, by the search and by how far the model would settle it."""

    def nearness(one: JudgedSentence) -> tuple[bool, float]:
        return one in first, one.nearness + SETTLING * (1 - one.entailed.neither)

    nearest_first = sorted(found, key=nearness, reverse=True)
    return map(quoted, without_repeats(nearest_first, _repeats, NEAREST))


def _repeats(finding: JudgedSentence, shown: JudgedSentence) -> bool:
    """Whether a sentence is one that is shown, or what a copy of its article says."""
    if quoted(finding).overlaps(quoted(shown)) or alike(finding.text, shown.text):
        return True
    # Copies of one story repeat each other at less likeness.
    return same_source(finding.passage, shown.passage) and alike(finding.text, shown.text, 0.5)
