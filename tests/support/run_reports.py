"""Questions judged against a made-up article, and a report of them."""

from __future__ import annotations

from retrieval.evaluation.judging import Outcome, Response, judge
from retrieval.evaluation.questions import GoldQuestion
from retrieval.evaluation.report import EvaluationReport, make_report
from retrieval.types import Question
from support.answers import ARTICLE, EXTRACTIVE, passage

WHEN = "2026-01-02T03:04:05+00:00"


def went(key: str, type_: str = "fact", *, answers: tuple[str, ...] = ("hourly",)) -> Outcome:
    gold = GoldQuestion(
        key, Question(f"What of {key}?"), type_, answers, refuse=not answers,
        docs=("ferries",), ranked=bool(answers),
    )  # fmt: skip
    return judge(gold, Response((passage(ARTICLE),), 3.0, EXTRACTIVE), lambda _: ARTICLE.text)


def report(*outcomes: Outcome, name: str = "desk.jsonl") -> EvaluationReport:
    return make_report(name, WHEN, 10, outcomes)
