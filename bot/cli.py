"""The command line. A command imports what it needs when it runs: `--help` is instant."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from collections.abc import Sequence

    from retrieval.archive.store import Archive
    from retrieval.settings import Settings
    from retrieval.types import Question


def _iso_date(_context: click.Context, _option: click.Parameter, value: str | None) -> str | None:
    """A date as 2015-06-04, as it was given."""
    try:
        return date.fromisoformat(value).isoformat() if value else None
    except ValueError:
        raise click.BadParameter(f"{value!r} is no date; write it as 2015-06-04") from None


def _date_option(name: str, help_text: str) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    return click.option(name, metavar="YYYY-MM-DD", callback=_iso_date, help=help_text)


def _limits(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that `ask` and `search` share."""
    options = (
        click.argument("question", required=False),
        click.option("--outlet", help="Only articles of this outlet."),
        _date_option("--since", "Only what was published on or after."),
        _date_option("--until", "Only what was published on or before."),
        _date_option("--as-of", "Answer as of this date."),
        click.option("--k", default=8, show_default=True, type=click.IntRange(1, 100),
                     help="How many passages to bring back."),
        click.option("--json", "as_json", is_flag=True, help="One JSON object a line."),
        click.option("--batch", type=click.Path(exists=True, dir_okay=False, path_type=Path),
                     help="Answer every line of a .jsonl file: {\"id\", \"question\"}."),
    )  # fmt: skip
    for option in reversed(options):
        command = option(command)
    return command


@click.group(invoke_without_command=True, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="dateline")
@click.pass_context
def cli(context: click.Context) -> None:
    """Answer questions from your own article archive, every sentence with an exact citation."""
    if context.invoked_subcommand is None:
        if sys.stdin.isatty() and sys.stdout.isatty():
            context.invoke(chat)
        else:
            click.echo(context.get_help())


@cli.command()
@click.argument("paths", nargs=-1)
@click.option("--dry-run", "-n", is_flag=True, help="Say what would be done, and do nothing.")
@click.option("--json", "as_json", is_flag=True, help="The report as JSON.")
def index(paths: tuple[str, ...], *, dry_run: bool, as_json: bool) -> int:
    """Add and update articles, and remove those whose file is gone from an indexed folder.

    PATHS are files, folders or URLs of pages; without any, the folder DATELINE_ARTICLES.
    """
    from bot.progress import index_progress
    from bot.render_archive import report_text
    from bot.render_json import json_line, report_json
    from retrieval import factory

    settings = _settings()
    with index_progress() as progress:
        report = factory.index(
            settings, paths or (settings.articles,), progress=progress, dry_run=dry_run
        )
    click.echo(json_line(report_json(report)) if as_json else report_text(report))
    return 4 if report.failed else 0


@cli.command()
@_limits
def ask(question: str | None, *, as_json: bool, batch: Path | None, **limits: Any) -> int:
    """Answer QUESTION (or - for standard input) from the archive, with citations."""
    from bot.render import print_answer
    from bot.render_json import answer_json, json_line
    from retrieval import factory

    settings = _settings()
    with factory.open_archive(settings) as archive:
        chain = factory.make_chain(settings, archive, one_shot=batch is None)
        if batch:
            from bot.batch import answer_batch, read_batch

            answer_batch(chain, read_batch(batch, limits), as_json=as_json)
            return 0
        answer = chain.invoke(_question(question, limits))
    if as_json:
        click.echo(json_line(answer_json(answer)))
    else:
        print_answer(answer, _console())
    return 0 if answer.found else 3


@cli.command()
@_limits
def search(question: str | None, *, as_json: bool, batch: Path | None, **limits: Any) -> int:
    """The passages nearest to QUESTION, without an answer."""
    from bot.batch import read_batch, search_one
    from bot.render import passage_lines, print_lines
    from bot.render_json import json_line, passages_json
    from retrieval import factory

    settings = _settings()
    with factory.open_archive(settings) as archive:
        retriever = factory.make_retriever(settings, archive, one_shot=batch is None)
        questions = read_batch(batch, limits) if batch else (_question(question, limits),)
        found = False
        for asked in questions:
            passages, ms = search_one(retriever, asked)
            found = found or bool(passages)
            if as_json:
                result = passages_json(asked, passages, archive.coverage(), ms)
                click.echo(json_line(result))
            else:
                print_lines(passage_lines(passages), _console())
    return 0 if found or batch else 3


