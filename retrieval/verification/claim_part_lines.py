"""What is said of each sentence of a text that was checked, a line for each."""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.messages import gettext
from retrieval.types import ClaimPart

LONGEST = 160  # characters of a sentence that are repeated


def part_lines(parts: Sequence[ClaimPart]) -> list[str]:
    """Each sentence, numbered, after its verdict or after why it has none."""
    return [f"{number}. {_finding(one)}: {_cut(one.text)}" for number, one in enumerate(parts, 1)]


def _finding(part: ClaimPart) -> str:
    if part.left_out == "no statement":
        return gettext("Left out, it states nothing")
    if part.left_out == "leans":
        return gettext("Not judged, it depends on another sentence")
    told = {
        "supported": gettext("Supported"),
        "contradicted": gettext("Contradicted"),
        "not in the archive": gettext("Not in the archive"),
    }
    return told[part.verdict or "not in the archive"]


def _cut(text: str) -> str:
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…"
