"""The picture of a run's figures: an honest axis, each mark at its share, no words over others."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from bot.render_plot import LEFT, RIGHT, plot, x_of
from bot.render_report import report_page
from retrieval.evaluation.judging import Response, judge
from retrieval.evaluation.questions import GoldQuestion
from retrieval.evaluation.report import EvaluationReport
from retrieval.types import Question
from support.run_reports import report, went


def drawn(of: EvaluationReport) -> str:
    from xml.etree import ElementTree as ET

    picture = plot(of)
    assert picture is not None
    return ET.tostring(picture, encoding="unicode")


def test_the_axis_runs_from_0_to_1() -> None:
    assert (x_of(0), x_of(1)) == (LEFT, RIGHT)
    assert x_of(0.5) == pytest.approx((LEFT + RIGHT) / 2)
    svg = drawn(report(went("a"), went("b", "list")))
    ticks = re.findall(r'<text x="([\d.]+)"[^>]*class="soft middle">([\d.]+)<', svg)
    assert {(float(x), float(said)) for x, said in ticks} == {
        (x_of(tick), tick) for tick in (0, 0.2, 0.4, 0.6, 0.8, 1)
    }


def test_each_mark_stands_at_its_share_with_its_count_beside_it() -> None:
    svg = drawn(report(went("a"), went("b", answers=("daily",)), went("c"), went("d")))
    assert f'cx="{x_of(0.75)}"' in svg
    assert "0.75  (3 of 4)" in svg


def test_no_two_lines_of_text_overlap() -> None:
    svg = drawn(report(*(went(f"{n}", f"type {n}") for n in range(12))))
    rows = sorted({float(y) for y in re.findall(r'<text[^>]* y="([\d.]+)"', svg)})
    assert min(b - a for a, b in pairwise(rows)) >= 14
    height = float(re.search(r'viewBox="0 0 \d+ (\d+)"', svg)[1])  # type: ignore[index]
    assert rows[-1] < height


def test_a_long_type_is_shortened() -> None:
    svg = drawn(report(went("a"), went("b", "very " * 80)))
    assert max(map(len, re.findall(r">([^<]+)</text>", svg))) < 90


def test_without_a_share_there_is_no_picture() -> None:
    gold = GoldQuestion("a", Question("Who?"))
    bare = report(judge(gold, Response((), 1.0), lambda _: None))
    assert plot(bare) is None
    assert "<svg" not in report_page(bare)
