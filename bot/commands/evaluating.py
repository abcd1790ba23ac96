"""Measuring how well the archive answers a team's own questions."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from bot.startup import read_configuration

if TYPE_CHECKING:
    from retrieval.archive.store import Archive
    from retrieval.evaluation.judging import Outcome, Response
    from retrieval.evaluation.questions import GoldQuestion
    from retrieval.evaluation.report import EarlierRun, EvaluationReport
    from retrieval.settings import Settings

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
NEW_FILE = click.Path(dir_okay=False, writable=True, path_type=Path)

SHOWN_UNKNOWN = 5
"""How many gold articles that the archive lacks are named."""


def _floors(
    _context: click.Context, _option: click.Parameter, given: Sequence[str]
) -> dict[str, float]:
    """`NAME=VALUE`, each name a figure's."""
    from retrieval.evaluation.metrics import DEFINITIONS

    floors = {}
    for text in given:
        name, _, value = (part.strip() for part in text.partition("="))
        # Before anything is asked: a floor under no figure could only be missed.
        if name not in DEFINITIONS:
            raise click.BadParameter(f"{name!r} is no figure; use one of {', '.join(DEFINITIONS)}.")
        try:
            floors[name] = float(value)
        except ValueError:
            raise click.BadParameter(f"{text!r} has no number; write {name}=0.8, say.") from None
    return floors


def _in_a_folder(
    _context: click.Context, _option: click.Parameter, path: Path | None
) -> Path | None:
    """A file that can be made: found out before anything is asked."""
    # Before an hour of questions, not after it.
    if path and not path.absolute().parent.is_dir():
        raise click.BadParameter(f"There is no folder {str(path.parent)!r}; make it first.")
    return path


@click.command(
    name="eval", short_help="Ask questions with known answers, and say how well it went."
)
@click.argument("file", type=FILE)
@click.option(
    "--articles",
    type=click.Path(exists=True, path_type=Path),
    help="Ask these articles, in a temporary archive.",
)
@click.option(
    "--k",
    default=10,
    show_default=True,
    type=click.IntRange(1, 100),
    help="How many passages to bring back for a question.",
)
@click.option("--search", "search_only", is_flag=True, help="Measure the search, without answers.")
@click.option(
    "--json",
    "as_json",
    metavar="OUT",
    type=NEW_FILE,
    callback=_in_a_folder,
    help="Write the figures and every outcome to this file.",
)
@click.option(
    "--html",
    "as_html",
    metavar="OUT",
    type=NEW_FILE,
    callback=_in_a_folder,
    help="Write a page for people: figures, plot, misses.",
)
@click.option(
    "--compare",
    "earlier",
    metavar="EARLIER",
    type=FILE,
    help="Say what changed since a run that --json kept.",
)
@click.option(
    "--floor",
    "floors",
    metavar="NAME=VALUE",
    multiple=True,
    callback=_floors,
    help="End with 1 if this figure is below VALUE (stale, uncited, p50_ms, p95_ms: above it).",
)
def evaluate(
    file: Path, articles: Path | None, k: int, as_json: Path | None, as_html: Path | None,
    earlier: Path | None, floors: dict[str, float], *, search_only: bool,
) -> int:  # fmt: skip
    """Ask the questions of FILE, whose answers are known, and say how well it went.

    FILE holds one JSON object a line: {"id", "question", "type", "answers", "docs"}.
    docs/your-questions.md says what belongs in it, and what the figures mean.
    """
    from datetime import UTC, datetime

    from retrieval.evaluation.questions import read_questions
    from retrieval.evaluation.report import make_report, read_earlier

    if search_only:
        _refuse_floors_of_answers(floors)
    # Read before anything is asked: each of them may be refused.
    questions = read_questions(file, k=k)
    before = read_earlier(earlier, k=k, search_only=search_only) if earlier else None
    settings = read_configuration()
    with _archive(settings, articles) as (within, archive):
        _warn_of_unknown(questions, archive)
        outcomes = _outcomes(questions, _asker(within, archive, search_only=search_only), archive)
    when = datetime.now(UTC).isoformat(timespec="seconds")
    report = make_report(file.name, when, k, outcomes, search_only=search_only)
    _write(report, before, as_json, as_html)
    return _kept(report, floors)


def _refuse_floors_of_answers(floors: Mapping[str, float]) -> None:
    from retrieval.evaluation.metrics import OF_SEARCH

    for name in floors:
        # A search alone has no such figure, so that its floor would always be missed.
        if name not in OF_SEARCH:
            raise click.BadParameter(
                f"--search does not measure {name!r}; use one of {', '.join(OF_SEARCH)}.",
                param_hint="--floor",
            )


