"""A correction that speaks of a claim: what is older than it supports the claim no more.

"An earlier version said that the crew belonged to the operator. It was a subcontractor's.": other
outlets' reports of before may say the same as that version did, and nobody corrects them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from retrieval.models.entailment import Entails, under_title
from retrieval.search.hit import Hit

SPOKEN_OF = 0.5
"""The least probability that a note settles a claim, either way: then it speaks of it."""


def corrected_on(entailment: Entails, claim: str, hits: Sequence[Hit]) -> str:
    """The newest day of an article that corrects what a claim says, ISO; empty if none does.

    Args:
        entailment: Judges the claim on each note.
        claim: As it was typed.
        hits: The passages near it.
    """
    notes = dict(_notes(hits))
    judged = entailment.judge([(claim, note) for note in notes])
    days = [
        day
        for day, told in zip(notes.values(), judged, strict=True)
        if told.supported + told.contradicted >= SPOKEN_OF
    ]
    return max(days, default="")


def _notes(hits: Sequence[Hit]) -> Iterator[tuple[str, str]]:
    """The notes on earlier versions in the passages, under their titles, each with its day."""
    for hit in hits:
        passage = hit.passage
        told = [
            one.text
            for one in hit.sentences
            if passage.note and passage.note[0] < one.span[1] and one.span[0] < passage.note[1]
        ]
        if told and passage.published:
            yield under_title(passage.title, " ".join(told)), passage.published
