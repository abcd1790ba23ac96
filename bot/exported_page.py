"""The page of an earlier answer, by its receipt."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.render_page import answer_page
from retrieval.errors import UsageError
from retrieval.receipts.exporting import exportable
from retrieval.receipts.receipts import find_receipt, recall
from retrieval.redaction import redacted

if TYPE_CHECKING:
    from pathlib import Path

    from retrieval.archive.store import Archive
    from retrieval.types import Answer


def exported_page(archive: Archive, receipt: str) -> str:
    """What stands of the answer with this receipt as a page of HTML, without secrets.

    Raises:
        UsageError: There is no such receipt, or nothing of the answer stands.
    """
    exported = exportable(archive, receipt)
    recalled = recall(archive, receipt)
    # Another process may have let the receipt go since the line before.
    if recalled is None:
        raise UsageError(f"There is no receipt {receipt!r} in this archive.")
    return redacted(answer_page(exported, recalled, find_receipt(archive, receipt).created))


def write_page(archive: Archive, answer: Answer, file: Path) -> None:
    """Write the page of an answer that was just given.

    Raises:
        UsageError: It quotes nothing, left no receipt, or the file can't be written.
    """
    if answer.receipt is None:
        raise UsageError("The archive can't be written to, so there is no receipt to export.")
    text = exported_page(archive, answer.receipt)
    try:
        file.write_text(text, "utf-8")
    except OSError as error:
        # The answer was shown already: its page can be had without asking again.
        raise UsageError(
            f"{file} can't be written: {error.strerror}. Name another file; the answer is kept: "
            f"dateline export {answer.receipt} --html"
        ) from None
