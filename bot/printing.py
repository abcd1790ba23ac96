"""Lines on the screen: broken at the width of a terminal and styled, or plainly into a pipe."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING

import click

from bot.exit_codes import NO_ANSWER
from bot.render import answer_lines, is_refusal, plain_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from bot.render import Line
    from retrieval.types import Answer


def console() -> Console:
    """The terminal; nothing in a text is taken for markup."""
    from rich.console import Console

    # "[bold]" and ":smile:" in an article are text, and numbers are not coloured.
    return Console(markup=False, highlight=False, emoji=False)


def show(lines: Sequence[Line]) -> None:
    """Write `lines` to standard output; only for a terminal is rich imported."""
    # FORCE_COLOR, which rich heeds as well: somebody wants the styles in a pipe.
    if sys.stdout.isatty() or os.environ.get("FORCE_COLOR"):
        print_lines(lines, console())
    elif lines:
        click.echo(plain_text(lines))


def show_answer(answer: Answer, *, as_json: bool) -> int:
    """Write an answer to standard output, and give the command's exit code."""
    if as_json:
        from bot.render_json import answer_json, json_line

        click.echo(json_line(answer_json(answer)))
    else:
        show(answer_lines(answer))
    undecided = answer.verdict == "not in the archive"  # one of several sentences may be held
    return NO_ANSWER if is_refusal(answer) or undecided else 0


def print_lines(lines: Sequence[Line], console: Console) -> None:
    """Write `lines`: broken at the width of a terminal and styled, or plainly into a pipe."""
    from rich.text import Text

    if lines and not console.is_terminal:
        # Unbroken: the width of a terminal says nothing of whoever reads the pipe.
        console.print(Text(plain_text(lines)), soft_wrap=True)
        return
    for line in lines:
        before = Text(" " * line.indent).append(line.mark, "cyan")
        # On a very narrow terminal the text would otherwise be broken at every letter.
        text, room = Text.assemble(*line.parts), max(console.width - len(before), 16)
        for row in text.wrap(console, room, overflow="fold" if line.wrap else "ignore"):
            row.rstrip()
            console.print(before.copy().append_text(row), soft_wrap=True)
            # The rows after the first stand under its text, not under its mark.
            before = Text(" " * len(before))
