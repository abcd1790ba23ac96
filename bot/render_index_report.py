"""What an indexing run did, as plain text for people. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.text import fold
from retrieval.messages import gettext, ngettext, number_words
from retrieval.redaction import redacted

if TYPE_CHECKING:
    from retrieval.types import Change, Failure, IndexReport

MOST_ENDINGS = 5
"""How many types of files that were left out are named."""


def index_report_text(report: IndexReport) -> str:
    """What an indexing run did: the counts, and each failure; for a dry run, each article."""
    counts = {
        "added": len(report.added),
        "updated": len(report.updated),
        "unchanged": report.unchanged,
        "removed": len(report.removed),
        "failed": len(report.failed),
    }
    form = gettext(
        "{added} added, {updated} updated, {unchanged} unchanged, {removed} removed, "
        "{failed} failed"
    )
    if report.dry_run:
        form = gettext(
            "{added} to add, {updated} to update, {unchanged} unchanged, {removed} to remove, "
            "{failed} failed"
        )
    failed = gettext("failed")
    lines = [f"{form.format(**counts)}{_effort(report)}.", *_planned(report)]
    lines += [f"  {failed}: {_because(failure)}" for failure in report.failed]
    lines += _left_out(report)
    lines += [report.advice] if report.advice else []
    return "\n".join(lines + [gettext("Nothing was written.")] * report.dry_run)


def _planned(report: IndexReport) -> list[str]:
    """What a dry run would do, a line for each article."""
    groups = {
        gettext("to add"): report.added,
        gettext("to update"): report.updated,
        gettext("to remove"): report.removed,
    }
    planned = [f"  {verb}: {_because(one)}" for verb, many in groups.items() for one in many]
    return planned if report.dry_run else []


def _left_out(report: IndexReport) -> list[str]:
    """The files of types that are not read, the commonest types named."""
    count = sum(report.others.values())
    if not count:
        return []
    # The most frequent first, and by name among equals, so that two runs tell the same.
    common = sorted(report.others, key=lambda ending: (-report.others[ending], ending))
    bare = gettext("no ending")
    named = ", ".join(
        f"{fold(ending) or bare} {report.others[ending]}" for ending in common[:MOST_ENDINGS]
    )
    more = ", ..." if len(common) > MOST_ENDINGS else ""
    form = ngettext(
        "left out: {count} file of another type ({types})",
        "left out: {count} files of other types ({types})",
        count,
    )
    return [f"  {form.format(count=number_words(count), types=named + more)}"]


def _because(item: Change | Failure) -> str:
    # The address of a feed may hold a password, and so may the reason that names it.
    return f"{fold(redacted(item.source))} — {fold(redacted(item.reason))}"


def _effort(report: IndexReport) -> str:
    # A run that embedded nothing took no time worth telling.
    if not report.chunks_embedded:
        return ""
    form = ngettext(
        " ({count} passage embedded in {seconds} s)",
        " ({count} passages embedded in {seconds} s)",
        report.chunks_embedded,
    )
    count = number_words(report.chunks_embedded)
    return form.format(count=count, seconds=f"{report.seconds:.1f}")
