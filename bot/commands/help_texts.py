"""What `--help` says, in the language that is spoken: looked up only once help is asked for.

The texts stand in English where the commands are made, in their docstrings and options. Errors
of the command line stay in English, with the line of usage above them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import suppress

import click

from retrieval.messages import LANGUAGES, gettext, gettext_noop, language, speaking

# click's own words are looked up in this program's catalogues, as the others are.
_OF_CLICK = (
    gettext_noop("Options"),
    gettext_noop("Commands"),
    gettext_noop("Show this message and exit."),
    gettext_noop("Show the version and exit."),
)
"""What the library itself puts into a help, and hands over as the commands' texts are."""

_EXTRA = "  ["  # Only articles of this outlet.  [default: 8; 1<=x<=100]


class HelpFormatter(click.HelpFormatter):
    """Writes each text of a help in the language that is spoken."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        """The first line of a help."""
        super().write_usage(prog, args, prefix or gettext("Usage:") + " ")

    def write_heading(self, heading: str) -> None:
        """What stands over the options and the commands."""
        super().write_heading(gettext(heading))

    def write_text(self, text: str) -> None:
        """What a command says of itself."""
        super().write_text(gettext(_as_message(text)))

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        """The options or the commands, a line or more each."""
        super().write_dl([(name, _row(told)) for name, told in rows], col_max, col_spacing)


class HelpContext(click.Context):
    """A command's call, whose help is in the language of the settings or else the system's."""

    def get_help(self) -> str:
        """The help, as it is shown."""
        # click makes the formatter itself, of the class that the context names.
        self.formatter_class = HelpFormatter
        with speaking(_set_language() or language()):
            return super().get_help()


def tell_in_every_language(command: click.Command) -> None:
    """Have a command, and those in it, show their help in the language that is spoken."""
    command.context_class = HelpContext
    if command.help and not command.short_help:
        # Whole: cut to the terminal's width it would be no message of the catalogues.
        command.short_help = command.get_short_help_str(limit=len(command.help))
    if isinstance(command, click.Group):
        for each in command.commands.values():
            tell_in_every_language(each)


def help_texts(command: click.Command) -> Iterator[str]:
    """Every text that a command, and those in it, show in their help, as the catalogues have it."""
    yield from (_as_message(text) for text in (command.help, command.short_help) if text)
    # Options alone: an argument has no text of its own in click.
    yield from (one.help for one in command.params if isinstance(one, click.Option) and one.help)
    if isinstance(command, click.Group):
        for each in command.commands.values():
            yield from help_texts(each)


def _row(told: str) -> str:
    text, between, extra = told.partition(_EXTRA)
    # The words in brackets are click's; the numbers in them stay as they are.
    extra = extra.replace("default: ", gettext("default: ")).replace(
        "required", gettext("required")
    )
    return f"{gettext(text)}{between}{extra}" if text else told


def _as_message(text: str) -> str:
    """A text of several lines as the catalogues have it: a line for each of its paragraphs."""
    return "\n\n".join(" ".join(one.split()) for one in text.split("\n\n") if one.strip())


def _set_language() -> str | None:
    """The language that the settings choose; None where they choose none that is known."""
    from retrieval.env_file import look_up
    from retrieval.errors import DatelineError

    with suppress(DatelineError):  # what is wrong with a file is told by what needs it
        named = look_up("DATELINE_LANGUAGE")
        return named if named in LANGUAGES else None
    return None
