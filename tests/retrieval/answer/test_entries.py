"""Entries of a live page: the later figure before the older one."""

from __future__ import annotations

from presses import article, passage

from retrieval.answer.entries import with_later
from retrieval.answer.relevant import said
from retrieval.search.evidence import Evidence
from retrieval.search.hybrid import Hit

OLD = "Six boats were lost in the storm near Tully, the coast guard said at first."
NEW = "The coast guard said the number of boats lost in the storm had risen to nine."
OTHER = "The mayor signed the decree on 3 schools."


def live(*lines: str) -> Hit:
    text = "\n".join(lines)
    spans = [(text.index(line), text.index(line) + len(line)) for line in lines]
    evidence = [Evidence(span, text[slice(*span)], 0.5, 0.5, 1.0) for span in spans]
    return Hit(passage(article("live", text)), tuple(evidence))


def told(hit: Hit, sentence: str) -> list[tuple[str, str | None]]:
    best = next(one for one in hit.evidence if one.text == sentence)
    statements = with_later([said(hit, best, "")], hit, best)
    return [(one.text, one.heading) for one in statements]


def test_a_later_figure_stands_before_the_older_one() -> None:
    wanted = [(NEW, "At 15:05"), (OLD, "Earlier, at 12:10")]
    assert told(live("16:40", OTHER, "15:05", NEW, "12:10", OLD), OLD) == wanted
    assert told(live("12:10", OLD, "15:05", NEW, "16:40", OTHER), OLD) == wanted


def test_an_earlier_figure_is_left_out() -> None:
    assert told(live("15:05", NEW, "12:10", OLD), NEW) == [(NEW, "")]


def test_another_matter_is_no_later_figure() -> None:
    assert told(live("16:40", OTHER, "12:10", OLD), OLD) == [(OLD, "")]


def test_without_times_the_place_says_nothing() -> None:
    assert told(live(NEW, OLD), OLD) == [(OLD, "")]
