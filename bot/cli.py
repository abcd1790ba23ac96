"""The command line. A command imports what it needs when it runs: `--help` is instant."""

from __future__ import annotations

import atexit
import gc
import os
import sys
from typing import TYPE_CHECKING

import click

from bot.commands import (
    analysis,
    archive,
    asking,
    bot,
    checking,
    evaluating,
    feedback,
    feeds,
    keeping,
    names,
    serving,
)
from bot.commands.help_texts import tell_in_every_language
from retrieval.messages import LANGUAGES, speaking, system_language

if TYPE_CHECKING:
    from collections.abc import Sequence

# In the order of use: fill it, ask it, ask in other forms, check what was answered, look after
# the articles, measure, keep the archive sound, serve it.
COMMANDS = (
    archive.index, feeds.feeds,
    asking.ask, asking.chat, asking.search,
    analysis.timeline, analysis.compare, analysis.check,
    checking.verify, checking.pin, checking.export,
    archive.articles, archive.show, archive.edit, archive.remove, names.names,
    evaluating.evaluate, feedback.feedback,
    archive.doctor, archive.rebuild, keeping.backup, keeping.restore, keeping.share,
    bot.bot, serving.mcp, serving.serve,
)  # fmt: skip


class _InOrder(click.Group):
    """Lists its commands in the order of their use, not of the alphabet."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)


@click.group(
    cls=_InOrder,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(package_name="dateline")
@click.pass_context
def cli(context: click.Context) -> None:
    """Answer questions from your own article archive, every sentence with an exact citation."""
    # `dateline` alone is a conversation; from a script, where nobody types, it is the help.
    if context.invoked_subcommand is None:
        if sys.stdin.isatty() and sys.stdout.isatty():
            context.invoke(asking.chat)
        else:
            click.echo(context.get_help())


for command in COMMANDS:
    cli.add_command(command)
# After all commands are there: it walks through them, and through those in the groups.
tell_in_every_language(cli)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and give its exit code; every error becomes one sentence on stderr."""
    from bot.exit_codes import exit_code
    from retrieval.child_processes import leave_current_folder

    given = [_as_text(word) for word in (sys.argv[1:] if arguments is None else arguments)]
    # Before a command imports a library: a `numpy.py` among the articles must not pass for it.
    leave_current_folder()
    # At the end of a process its objects are left to the system: taking apart what the libraries
    # have built, one by one, takes as long as answering a question.
    atexit.register(gc.freeze)
    # Until a command reads the settings, which may name another language (`speak_only`).
    with speaking(system_language(LANGUAGES)):
        return exit_code(lambda: cli.main(given, prog_name="dateline", standalone_mode=False))


def _as_text(word: str) -> str:
    """A word of the command line; bytes that are no text as escapes, unless a file is named so."""
    # A byte that is no UTF-8 comes as a lone surrogate, which is not printable: "caf\udce9".
    if word.isprintable() or os.path.lexists(word):
        return word
    return os.fsencode(word).decode("utf-8", "backslashreplace")


if __name__ == "__main__":
    sys.exit(main())