@cli.command()
@click.option("--json", "as_json", is_flag=True, help="The list as JSON.")
def articles(*, as_json: bool) -> int:
    """List the articles held, newest first."""
    from bot.render_archive import listing_text
    from bot.render_json import json_line, listing_json

    with _archive() as archive:
        listings = archive.listings()
    click.echo(json_line(listing_json(listings)) if as_json else listing_text(listings))
    return 0


@cli.command()
@click.argument("name", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="The article as JSON, with its whole text.")
def show(name: str, *, as_json: bool) -> int:
    """Show one article, by its id or source."""
    from bot.render_archive import article_text
    from bot.render_json import article_json, json_line
    from retrieval.errors import UsageError

    with _archive() as archive:
        article = archive.article(name)
    if article is None:
        raise UsageError(f"No article is called {name!r}; `dateline articles` lists them.")
    click.echo(json_line(article_json(article)) if as_json else article_text(article))
    return 0


@cli.command()
@click.argument("names", metavar="ID...", nargs=-1, required=True)
def remove(names: tuple[str, ...]) -> int:
    """Remove articles by id or source: all of them or, if one is unknown, none."""
    from bot.render import visible
    from retrieval.archive.indexing import remove

    with _archive() as archive:
        for change in remove(archive, names):
            click.echo(f"removed: {visible(change.source)}")
    return 0


@cli.command()
@click.argument("receipt")
@click.option("--json", "as_json", is_flag=True, help="The result as JSON.")
def verify(receipt: str, *, as_json: bool) -> int:
    """Say whether the citations of an earlier answer still stand as they were shown."""
    from bot.render_archive import verified_text
    from bot.render_json import json_line, verified_json
    from retrieval.answer.receipts import find_receipt
    from retrieval.answer.receipts import verify as verify_receipt

    with _archive() as archive:
        kept = find_receipt(archive, receipt)
        verified = verify_receipt(archive, kept)
    click.echo(
        json_line(verified_json(kept, verified)) if as_json else verified_text(kept, verified)
    )
    return 0 if all(one.standing == "exact" for one in verified) else 3


@cli.command()
@click.option("--json", "as_json", is_flag=True, help="The findings as JSON.")
def doctor(*, as_json: bool) -> int:
    """Examine the archive: the files, SQLite and Chroma against each other."""
    from bot.render_archive import finding_text
    from bot.render_json import findings_json, json_line
    from retrieval.archive.doctor import examine

    with _archive() as archive:
        findings = tuple(examine(archive))
    if as_json:
        click.echo(json_line(findings_json(findings)))
    else:
        click.echo("\n".join(map(finding_text, findings)))
    return 0 if all(finding.sound for finding in findings) else 5


@cli.command()
def rebuild() -> int:
    """Make the search index anew from the articles that the archive holds."""
    from bot.render import counted
    from retrieval import factory
    from retrieval.archive.doctor import rebuild

    settings = _settings()
    with factory.open_archive(settings) as archive:
        count = rebuild(archive, factory.make_embedder(settings.threads))
    click.echo(f"Rebuilt the index of {counted(count, 'article')}.")
    return 0


@cli.command()
def chat() -> int:
    """Ask in a conversation; /help tells what else it does."""
    from bot import repl
    from retrieval import factory

    settings = _settings()
    with factory.open_archive(settings) as archive:
        chain = factory.make_chain(settings, archive)
        return repl.run(chain.invoke, archive.listings, settings.home, article=archive.article)


@cli.command()
def bot() -> int:
    """Run the Discord bot."""
    from bot.discord_app import client
    from retrieval import factory

    settings = _settings()
    with factory.open_archive(settings) as archive:
        chain = factory.make_chain(settings, archive)
        client.run(settings, chain, factory.make_recall(archive))
    return 0


def _settings() -> Settings:
    from bot.log import set_up_logging
    from retrieval.factory import keep_quiet
    from retrieval.settings import load_env_file, read_settings

    load_env_file()
    keep_quiet()
    settings = read_settings()
    set_up_logging(settings)
    return settings


def _archive() -> Archive:
    from retrieval import factory

    return factory.open_archive(_settings())


def _question(text: str | None, limits: dict[str, Any]) -> Question:
    from retrieval.types import Question

    if text == "-" or (text is None and not sys.stdin.isatty()):
        text = sys.stdin.read()
    return Question(text or "", **limits)


def _console() -> Any:
    from rich.console import Console

    return Console(markup=False, highlight=False, emoji=False)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command and give its exit code; every error becomes one sentence on stderr."""
    from bot.outcome import exit_code

    return exit_code(lambda: cli.main(arguments, prog_name="dateline", standalone_mode=False))


if __name__ == "__main__":
    sys.exit(main())
