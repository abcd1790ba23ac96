"""What a correction speaks of is supported by nothing that is older."""

from __future__ import annotations

from dataclasses import replace

from retrieval.answer.claim import write
from retrieval.answer.claim_corrections import corrected_on
from retrieval.search.hit import Hit
from support.passages import Says, hit, with_passage

CLAIM = "The crew belonged to the operator."
NOTE = "An earlier version said that the crew was the operator's."
JUDGE = Says({"belonged": (0.95, 0.0), "An earlier version": (0.1, 0.8)})


def corrected(day: str | None, note: str = NOTE) -> Hit:
    found = hit("newer", note, "Seven people died.", title="A blast")
    return with_passage(found, note=(0, len(note)), published=day)


OLDER = hit("older", "The crew belonged to the operator Vesper.", published="2025-01-15")


def test_the_day_of_a_correction_that_speaks_of_the_claim_is_told() -> None:
    assert corrected_on(JUDGE, CLAIM, [OLDER, corrected("2025-01-20")]) == "2025-01-20"
    other = corrected("2025-01-20", "The title was misspelt.")
    assert corrected_on(JUDGE, CLAIM, [OLDER, other]) == ""
    assert corrected_on(JUDGE, CLAIM, [OLDER, corrected(None)]) == ""
    assert corrected_on(JUDGE, CLAIM, []) == ""


def test_what_is_older_than_the_correction_supports_nothing() -> None:
    assert write(JUDGE, CLAIM, [OLDER]).verdict == "supported"
    assert write(JUDGE, CLAIM, [OLDER, corrected("2025-01-20")]).verdict != "supported"
    newer = replace(OLDER, passage=replace(OLDER.passage, published="2025-02-01"))
    assert write(JUDGE, CLAIM, [newer, corrected("2025-01-20")]).verdict == "supported"
