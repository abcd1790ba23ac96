"""The working forms beyond a question: a timeline, a comparison, the check of a claim."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from bot.commands.options import (
    batch_option,
    date_option,
    page_option,
    typed_or_piped,
    words_argument,
)
from bot.startup import read_configuration

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    # Types are imported within each command: `--help` needs none of them.
    from retrieval.types import Question


def _dates(command: Callable[..., Any]) -> Callable[..., Any]:
    # In reverse: click lists the option first that was applied last.
    for option in (
        page_option,
        click.option("--json", "as_json", is_flag=True, help="The result as JSON."),
        date_option("--as-of", "Only what was published by this date."),
        date_option("--until", "Only what was published on this day or before."),
        date_option("--since", "Only what was published on this day or after."),
    ):
        command = option(command)
    return command


@click.command(short_help="What happened when: dated sentences on TOPIC, in order.")
@words_argument("topic")
@click.option("--outlet", help="Only articles of this outlet.")
@_dates
def timeline(topic: str, *, as_json: bool, page: Path | None, **within: Any) -> int:
    """What happened when: the dated sentences on TOPIC in order, each cited."""
    from retrieval.types import Question

    return _show(Question(topic, form="timeline", **within), page, as_json=as_json)


@click.command(short_help="Where two or more outlets differ on TOPIC, and where they agree.")
@words_argument("topic")
@click.option(
    "--outlet",
    "outlets",
    multiple=True,
    required=True,
    help="One of the outlets; give two or more.",
)
@_dates
def compare(
    topic: str, *, outlets: tuple[str, ...], as_json: bool, page: Path | None, **within: Any
) -> int:
    """What outlets report on TOPIC: where they differ, where they agree, what only one says."""
    from retrieval.types import Question

    return _show(Question(topic, form="compare", outlets=outlets, **within), page, as_json=as_json)


@click.command(short_help="Whether the archive supports CLAIM or contradicts it.")
@words_argument("claim", required=False)
@click.option("--outlet", help="Only articles of this outlet.")
@batch_option('Check every line of a .jsonl file: {"id", "claim"}.')
@_dates
def check(
    claim: str | None, *, batch: Path | None, as_json: bool, page: Path | None, **within: Any
) -> int:
    """Whether the archive supports CLAIM (- reads it from standard input), or contradicts it."""
    from retrieval.types import Question

    if batch is None:
        question = Question(typed_or_piped(claim), form="check", **within)
        return _show(question, page, as_json=as_json)
    # A page shows one answer.
    if page:
        raise click.UsageError("--html takes one claim; leave --batch out.")
    if claim:
        raise click.UsageError("--batch takes its claims from FILE; leave CLAIM out.")
    return _check_batch(batch, {**within, "form": "check"}, as_json=as_json)


def _check_batch(batch: Path, within: dict[str, Any], *, as_json: bool) -> int:
    from bot.batch import answer_batch, read_batch
    from retrieval import factory

    settings = read_configuration()
    # Read whole before anything is loaded, so that a wrong line is told at once.
    claims = read_batch(batch, within, "claim")
    with factory.open_archive(settings) as archive:
        answer_batch(factory.make_chain(settings, archive), claims, as_json=as_json)
    # A claim that could not be settled is a line like any other, so the code is 0.
    return 0


def _show(question: Question, page: Path | None, *, as_json: bool) -> int:
    from bot.printing import show_answer
    from retrieval import factory

    settings = read_configuration()
    with factory.open_archive(settings) as archive:
        # By the steps of the chain, without waiting for what one question does not need.
        answer = factory.answer_once(settings, archive, question)
        code = show_answer(answer, as_json=as_json)
        if page:
            # By the answer's receipt: a page holds what stands at the moment of writing.
            from bot.exported_page import write_page

            write_page(archive, answer, page)
    return code
