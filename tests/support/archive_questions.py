"""Questions about an archive of these outlets, understood on this day."""

from __future__ import annotations

from datetime import date

from retrieval.search.archive_question import ArchiveQuestion, archive_question

TODAY = date(2026, 11, 28)
OUTLETS = ("The Larkfield Courier", "Vesper Daily", "Délano Post", "RFE/RL", "TASS")
COURIER, VESPER, TASS = "The Larkfield Courier", "Vesper Daily", "TASS"


def read(question: str) -> ArchiveQuestion | None:
    return archive_question(question, OUTLETS, TODAY)
