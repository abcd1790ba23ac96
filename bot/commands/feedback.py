"""What readers said of answers in Discord, to look at, and as lines of an evaluation file."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from bot.startup import held_archive
from retrieval.feedback_kinds import FEEDBACK_KINDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from retrieval.archive.reader_feedback import ReaderReport

MOST_UNANSWERED = 50  # two screens of a terminal


@click.command(short_help="List what readers said of answers.")
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    type=click.Choice(FEEDBACK_KINDS),
    help="Only reports of this kind.",
)
@click.option("--jsonl", is_flag=True, help="Lines of a file for `dateline eval`, to be completed.")
@click.option(
    "--unanswered", is_flag=True, help="List unanswered questions instead, most asked first."
)
def feedback(kinds: tuple[str, ...], *, jsonl: bool, unanswered: bool) -> int:
    """List what readers said of answers: helpful, outdated, wrong, or a citation is wrong.

    Of a refusal they may say that the answer is in the archive after all. With --unanswered the
    questions that got a refusal are listed, those asked most often first.

    With --jsonl each report is a line of an evaluation file. A helpful answer's articles are the
    ones to be found; for the others a person adds what the right answer is.
    """
    from retrieval.archive.reader_feedback import reports

    if unanswered and (jsonl or kinds):
        raise click.UsageError("--unanswered lists questions; leave --jsonl and --kind out.")
    if unanswered:
        return _list_unanswered()
    with held_archive() as archive:
        found = [one for one in reports(archive) if not kinds or one.kind in kinds]
    text = "\n".join(map(report_line, found)) if jsonl else reports_text(found, kinds)
    if text:
        click.echo(text)
    return 0


def _list_unanswered() -> int:
    from bot.text import fold, with_count
    from retrieval.archive.reader_feedback import unanswered

    with held_archive() as archive:
        found = unanswered(archive, MOST_UNANSWERED)
    lines = [
        f"{with_count(one.times, 'time')}  {one.last[:10]}  {fold(one.question)}" for one in found
    ]
    click.echo("\n".join(lines) or "Every question got an answer so far.")
    return 0


def report_line(report: ReaderReport) -> str:
    """A report as a line of an evaluation file, its id the receipt and what was said."""
    from retrieval.evaluation.questions import line_for_report

    # What a reader calls wrong has no known answer: a person fills it in.
    helped = report.kind == "helpful"
    return line_for_report(
        report.question,
        key=f"{report.receipt}-{report.kind.replace(' ', '-')}",
        kind=report.kind,
        docs=report.sources if helped else (),
        # A refusal that helped: the archive holds no answer, and saying so was right.
        refuse=helped and not report.found,
        note=None
        if helped
        else "; ".join([f"cited: {'; '.join(report.sources)}", *report.remarks]),
    )


def reports_text(found: Sequence[ReaderReport], kinds: Sequence[str] = ()) -> str:
    """The reports for people, a line each, the earliest first; `kinds` are those asked for."""
    from bot.text import fold, with_count

    if not found and kinds:
        return f"No answer has been called {' or '.join(kinds)} yet."
    if not found:
        return "No reader has said anything of an answer yet."
    lines = [
        # Days alone; the receipt leads to the rest.
        f"{one.created[:10]}  {one.receipt}  {one.kind} ({with_count(one.readers, 'reader')})  "
        f"{fold(one.question.text)}" + "".join(f"\n    {fold(remark)}" for remark in one.remarks)
        for one in found
    ]
    return "\n".join([*lines, "", f"{with_count(len(found), 'report')}."])
