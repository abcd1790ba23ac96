"""Asking: an answer, passages alone, a conversation."""

from __future__ import annotations

import sys
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot.commands.options import limits, page_option, typed_or_piped
from bot.startup import read_configuration, tell_behind

if TYPE_CHECKING:
    from collections.abc import Callable
    from concurrent.futures import Future

    from langchain_core.runnables import Runnable

    from bot.batch import Asked
    from retrieval.archive.store import Archive
    from retrieval.settings import Settings
    from retrieval.types import Answer, Question
    from retrieval.types.draft import OnStatement


@click.command(short_help="Answer QUESTION from the archive, with citations.")
@limits
@page_option
@click.option(
    "--translate", "translating", is_flag=True,
    help="Put a chat model's translation beside quotations in other languages.",
)  # fmt: skip
def ask(
    question: str | None,
    *,
    as_json: bool,
    batch: Path | None,
    page: Path | None,
    translating: bool,
    **within: Any,
) -> int:
    """Answer QUESTION (or - for standard input) from the archive, with citations."""
    from bot.printing import show_answer
    from retrieval import factory

    # The reader of a page sees one answer; a batch has a line for each.
    if page and batch:
        raise click.UsageError("--html takes one question; leave --batch out.")
    settings = read_configuration()
    with factory.open_archive(settings) as archive:
        # Made before anything is asked: without a chat model --translate is refused at once.
        finish = _translating(settings, archive) if translating else None
        if batch:
            # A batch loads everything once; a single question only what it needs.
            from bot.batch import answer_batch

            questions = _batch(question, batch, within)
            chain = factory.make_chain(settings, archive)
            answer_batch(chain, questions, as_json=as_json, finish=finish)
            return 0
        answer = factory.answer_once(settings, archive, _question(question, within))
        answer = finish(answer) if finish else answer
        code = show_answer(answer, as_json=as_json)
        if page:
            from bot.exported_page import write_page

            write_page(archive, answer, page)
    return code


def _translating(settings: Settings, archive: Archive) -> Callable[[Answer], Answer]:
    """What puts translations beside the quotations of an answer; it takes a chat model."""
    from retrieval import factory
    from retrieval.answer.translation import with_translations

    translate = factory.make_translate(settings, archive)
    return lambda answer: with_translations(archive, answer, translate)


@click.command()
@limits
def search(question: str | None, *, as_json: bool, batch: Path | None, **within: Any) -> int:
    """The passages nearest to QUESTION, without an answer."""
    from bot.batch import search_one
    from bot.exit_codes import NO_ANSWER
    from bot.printing import show
    from bot.render_json import json_line, passages_json
    from bot.render_passages import passage_lines
    from retrieval import factory
    from retrieval.answer.question_validation import validated

    settings = read_configuration()
    with factory.open_archive(settings) as archive:
        # An answer tells it in a note; passages have none.
        tell_behind(archive)
        if batch:
            asked = [line.question for line in _batch(question, batch, within)]
        else:
            asked = [validated(_question(question, within))]
        # For one question a small archive is scanned, which takes less time than importing Chroma.
        retriever = factory.make_retriever(settings, archive, one_shot=batch is None)
        found = False
        for one in asked:
            passages, ms = search_one(retriever, one)
            found = found or bool(passages)
            if as_json:
                result = passages_json(one, passages, archive.coverage(), ms)
                click.echo(json_line(result))
            else:
                show(passage_lines(passages))
    # A batch is done whatever it found; a single question that found nothing says so.
    return 0 if found or batch else NO_ANSWER


@click.command()
def chat() -> int:
    """Ask in a conversation; /help tells what else it does."""
    from concurrent.futures import ThreadPoolExecutor

    from bot import repl
    from retrieval import factory

    settings = read_configuration()
    with factory.open_archive(settings) as archive, ThreadPoolExecutor(1, "loading") as loading:
        # The models load behind the prompt, while the first question is typed.
        # `prompted` calls it after every drawing of the prompt; the cache makes it load once.
        chain = cache(lambda: loading.submit(factory.make_chain, settings, archive))
        if not sys.stdin.isatty():
            chain().result()  # nobody waits at a prompt: a setting that is wrong ends it here
        return repl.run(
            lambda question: chain().result().invoke(question),
            archive.listings,
            settings.home,
            article=archive.article,
            verified=partial(_verified, archive),
            exported=partial(_exported, archive),
            telling=partial(_telling, chain),
            prompted=chain,
        )


def _verified(archive: Archive, receipt: str) -> str:
    from bot.render_archive import verified_text
    from retrieval.receipts.receipts import find_receipt, verify_receipt

    kept = find_receipt(archive, receipt)
    return verified_text(kept, verify_receipt(archive, kept))


def _exported(archive: Archive, receipt: str) -> str:
    from retrieval.receipts.markdown_export import as_markdown

    return as_markdown(archive, receipt)


def _telling(
    chain: Callable[[], Future[Runnable[Question, Answer]]],
    question: Question,
    on_statement: OnStatement,
) -> Answer:
    return chain().result().invoke(question, {"configurable": {"on_statement": on_statement}})


def _batch(question: str | None, path: Path, within: dict[str, Any]) -> list[Asked]:
    from bot.batch import read_batch

    if question:
        raise click.UsageError("--batch takes its questions from FILE; leave QUESTION out.")
    return read_batch(path, within)


def _question(text: str | None, within: dict[str, Any]) -> Question:
    from retrieval.types import Question

    return Question(typed_or_piped(text), **within)
