"""The command line. A command imports what it needs when it runs: `--help` is instant."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from bot.commands import (
    archive,
    asking,
    bot,
    checking,
    evaluating,
    feedback,
    feeds,
    forms,
    names,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMANDS = (
    asking.ask, asking.search, asking.chat,
    forms.timeline, forms.compare, forms.check,
    archive.index, archive.articles, archive.show, archive.remove,
    archive.doctor, archive.rebuild,
    checking.verify, checking.export, evaluating.evaluate,
    names.names,
    feeds.feeds,
    feedback.feedback,
    bot.bot,
)  # fmt: skip


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="dateline")
@click.pass_context
def cli(context: click.Context) -> None:
    """Answer questions from your own article archive, every sentence with an exact citation."""
    if context.invoked_subcommand is None:
        if sys.stdin.isatty() and sys.stdout.isatty():
            context.invoke(asking.chat)
        else:
            click.echo(context.get_help())


for command in COMMANDS:
    cli.add_command(command)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and give its exit code; every error becomes one sentence on stderr."""
    from bot.outcome import exit_code

    return exit_code(lambda: cli.main(arguments, prog_name="dateline", standalone_mode=False))


if __name__ == "__main__":
    sys.exit(main())
