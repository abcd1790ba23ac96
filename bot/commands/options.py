"""The options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import click


def _iso_date(_context: click.Context, _option: click.Parameter, value: str | None) -> str | None:
    """A date as 2015-06-04, as it was given."""
    try:
        return date.fromisoformat(value).isoformat() if value else None
    except ValueError:
        raise click.BadParameter(f"{value!r} is no date; write it as 2015-06-04") from None


def date_option(name: str, help_text: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """An option that takes an ISO date."""
    return click.option(name, metavar="YYYY-MM-DD", callback=_iso_date, help=help_text)


def limits(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of a question: what may be searched, and in what form the result comes."""
    options = (
        click.argument("question", required=False),
        click.option("--outlet", help="Only articles of this outlet."),
        date_option("--since", "Only what was published on or after."),
        date_option("--until", "Only what was published on or before."),
        date_option("--as-of", "Answer as of this date."),
        click.option("--literal", is_flag=True,
                     help="Take no words of the question for an outlet, a date or a phrase."),
        click.option("--k", default=8, show_default=True, type=click.IntRange(1, 100),
                     help="How many passages to bring back."),
        click.option("--json", "as_json", is_flag=True, help="One JSON object a line."),
        click.option("--batch", type=click.Path(exists=True, dir_okay=False, path_type=Path),
                     help="Answer every line of a .jsonl file: {\"id\", \"question\"}."),
    )  # fmt: skip
    for option in reversed(options):
        command = option(command)
    return command