@contextmanager
def _archive(settings: Settings, articles: Path | None) -> Iterator[tuple[Settings, Archive]]:
    """The archive to ask, and the settings that name it."""
    from tempfile import TemporaryDirectory

    from bot.progress import index_progress
    from bot.render_index_report import index_report_text
    from retrieval import factory
    from retrieval.settings import in_a_home_of_its_own

    if articles is None:
        with factory.open_archive(settings) as archive:
            yield settings, archive
        return
    with TemporaryDirectory(prefix="dateline-", ignore_cleanup_errors=True) as home:
        settings = in_a_home_of_its_own(settings, Path(home))
        with index_progress() as progress:
            report = factory.index(settings, [articles], progress=progress)
        # On stderr: stdout is for the figures.
        click.echo(index_report_text(report), err=True)
        with factory.open_archive(settings) as archive:
            yield settings, archive


def _warn_of_unknown(questions: Sequence[GoldQuestion], archive: Archive) -> None:
    """A gold article that is not there can't be found: say so before the figures do."""
    from bot.text import fold, with_count
    from retrieval.evaluation.ranking import unknown_names

    # Names of articles as a person writes them: a source, its end, an address.
    wanted = [name for gold in questions for name in gold.docs]
    unknown = unknown_names(wanted, archive.listings())
    if unknown:
        named = ", ".join(map(fold, unknown[:SHOWN_UNKNOWN]))
        more = ", ..." if len(unknown) > SHOWN_UNKNOWN else ""
        click.echo(
            f"The archive lacks {with_count(len(unknown), 'article')} that the questions name "
            f"({named}{more}); `dateline articles` lists what it holds.",
            err=True,
        )


def _asker(
    settings: Settings, archive: Archive, *, search_only: bool
) -> Callable[[GoldQuestion], Response]:
    from bot.batch import in_conversation, search_one
    from retrieval import factory
    from retrieval.evaluation.judging import Response

    if search_only:
        retriever = factory.make_retriever(settings, archive)
        return lambda gold: Response(*search_one(retriever, gold.question))
    chain = factory.make_chain(settings, archive)

    def ask(gold: GoldQuestion) -> Response:
        # A measurement is no answer to anybody: it leaves no receipt.
        answer = in_conversation(chain, gold.question, gold.before, receipt=False)
        return Response(answer.passages, answer.ms, answer)

    return ask


def _outcomes(
    questions: Sequence[GoldQuestion],
    ask: Callable[[GoldQuestion], Response],
    archive: Archive,
) -> list[Outcome]:
    from functools import lru_cache

    from rich.console import Console
    from rich.progress import track

    from retrieval.errors import DatelineError
    from retrieval.evaluation.judging import judge

    # One article is cited by many answers in a row: its text is read once.
    stored = lru_cache(maxsize=256)(archive.text)
    outcomes = []
    terminal = sys.stderr.isatty()
    console = Console(stderr=True)
    for gold in track(questions, "Asking", console=console, transient=True, disable=not terminal):
        try:
            outcomes.append(judge(gold, ask(gold), stored))
        except DatelineError as error:
            # Of the same kind, for the exit code's sake, with the question's name before it.
            raise type(error)(f"Question {gold.id}: {error}") from error
    return outcomes


def _write(
    report: EvaluationReport, before: EarlierRun | None, as_json: Path | None, as_html: Path | None
) -> None:
    from bot.render_eval import comparison_text, evaluation_text
    from bot.render_json import json_line
    from retrieval.evaluation.report import compare_runs, run_json
    from retrieval.redaction import redacted, redacted_values

    comparison = compare_runs(report, before) if before else None
    click.echo(evaluation_text(report))
    if comparison:
        click.echo("\n" + comparison_text(comparison))
    if as_json:
        # The page and the JSON hold questions and answers, in which a key may stand.
        as_json.write_text(json_line(redacted_values(run_json(report))) + "\n", "utf-8")
    if as_html:
        from bot.render_report import report_page

        as_html.write_text(redacted(report_page(report, comparison)), "utf-8")


def _kept(report: EvaluationReport, floors: Mapping[str, float]) -> int:
    from retrieval.evaluation.report import missed_floors

    missed = missed_floors(report, floors)
    for sentence in missed:
        click.echo(sentence, err=True)
    # 1, so that a build fails where a figure is not kept.
    return 1 if missed else 0
