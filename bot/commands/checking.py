"""Checking what was answered before."""

from __future__ import annotations

import json
from pathlib import Path

import click

from bot.startup import held_archive


@click.command(short_help="Whether the citations of an earlier answer still stand.")
@click.argument("receipt")
@click.option("--json", "as_json", is_flag=True, help="The result as JSON.")
def verify(receipt: str, *, as_json: bool) -> int:
    """Say whether the citations of an earlier answer still stand as they were shown."""
    from bot.printing import show
    from bot.render_archive import as_lines, verified_text
    from bot.render_json import json_line, verified_json
    from retrieval.receipts.receipts import find_receipt, verify_receipt

    with held_archive() as archive:
        kept = find_receipt(archive, receipt)
        verified = verify_receipt(archive, kept)
    if as_json:
        click.echo(json_line(verified_json(kept, verified)))
    else:
        show(as_lines(verified_text(kept, verified)))
    # 3, as for a question without an answer: what was cited does not stand as it did.
    return 0 if all(one.standing == "exact" for one in verified) else 3


@click.command(short_help="Keep the receipt of an earlier answer for ever.")
@click.argument("receipts", metavar="RECEIPT...", nargs=-1, required=True)
@click.option("--undo", is_flag=True, help="Unpin them: they go when their time is up.")
def pin(receipts: tuple[str, ...], *, undo: bool) -> int:
    """Keep earlier answers beyond DATELINE_RECEIPT_DAYS: all or, if one is unknown, none."""
    from bot.text import with_count
    from retrieval.archive.retention import pin_receipts

    with held_archive() as archive:
        pin_receipts(archive, receipts, pinned=not undo)
    click.echo(
        f"{with_count(len(receipts), 'receipt')} {'no longer pinned' if undo else 'pinned'}."
    )
    return 0


@click.command(short_help="Export an earlier answer for a report, or the whole archive.")
@click.argument("receipt", required=False)
@click.option("--md", "form", flag_value="md", help="As Markdown (the default).")
@click.option("--html", "form", flag_value="html", help="As an HTML page, in one file.")
@click.option("--json", "form", flag_value="json", help="As one JSON object: what still stands.")
@click.option("--csl", "form", flag_value="csl", help="As CSL-JSON, for a reference manager.")
@click.option(
    "--by-article",
    is_flag=True,
    help="In Markdown, number the articles, as Discord does, not the quotations.",
)
@click.option(
    "--archive", "file", metavar="FILE.jsonl", type=click.Path(path_type=Path),
    help="The whole archive into a file of JSON lines, for `dateline index` in an empty home.",
)  # fmt: skip
def export(receipt: str | None, form: str | None, file: Path | None, *, by_article: bool) -> None:
    """Give an earlier answer in a form for reports, with only the citations that still stand.

    With --archive and no receipt, write all that the archive holds into a file.
    """
    if (receipt is None) == (file is None):
        raise click.UsageError("Name a receipt, or with --archive a file; one of the two.")
    if file is not None and (form or by_article):
        raise click.UsageError(
            "--archive writes the whole archive as JSON lines; leave the forms of an answer out."
        )
    if by_article and form not in (None, "md"):
        raise click.UsageError(f"--by-article is for Markdown; leave it or --{form} out.")
    if file is not None:
        _export_archive(file)
    elif receipt is not None:
        _export_answer(receipt, form, by_article=by_article)


def _export_archive(file: Path) -> None:
    from bot.text import with_count, without_controls
    from retrieval.archive.dump import write_dump

    with held_archive() as archive:
        count = write_dump(archive, file)
    click.echo(f"Exported {with_count(count, 'article')} to {without_controls(str(file))}.")


def _export_answer(receipt: str, form: str | None, *, by_article: bool) -> None:
    from bot.exported_page import exported_page
    from bot.render_json import json_line
    from bot.text import without_controls
    from retrieval.receipts.exporting import as_csl, as_json
    from retrieval.receipts.markdown_export import as_markdown
    from retrieval.redaction import redacted, redacted_values

    with held_archive() as archive:
        # No form may hold a secret: values are cleaned before they become JSON, Markdown is as a
        # whole, and a page comes clean.
        match form:
            case "csl":
                text = json.dumps(redacted_values(as_csl(archive, receipt)), indent=2)
            case "html":
                text = exported_page(archive, receipt).rstrip("\n")
            case "json":
                # Numbered as they were in the answer, so that marks in other texts still fit.
                text = json_line(redacted_values(as_json(archive, receipt)))
            case _:
                told = as_markdown(archive, receipt, by_article=by_article)
                text = without_controls(redacted(told)).rstrip("\n")
    click.echo(text)
