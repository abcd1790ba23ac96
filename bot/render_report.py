"""A measured set of questions as one page for people: nothing in it is fetched from anywhere."""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from bot.markup import el, fill, written
from bot.render_eval import (
    change_line,
    difference_text,
    head_line,
    interval_text,
    told,
    type_rows,
    value_text,
    when_text,
)
from bot.render_plot import plot
from bot.text import with_count
from retrieval.evaluation.metrics import DEFINITIONS, LOWER_IS_BETTER, UNTYPED

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from xml.etree.ElementTree import Element

    from retrieval.evaluation.judging import Outcome
    from retrieval.evaluation.report import EvaluationReport, RunComparison

OPEN_MISSES = 40
"""Up to so many misses are shown unfolded."""

NOTHING_FROM_OUTSIDE = "default-src 'none'; style-src 'unsafe-inline'"


def report_page(report: EvaluationReport, comparison: RunComparison | None = None) -> str:
    """The page: figures, their plot by type, what changed, and every miss."""
    # Names and texts of the questions are others': `el` filters each of them.
    title = f"{report.name}: how well it was answered"
    body = el("body", el("h1", title), *_head(report))
    fill(body, _figures(report))
    fill(body, _by_type(report))
    fill(body, _comparison(comparison) if comparison else [])
    fill(body, _misses(report))
    return written(el("html", _page_head(title), body, lang="en"))


def _page_head(title: str) -> Element:
    style = el("style")
    style.text = (files("bot") / "render_report.css").read_text("utf-8")
    return el(
        "head",
        el("meta", charset="utf-8"),
        el("meta", http_equiv="Content-Security-Policy", content=NOTHING_FROM_OUTSIDE),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("title", title),
        style,
    )


def _head(report: EvaluationReport) -> list[Element]:
    return [
        el(
            "p",
            head_line(report),
            f" {with_count(report.k, 'passage')} each, {when_text(report.when)}.",
        ),
        el(
            "p",
            "The 95 % interval says how far a figure may be off with so few questions: "
            "two figures whose intervals overlap widely may well be alike.",
            class_="soft",
        ),
    ]


def _figures(report: EvaluationReport) -> list[Element]:
    rows = [
        (one.name, value_text(one.name, one.value), interval_text(one), f"{one.of:,}",
         DEFINITIONS[one.name])
        for one in report.figures
    ]  # fmt: skip
    head = ("figure", "value", "95 % interval", "of", "what it is")
    return [el("h2", "Figures"), _table(head, rows, numbers={1, 2, 3})]


def _by_type(report: EvaluationReport) -> list[Element]:
    picture = plot(report)
    if picture is None:
        return []
    # The groups are drawn for several types only; the table would repeat the overall figures.
    several = len(report.types) > 1
    parts = [el("h2", "By type of question" if several else "In a picture")]
    parts.append(el("div", picture, class_="scroll"))
    if several:
        head, *rows = type_rows(report)
        table = _table(head, rows, numbers=set(range(1, len(head))))
        parts.append(el("details", el("summary", "The same as a table"), table))
    return parts


def _comparison(comparison: RunComparison) -> list[Element]:
    rows = [
        (name, value_text(name, then), value_text(name, now), _difference(name, then, now))
        for name, then, now in comparison.figures
    ]
    earlier = comparison.earlier
    table = _table(("figure", "then", "now", "difference"), rows, numbers={1, 2, 3})
    changed = [*_changed("now right", "up", comparison.gained)]
    changed += _changed("now wrong", "down", comparison.lost)
    return [
        el("h2", "Since the earlier run"),
        el("p", f"{earlier.name}, {when_text(earlier.when)}", class_="soft"),
        table,
        el("p", change_line(comparison)),
        *([el("ul", *changed)] if changed else []),
    ]


def _difference(name: str, then: float, now: float) -> Element | str:
    said = difference_text(name, then, now)
    # For times and counts less is better, so there a rise is drawn as a fall.
    better = (now > then) != (name in LOWER_IS_BETTER)
    return el("span", said, class_="up" if better else "down") if said else ""


def _changed(what: str, kind: str, outcomes: Iterable[Outcome]) -> list[Element]:
    return [
        el("li", el("span", what, class_=kind), f": {one.gold.id}: {one.gold.question.text}")
        for one in outcomes
    ]


def _misses(report: EvaluationReport) -> list[Element]:
    misses = report.misses
    if not misses:
        return [el("h2", "Misses"), el("p", "No question went wrong.")]
    types: dict[str, list[Outcome]] = {}
    for outcome in misses:
        types.setdefault(outcome.gold.type or UNTYPED, []).append(outcome)
    folds = []
    for name, outcomes in types.items():
        head = el("summary", f"{name} · {with_count(len(outcomes), 'question')}")
        fold = el("details", head, *map(_miss, outcomes))
        # Few misses are read one by one; of many the types are looked at first.
        if len(misses) <= OPEN_MISSES:
            fold.set("open", "")
        folds.append(fold)
    return [
        el("h2", f"Misses: {len(misses):,} of {with_count(len(report.outcomes), 'question')}"),
        *folds,
    ]


def _miss(outcome: Outcome) -> Element:
    terms = [
        part
        for name, said in told(outcome)
        # The type is in the fold's heading already.
        if name != "type"
        for part in (el("dt", name), el("dd", said))
    ]
    head = el("h3", f"{outcome.gold.id}: {outcome.gold.question.text}")
    return el("article", head, el("dl", *terms))


def _table(
    head: Sequence[str], rows: Iterable[Sequence[Element | str]], *, numbers: set[int]
) -> Element:
    # Columns by their number, from 0: digits stand at the right.
    def cells(tag: str, row: Sequence[Element | str]) -> Element:
        return el(
            "tr",
            *(el(tag, cell, **({"class_": "number"} if at in numbers else {}))
              for at, cell in enumerate(row)),
        )  # fmt: skip

    body = el("tbody", *(cells("td", row) for row in rows))
    return el("div", el("table", el("thead", cells("th", head)), body), class_="scroll")
