"""Checking what was answered before."""

from __future__ import annotations

import click

from bot.opening import held_archive


@click.command()
@click.argument("receipt")
@click.option("--json", "as_json", is_flag=True, help="The result as JSON.")
def verify(receipt: str, *, as_json: bool) -> int:
    """Say whether the citations of an earlier answer still stand as they were shown."""
    from bot.render_archive import verified_text
    from bot.render_json import json_line, verified_json
    from retrieval.answer.receipts import find_receipt
    from retrieval.answer.receipts import verify as verify_receipt

    with held_archive() as archive:
        kept = find_receipt(archive, receipt)
        verified = verify_receipt(archive, kept)
    click.echo(
        json_line(verified_json(kept, verified)) if as_json else verified_text(kept, verified)
    )
    return 0 if all(one.standing == "exact" for one in verified) else 3
