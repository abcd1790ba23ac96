"""The line that each sentence of a checked text gets."""

from __future__ import annotations

from retrieval.messages import speaking
from retrieval.types import ClaimPart
from retrieval.verification.claim_part_lines import LONGEST, part_lines

PARTS = (
    ClaimPart("Vale joined.", "supported", (1,)),
    ClaimPart("Vale left.", "contradicted", (2,)),
    ClaimPart("Vale slept.", "not in the archive"),
    ClaimPart("Is it so?", None, left_out="no statement"),
    ClaimPart("It slept.", None, left_out="leans"),
)


def test_each_sentence_stands_behind_its_verdict_or_why_it_has_none() -> None:
    assert part_lines(PARTS) == [
        "1. Supported: Vale joined.",
        "2. Contradicted: Vale left.",
        "3. Not in the archive: Vale slept.",
        "4. Left out, it states nothing: Is it so?",
        "5. Not judged, it depends on another sentence: It slept.",
    ]
    assert part_lines(()) == []


def test_the_words_are_in_the_askers_language() -> None:
    english = {line.partition(":")[0] for line in part_lines(PARTS)}
    for other in ("ru", "kk"):
        with speaking(other):
            assert english.isdisjoint(line.partition(":")[0] for line in part_lines(PARTS))


def test_a_long_sentence_is_cut() -> None:
    (line,) = part_lines([ClaimPart("long " * 100, "supported")])
    assert line.endswith("long…")
    assert len(line) <= LONGEST + len("1. Supported: ")
