"""The check of a text of several sentences: each is judged by itself, and the text by them all.

A sentence that leans on the one before is judged only where that one is supported, and takes
both its own verdict and that of the two together, on the same quotation: alone it might be true of
something else, and together the first might speak for the second. The text is "contradicted" where
a sentence is, and "supported" only where every sentence that states something is.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from retrieval.messages import gettext
from retrieval.models.entailment import Entails
from retrieval.search.claim_sentences import ClaimSentence, claim_sentences
from retrieval.search.decompose import in_turn
from retrieval.search.hit import Hit
from retrieval.types import Answer, ClaimPart, Verdict
from retrieval.types.draft import NEAREST, Draft, DraftPart, Place
from retrieval.verification.claim import check_claim
from retrieval.verification.claim_part_lines import part_lines
from retrieval.veto import SameName

Check = Callable[[str, Sequence[Hit]], Draft]
"""From a single claim and the passages near it to what is said of it."""


def check_text(
    entailment: Entails,
    claim: str,
    found: Sequence[Sequence[Hit]],
    same_name: SameName | None = None,
) -> Draft:
    """The verdict on a claim, or on each sentence of one of several.

    Args:
        entailment: Judges each sentence.
        claim: As it was typed.
        found: The passages near each sentence that is judged, or near the one claim.
        same_name: Whether two names are known spellings of one.
    """
    check = partial(check_claim, entailment, same_name=same_name)
    parts = claim_sentences(claim)
    # A single claim, whose passages come as one list.
    if not parts:
        return check(claim, [hit for part in found for hit in part])
    drafts = _drafts(check, parts, found)
    told = [_told(number, draft) for number, draft in enumerate(drafts, start=1)]
    checked = tuple(_checked(*pair) for pair in zip(parts, told, strict=True))
    nearest = in_turn([draft.nearest for draft in told], lambda one: one)
    return Draft(
        "extractive",
        tuple(one for draft in told for one in draft.statements),
        verdict_of(checked),
        tuple(note for draft in told for note in draft.notes),
        tuple(nearest[:NEAREST]),
        parts=checked,
    )


def verdict_of(parts: Iterable[DraftPart | ClaimPart]) -> Verdict:
    """What follows for a text from its sentences; one that was not judged supports nothing."""
    # The None of a sentence that was not judged keeps all from being "supported".
    verdicts = {one.verdict for one in parts if one.left_out != "no statement"}
    if "contradicted" in verdicts:
        return "contradicted"
    return "supported" if verdicts == {"supported"} else "not in the archive"


def with_parts(answer: Answer, draft: Draft) -> Answer:
    """The answer with what its draft says of each sentence, as far as that still stands."""
    if not draft.parts:
        return answer
    # What fell at `verify` has no number here.
    numbers = {(one.article, (one.start, one.end)): one.number for one in answer.citations}
    parts = tuple(_standing(one, numbers) for one in draft.parts)
    each = "\n".join(part_lines(parts))
    # A refusal's first line says what was searched, and stays the first.
    text = f"{each}\n\n{answer.text}" if answer.found else f"{answer.text}\n{each}"
    return replace(answer, parts=parts, verdict=verdict_of(parts), text=text)


def _standing(part: DraftPart, numbers: Mapping[Place, int]) -> ClaimPart:
    """A sentence with its citations; where none stands any more, nothing is settled by it."""
    places = {quote.place for quote in part.quotes}
    cited = tuple(sorted(numbers[place] for place in places if place in numbers))
    settled = cited or part.verdict is None
    verdict = part.verdict if settled else "not in the archive"
    return ClaimPart(part.text, verdict, cited, part.left_out)


def _drafts(
    check: Check, parts: Sequence[ClaimSentence], found: Sequence[Sequence[Hit]]
) -> Iterator[Draft]:
    """What is said of each sentence; of one that is not judged, nothing."""
    # The plan has one search for each sentence that is not left out, in this order.
    waiting = iter(found)
    verdicts: dict[str, Verdict | None] = {}
    for part in parts:
        draft = Draft("extractive")
        if part.left_out is None:
            # Taken whether or not it is judged: the next list is the next sentence's.
            hits = next(waiting)
            if not part.before:
                draft = check(part.text, hits)
            elif verdicts.get(part.before) == "supported":
                draft = _leaning(check, part, hits)
        verdicts[part.text] = draft.verdict
        yield draft


def _leaning(check: Check, part: ClaimSentence, hits: Sequence[Hit]) -> Draft:
    """What is said of a sentence that leans on another: what it and both together agree on."""
    alone, both = check(part.text, hits), check(part.whole, hits)
    # By one place and the same: what one sentence holds alone, and another only with the sentence
    # before, is not held.
    shared = {(one.heading, one.places) for one in both.statements}
    kept = tuple(one for one in alone.statements if (one.heading, one.places) in shared)
    # What decides the verdict stands first; without it in common nothing is settled.
    leads = [one.heading for one in (*kept[:1], *alone.statements[:1])]
    if alone.verdict != both.verdict or not kept or leads[0] != leads[-1]:
        nearest = alone.nearest or both.nearest
        return Draft("extractive", verdict="not in the archive", nearest=nearest)
    return replace(alone, statements=kept)


def _told(number: int, draft: Draft) -> Draft:
    """A sentence's draft, its headings and notes saying of which sentence they speak."""
    # In the language that is spoken, as claim.py has just put them.
    headings = {
        gettext("Supports it"): gettext("Supports sentence {number}"),
        gettext("Contradicts it"): gettext("Contradicts sentence {number}"),
    }
    statements = tuple(
        replace(one, heading=headings[one.heading or ""].format(number=number))
        for one in draft.statements
    )
    form = gettext("Sentence {number}: {note}")
    notes = tuple(form.format(number=number, note=note) for note in draft.notes)
    return replace(draft, statements=statements, notes=notes)


def _checked(part: ClaimSentence, draft: Draft) -> DraftPart:
    quotes = tuple(quote for one in draft.statements for quote in one.quotes)
    left_out = part.left_out or ("leans" if draft.verdict is None else None)
    return DraftPart(part.text, draft.verdict, quotes, left_out)
