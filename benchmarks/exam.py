"""An exam: its questions, claims and minimal pairs, asked of its own articles.

    python -m benchmarks.exam benchmarks/exams/third

FOLDER holds `articles.jsonl`, `queries.jsonl` in the form of docs/your-questions.md, `claims.jsonl`
(id, claim, verdict) and `pairs.jsonl` (id, true_claim, false_claim: two that differ in a word).
The articles go into an archive that is thrown away after. Questions are asked and judged as
`dateline eval` does, claims as `dateline check --batch --json` does. Three tables are printed:

1. the figures of docs/your-questions.md, over the questions whose type begins with "one article",
   and over all;
2. for each other type, how many questions were answered rightly, or rightly refused;
3. claims with the right verdict, of those in `claims.jsonl`; claims called supported that are
   not, of those in both files; pairs with the true claim supported and the false one not.
"""

from __future__ import annotations

import argparse
import io
import json
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any

from langchain_core.runnables import Runnable

from bot.batch import Asked, answer_batch, in_conversation
from retrieval import factory
from retrieval.archive.store import Archive
from retrieval.evaluation.judging import Outcome, Response, judge
from retrieval.evaluation.metrics import Figure, by_type, measure
from retrieval.evaluation.questions import GoldQuestion, read_questions
from retrieval.settings import in_a_home_of_its_own, read_settings
from retrieval.types import Answer, Question

ONE = "one article"  # how the types begin that are asked of one article
# The rows of the first table.
SHOWN = ("hit@1", "correct", "shown", "stale", "refused", "verbatim", "uncited")
# Of a pair, in this order: `sides` below counts on it.
SIDES = ("true_claim", "false_claim")

Chain = Runnable[Question, Answer]
Lines = Sequence[Mapping[str, Any]]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.exam", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    parser.add_argument("folder", type=Path)
    factory.disable_telemetry()
    print(examined(parser.parse_args().folder))


def examined(folder: Path) -> str:
    """The three tables of an exam."""
    questions = read_questions(folder / "queries.jsonl")
    claims, pairs = lines(folder / "claims.jsonl"), lines(folder / "pairs.jsonl")
    with tempfile.TemporaryDirectory(prefix="exam-", ignore_cleanup_errors=True) as home:
        # The articles' own archive: nothing else may be found in it.
        settings = in_a_home_of_its_own(read_settings(), Path(home))
        factory.index(settings, [folder / "articles.jsonl"])
        with factory.open_archive(settings) as archive:
            chain = factory.make_chain(settings, archive)
            outcomes = list(asked(chain, archive, questions))
            # In one batch with the claims of the pairs, which are named "p3 true_claim" and so on.
            told = verdicts(chain, all_claims(claims, pairs))
    tables = (figure_rows(outcomes), kind_rows(outcomes), claim_rows(claims, pairs, told))
    return "\n\n".join(map(table, tables))


def lines(path: Path) -> Lines:
    # Not `splitlines`, which parts a line at characters that JSON lets stand in a text.
    return [json.loads(line) for line in path.read_text("utf-8").split("\n") if line.strip()]


def asked(chain: Chain, archive: Archive, questions: Sequence[GoldQuestion]) -> Iterator[Outcome]:
    for number, gold in enumerate(questions, start=1):
        # A measurement is no answer to anybody: it leaves no receipt.
        answer = in_conversation(chain, gold.question, gold.before, receipt=False)
        yield judge(gold, Response(answer.passages, answer.ms, answer), archive.text)
        if number % 50 == 0:
            # On stderr, since the tables go to stdout.
            print(f"{number} of {len(questions)} questions asked", file=sys.stderr)


def all_claims(claims: Lines, pairs: Lines) -> dict[str, str]:
    """Every claim of both files by its name."""
    sides = {f"{pair['id']} {side}": pair[side] for pair in pairs for side in SIDES}
    return {**{line["id"]: line["claim"] for line in claims}, **sides}


def verdicts(chain: Chain, claims: Mapping[str, str]) -> dict[str, str | None]:
    """What `dateline check --batch --json` says of each."""
    batch = [Asked(Question(text, form="check", id=key)) for key, text in claims.items()]
    # Through the very lines that the command prints, which a reader of this could check by hand.
    with redirect_stdout(io.StringIO()) as out:
        answer_batch(chain, batch, as_json=True)
    rows = [json.loads(line) for line in out.getvalue().split("\n") if line]
    return {row["id"]: row["verdict"] for row in rows}


def figure_rows(outcomes: Sequence[Outcome]) -> list[tuple[str, ...]]:
    one = [outcome for outcome in outcomes if (outcome.gold.type or "").startswith(ONE)]
    columns = [{figure.name: figure for figure in measure(of)} for of in (one, outcomes)]
    rows = [(name, *(cell(column.get(name)) for column in columns)) for name in SHOWN]
    return [("figure", ONE, "all questions"), *rows]


def cell(figure: Figure | None) -> str:
    if figure is None:
        return ""
    # A count has no interval; a share is told with how many questions bear it.
    return f"{figure.value:.0f}" if figure.low is None else f"{figure.value:.3f} of {figure.of}"


def kind_rows(outcomes: Sequence[Outcome]) -> list[tuple[str, ...]]:
    kinds = [(kind, got) for kind, got in by_type(outcomes).items() if not kind.startswith(ONE)]
    rows = [
        (kind, f"{sum(bool(one.right) for one in got)} of {len(got)}", stale(got))
        for kind, got in kinds
    ]
    return [("kind", "right", "begins with an older state"), *rows]


def stale(outcomes: Sequence[Outcome]) -> str:
    # Only questions with a known older state can begin with one.
    known = [one.judged.stale for one in outcomes if one.judged and one.judged.stale is not None]
    return f"{sum(known)} of {len(known)}" if known else ""


def claim_rows(claims: Lines, pairs: Lines, told: Mapping[str, Any]) -> list[tuple[str, ...]]:
    right = sum(told[line["id"]] == line["verdict"] for line in claims)
    supported = {key for key, verdict in told.items() if verdict == "supported"}
    # A claim that a person calls contradicted or open, and the false one of each pair.
    untrue = [line["id"] for line in claims if line["verdict"] != "supported"]
    untrue += [f"{pair['id']} false_claim" for pair in pairs]
    wrongly = [key for key in untrue if key in supported]
    sides = [[f"{pair['id']} {side}" in supported for side in SIDES] for pair in pairs]
    # The true one supported, the false one not.
    parted = sides.count([True, False])
    return [
        ("claims", "count"),
        ("verdict right", f"{right} of {len(claims)}"),
        ("wrongly supported", " ".join([f"{len(wrongly)} of {len(told)}", *wrongly])),
        ("pairs distinguished", f"{parted} of {len(pairs)}"),
    ]


def table(rows: Sequence[Sequence[str]]) -> str:
    head, *rest = rows
    return "\n".join(f"| {' | '.join(row)} |" for row in (head, ["---"] * len(head), *rest))


if __name__ == "__main__":
    main()
