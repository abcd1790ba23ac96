"""The figures of a run by type of question as one picture: SVG, from 0 to 1. Pure.

A point is a share, the line through it its 95 % interval: long where few questions bear it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.markup import el, fill
from bot.text import shorten, with_count

if TYPE_CHECKING:
    from collections.abc import Sequence
    from xml.etree.ElementTree import Element

    from retrieval.evaluation.metrics import Figure
    from retrieval.evaluation.report import EvaluationReport

ROWS = {
    "hit@1": ("gold article first", "search"),
    "evidence@5": ("gold passage in five", "search"),
    "correct": ("answered right", "answer"),
    "refused": ("refused", "refusal"),
}
"""Which figures are drawn, each with its label and its kind of mark."""

WIDTH = 760  # pixels of the page's column
LEFT, RIGHT = 190, 590
"""Where the axis begins and ends."""

# Heights in pixels of a group's head, a figure, the space above and the axis.
GROUP, ROW, TOP, FOOT = 34, 24, 26, 34
LONGEST_NAME = 60  # characters beside the plot
TICKS = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)  # lines of the axis

# Name of the group, how many questions it has, and the figures to be drawn.
Group = tuple[str, int, list["Figure"]]


def plot(report: EvaluationReport) -> Element | None:
    """The picture, or None where nothing can be drawn."""
    overall: Group = ("all", len(report.outcomes), _drawn(report.figures))
    # With one type alone the group would be the first one over again.
    several = len(report.types) > 1
    groups = [overall, *((one, n, _drawn(f)) for one, n, f in report.types if several)]
    groups = [group for group in groups if group[2]]
    if not groups:
        return None
    bottom = TOP + sum(GROUP + ROW * len(figures) for _, _, figures in groups)
    root = el(
        "svg", viewBox=f"0 0 {WIDTH} {bottom + FOOT}", role="img",
        aria_label="Shares from 0 to 1 with their 95 % intervals, by type of question",
    )  # fmt: skip
    # Ticks first: what comes later in SVG is painted over what came before.
    fill(root, [part for tick in TICKS for part in _tick(tick, bottom)])
    y = TOP
    for name, count, figures in groups:
        fill(root, _group(name, count, figures, y))
        y += GROUP + ROW * len(figures)
    return root


def _drawn(figures: Sequence[Figure]) -> list[Figure]:
    return [figure for figure in figures if figure.name in ROWS]


def x_of(share: float) -> float:
    """Where a share stands on the axis."""
    return round(LEFT + share * (RIGHT - LEFT), 1)


def _tick(share: float, bottom: int) -> list[Element]:
    x = x_of(share)
    # The share's label stands above the plot and below it.
    labels = [
        el("text", f"{share:g}", x=x, y=y, class_="soft middle") for y in (TOP - 8, bottom + 20)
    ]
    return [el("line", x1=x, x2=x, y1=TOP, y2=bottom), *labels]


def _group(name: str, count: int, figures: Sequence[Figure], y: int) -> list[Element]:
    head = f"{shorten(name, LONGEST_NAME)} · {with_count(count, 'question')}"
    # A strip of the page's colour keeps the axis' lines out of the heading.
    strip = el("rect", x=0, y=y, width=WIDTH, height=GROUP - 6, class_="strip")
    parts = [strip, el("text", head, x=0, y=y + 21, class_="group")]
    for at, figure in enumerate(figures):
        parts += _row(figure, y + GROUP + ROW * at + ROW // 2 - 4)
    return parts


def _row(figure: Figure, y: int) -> list[Element]:
    label, kind = ROWS[figure.name]
    # Counts alone have no interval, and none of them is drawn; the shares in `ROWS` have one.
    low, high = figure.low or 0.0, figure.high or 0.0
    # The count is not kept beside the share: .8 of 15 is 12.
    met = round(figure.value * figure.of)
    said = f"{figure.value:.2f}  ({met:,} of {figure.of:,})"
    return [
        # SVG places a text by its baseline: four pixels lower it stands in the middle of its row.
        el("text", label, x=LEFT - 14, y=y + 4, class_="soft end"),
        el("line", x1=x_of(low), x2=x_of(high), y1=y, y2=y, class_=f"whisker {kind}"),
        _mark(kind, x_of(figure.value), y, f"{label}: {said}, {low:.2f} to {high:.2f}"),
        el("text", said, x=RIGHT + 16, y=y + 4),
    ]


def _mark(kind: str, x: float, y: int, said: str) -> Element:
    """Distinct by shape as well as by colour: a ring, a disc, a square."""
    # The title is what a browser shows while the mouse is over the mark.
    title = el("title", said)
    if kind == "refusal":
        return el("rect", title, x=x - 5, y=y - 5, width=10, height=10, class_=kind)
    return el("circle", title, cx=x, cy=y, r=5.5, class_=kind)
