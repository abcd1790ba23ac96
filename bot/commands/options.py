"""The options that several commands share."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from retrieval.typed_days import limit_day

if TYPE_CHECKING:
    from retrieval.types import StatedMetadata


def _iso_date(_context: click.Context, option: click.Parameter, value: str | None) -> str | None:
    """The day that a limit is, as 2015-06-04."""
    try:
        return limit_day(str(option.name), value) if value else None
    except ValueError as error:
        raise click.BadParameter(str(error)) from None


def date_option(name: str, help_text: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """An option that takes a day, or a month or a year of which one end is meant."""
    return click.option(name, metavar="YYYY[-MM[-DD]]", callback=_iso_date, help=help_text)


def words_argument(
    name: str, *, required: bool = True
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """An argument of one or more words: a question needs no quotation marks in the shell."""
    metavar = name.upper() if required else f"[{name.upper()}]"
    return click.argument(name, nargs=-1, required=required, metavar=metavar, callback=_as_text)


def _as_text(
    _context: click.Context, _argument: click.Parameter, words: tuple[str, ...]
) -> str | None:
    """The words as one text; None where there are none."""
    return " ".join(words) if words else None


def batch_option(help_text: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """An option that takes a file with one JSON object a line."""
    # Checked for being there by click, before the command begins.
    file = click.Path(exists=True, dir_okay=False, path_type=Path)
    return click.option("--batch", metavar="FILE", type=file, help=help_text)


def page_option(command: Callable[..., Any]) -> Callable[..., Any]:
    """An option that names the file into which the answer is written as a page."""
    file = click.Path(dir_okay=False, path_type=Path)
    return click.option(
        "--html",
        "page",
        metavar="FILE",
        type=file,
        help="Also write it into FILE, as an HTML page.",
    )(command)


def typed_or_piped(text: str | None) -> str:
    """What was typed; or standard input, for `-`, or where it is a pipe and nothing was typed."""
    if text == "-" or (text is None and not sys.stdin.isatty()):
        return sys.stdin.read()
    return text or ""


def limits(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options of a question: what may be searched, and in what form the result comes."""
    options = (
        words_argument("question", required=False),
        click.option("--outlet", help="Only articles of this outlet."),
        date_option("--since", "Only what was published on this day or after."),
        date_option("--until", "Only what was published on this day or before."),
        date_option("--as-of", "Answer with what was published by this date."),
        click.option("--literal", is_flag=True,
                     help="Don't treat words of the question as an outlet, date or exact phrase."),
        click.option("--k", default=8, show_default=True, type=click.IntRange(1, 100),
                     help="How many passages to bring back."),
        click.option("--json", "as_json", is_flag=True, help="One JSON object a line."),
        batch_option("Answer every line of a .jsonl file: {\"id\", \"question\"}."),
    )  # fmt: skip
    # In reverse, so that they are listed in this order.
    for option in reversed(options):
        command = option(command)
    return command


def stated_by(**given: str | None) -> StatedMetadata:
    """What the options of a command state of articles; the date in any form that is whole.

    Raises:
        BadParameter: The date is not whole, or can't be one of publication; a value is blank.
    """
    from retrieval.types import NOTHING

    said = {name: value for name, value in given.items() if value is not None}
    if not said:
        return NOTHING
    # Here, where something is stated: with it come all the rules on dates.
    from retrieval.reading.stated_metadata import stated_from

    for name, value in said.items():
        if not value.strip():
            reason = "It is empty; say what is right, or leave the option out."
            raise click.BadParameter(reason, param_hint=f"--{name}")
    try:
        return stated_from(dict(said))
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--published") from None
