"""Many askers at once: how many are answered in time, and how soon.

    python -m benchmarks.load [--askers 50] [--seconds 60]

The articles of all our exams are indexed, and questions of one of them, of every kind, are put all
at once to what the Discord bot puts its own to: the same chain, turns and limit of time, with
nothing but Discord itself left out. Once alone, once beside an indexing run of the bot's own watch
over a folder of new articles, and once more with one question that all ask.

A machine that others use too gives less of itself: `processors had` tells how much of it this
run got, and `processor time an answer` depends less on that (what this process itself does of an
indexing run is in it).
"""

from __future__ import annotations

import argparse
import asyncio
import random
import statistics
import tempfile
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.invented import Invention, chunk_count
from benchmarks.speed.table import machine
from bot.background_watching import keep_watch
from bot.discord_app.gateway.lifecycle import THREADS, beside
from bot.discord_app.request_handling.question_queue import QuestionQueue, Unanswered
from retrieval import factory
from retrieval.archive.store import Archive
from retrieval.evaluation.questions import read_questions
from retrieval.settings import Settings, read_settings
from retrieval.types import Answer, Question

EXAMS = Path(__file__).parent / "exams"
"""Of which the second has most questions."""

NEW_ARTICLES = 3000
"""Enough that indexing them outlasts the questions."""

BEGUN = 20
"""Articles indexed when the questions are put."""


@dataclass(frozen=True)
class Outcome:
    """How it went for one asker."""

    seconds: float
    answer: Answer | None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--askers", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=60.0)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home, news = Path(folder) / "home", Path(folder) / "news"
        settings = read_settings(home=home).model_copy(update={"articles": news})
        factory.index(settings, sorted(EXAMS.glob("*/articles.jsonl")))
        with factory.open_archive(settings) as archive:
            chain = factory.make_chain(settings, archive)
            print(machine())
            print(f"{given.askers} askers at once, {chunk_count(archive):,} chunks", flush=True)
            ask = partial(asked_at_once, chain, seconds=given.seconds)
            # Two for every asker, one to warm up, one that all ask.
            every = standing_alone(EXAMS / "second", 2 * given.askers + 2)
            ask(every[-1:])  # loads what is loaded once
            show("alone", ask, every[: given.askers])
            with indexing_beside(settings, archive):
                show("beside indexing", ask, every[given.askers : -2])
            show("all the same question", ask, every[-2:-1] * given.askers)


def standing_alone(exam: Path, count: int) -> list[str]:
    """So many of an exam's questions, none of which follows another, from all over it."""
    alone = [one.question for one in read_questions(exam / "queries.jsonl") if not one.before]
    if len(alone) < count:
        raise SystemExit(f"{exam} has {len(alone)} questions that stand alone; {count} are needed.")
    # Its kinds of question stand one after another.
    return [one.text for one in random.Random(11).sample(alone, count)]


def asked_at_once(chain: Any, questions: Sequence[str], *, seconds: float) -> list[Outcome]:
    """Put the questions to the chain as the bot does; how each asker fared."""

    async def asked() -> list[Outcome]:
        # The bot's number of threads, not the library's, which goes by the processors.
        asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(THREADS))
        queue = QuestionQueue(chain, seconds=seconds)
        return await asyncio.gather(*(_one(queue, question) for question in questions))

    return asyncio.run(asked())


async def _one(queue: QuestionQueue, question: str) -> Outcome:
    began, answer = time.perf_counter(), None
    # Late or refused: it counts as not answered, with the time that it took to say so.
    with suppress(Unanswered):
        answer = await queue.ask(Question(question))
    return Outcome(time.perf_counter() - began, answer)


class indexing_beside:  # noqa: N801 - reads as what it is used as
    """The bot's watch over a folder of new articles, for as long as the block lasts."""

    def __init__(self, settings: Settings, archive: Archive) -> None:
        self._archive, self._before = archive, archive.coverage().articles
        self._folder = settings.articles
        self._watch = beside([partial(keep_watch, settings)])

    def __enter__(self) -> None:
        self._folder.mkdir()
        invention = Invention(seed=23)
        for number in range(NEW_ARTICLES):
            text = invention.article(number).text
            (self._folder / f"{number}.txt").write_text(f"{text[:60]}\n\n{text}\n", "utf-8")
        # Only now does the watch begin: the folder is full.
        self._watch.__enter__()
        # So that the questions meet a run that is at work, not one that is being loaded.
        while self._indexed() < BEGUN:
            time.sleep(0.2)

    def __exit__(self, *_: object) -> None:
        # Before the watch is told to stop: what it finishes after the questions does not count.
        print(f"  articles indexed meanwhile{self._indexed():>22,}")
        self._watch.__exit__(None, None, None)

    def _indexed(self) -> int:
        return self._archive.coverage().articles - self._before


def show(what: str, ask: Any, questions: Sequence[str]) -> None:
    # Of this process, all threads; what child processes read is not in it.
    began, processor = time.perf_counter(), time.process_time()
    outcomes = ask(questions)
    wall, processor = time.perf_counter() - began, time.process_time() - processor
    answers = [outcome.answer for outcome in outcomes if outcome.answer]
    waited = sorted(outcome.seconds for outcome in outcomes)
    print(what)
    print(f"  answered in time{len(answers):>26} of {len(outcomes)}")
    print(f"  receipts kept{sum(one.receipt is not None for one in answers):>29}")
    print(f"  seconds, median{statistics.median(waited):>31.1f}")
    print(f"  seconds, 95th percentile{waited[int(0.95 * (len(waited) - 1))]:>22.1f}")
    print(f"  seconds, the last{waited[-1]:>29.1f}")
    print(f"  answers a second{len(answers) / wall:>30.1f}")
    print(f"  processor time an answer{1000 * processor / max(1, len(answers)):>20.0f} ms")
    print(f"  processors had{processor / wall:>32.1f}", flush=True)


if __name__ == "__main__":
    main()
