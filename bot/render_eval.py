"""A measured set of questions as plain text for people. Pure."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bot.text import fold, shorten, with_count

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from retrieval.evaluation.judging import Outcome
    from retrieval.evaluation.metrics import Figure
    from retrieval.evaluation.report import EvaluationReport, RunComparison

SHOWN_MISSES = 20  # a screen or two; `--json` has them all
LONGEST_TYPE = 24  # so that the table fits into 80 columns
LONGEST_ANSWER = 300  # characters of an answer beside what was wanted

BY_TYPE = ("hit@1", "evidence@5", "correct", "stale", "refused")
"""The figures that are shown for each type, where the set bears them."""


def evaluation_text(report: EvaluationReport) -> str:
    """The figures, by type as well, and the first misses."""
    parts = [head_line(report), "", *figure_lines(report.figures)]
    if len(report.types) > 1:
        parts += ["", *type_lines(report)]
    return "\n".join([*parts, "", *miss_lines(report)])


def head_line(report: EvaluationReport) -> str:
    """How many questions there are, and of what use."""
    golds = [outcome.gold for outcome in report.outcomes]
    answerable, refuse = sum(one.answerable for one in golds), sum(one.refuse for one in golds)
    # What is neither answerable nor to be refused has only articles that the search is to find.
    rest = len(golds) - answerable - refuse
    uses = [f"{answerable} with a known answer", f"{refuse} to be refused"]
    uses += [f"{rest} with neither"] if rest else []
    return f"{with_count(len(golds), 'question')} from {fold(report.name)}: {', '.join(uses)}."


def value_text(name: str, value: float) -> str:
    """A figure's value as it is shown: a share with three places, a count, milliseconds."""
    # One count, two of milliseconds, and shares from 0 to 1: by name, for a figure has no unit.
    if name == "uncited":
        return f"{value:.0f}"
    return f"{value:.1f}" if name.endswith("_ms") else f"{value:.3f}"


def interval_text(figure: Figure) -> str:
    """A figure's 95 % interval, or nothing where it has none."""
    if figure.low is None or figure.high is None:
        return ""
    return f"{figure.low:.2f} to {figure.high:.2f}"


def when_text(when: str) -> str:
    """A moment as people read it: `2026-01-02 03:04 UTC`."""
    # An earlier run's file is read from outside: what it calls a moment may be any text.
    try:
        return f"{datetime.fromisoformat(when).astimezone(UTC):%Y-%m-%d %H:%M} UTC"
    except ValueError:
        return fold(when)


def figure_lines(figures: Sequence[Figure]) -> list[str]:
    """A table of figures: value, interval, how many questions bear it."""
    rows = [("", "value", "95 % interval", "of")]
    rows += [
        (one.name, value_text(one.name, one.value), interval_text(one), _borne_by(one))
        for one in figures
    ]
    return _table(rows, left=(0, 2, 3))


def _borne_by(figure: Figure) -> str:
    # `verbatim` is measured over citations, every other figure over questions.
    return with_count(figure.of, "citation" if figure.name == "verbatim" else "question")


def type_rows(report: EvaluationReport) -> list[tuple[str, ...]]:
    """For each type its name, its count, and the figures of `BY_TYPE` that the set bears."""
    # A figure that no type has would be an empty column.
    borne = {figure.name for _, _, figures in report.types for figure in figures}
    names = [name for name in BY_TYPE if name in borne]
    rows = [("type", "questions", *names)]
    for one, count, figures in report.types:
        known = {figure.name: figure for figure in figures}
        cells = (_short_figure(known[name]) if name in known else "" for name in names)
        rows.append((one, str(count), *cells))
    return rows


def type_lines(report: EvaluationReport) -> list[str]:
    """A table of the types; each share with its interval in brackets."""
    rows = [(shorten(one, LONGEST_TYPE), *rest) for one, *rest in type_rows(report)]
    return _table(rows, left=(0,))


def _short_figure(figure: Figure) -> str:
    return f"{figure.value:.2f} ({figure.low:.2f} to {figure.high:.2f})"


def miss_lines(report: EvaluationReport) -> list[str]:
    """The first questions that went wrong, for a person to look at."""
    misses = report.misses
    if not misses:
        return ["No question went wrong."]
    lines = [f"{with_count(len(misses), 'question')} went wrong:"]
    for outcome in misses[:SHOWN_MISSES]:
        asked = f"{outcome.gold.id}: {outcome.gold.question.text}"
        lines += ["", fold(asked)]
        lines += [
            f"    {name + ':':<10}{shorten(said, LONGEST_ANSWER)}" for name, said in told(outcome)
        ]
    left = len(misses) - SHOWN_MISSES
    return (
        [*lines, "", f"{left:,} more; --html or --json FILE holds them all."] if left > 0 else lines
    )


def told(outcome: Outcome) -> list[tuple[str, str]]:
    """What a person needs to see why a question went wrong: name and text, not yet filtered."""
    gold, judged = outcome.gold, outcome.judged
    lines = [("type", gold.type)] if gold.type else []
    # Where only the search was asked there is no answer to show.
    if judged:
        # Forms of one answer with a stroke; with "and" what must all be in it.
        wanted = " and ".join(" / ".join(forms) for forms in gold.needed)
        lines.append(("expected", "a refusal" if gold.refuse else wanted))
        lines.append(("got", judged.text if judged.found else "a refusal"))
        lines += [("closest", quote) for quote in judged.nearest]
    if gold.docs:
        lines.append(("gold", f"{_placed(outcome)}: {', '.join(gold.docs)}"))
    return lines


def _placed(outcome: Outcome) -> str:
    # No ranking: the named articles are near misses of a question that must be refused.
    if outcome.ranking is None:
        return "a near miss"
    first = outcome.ranking.first
    return f"ranked {first}" if first else "not among the articles that came"


def comparison_text(comparison: RunComparison) -> str:
    """What changed since an earlier run."""
    earlier = comparison.earlier
    rows = [("", "then", "now", "difference")]
    rows += [
        (name, value_text(name, then), value_text(name, now), difference_text(name, then, now))
        for name, then, now in comparison.figures
    ]
    head = f"Against {fold(earlier.name)}, run {when_text(earlier.when)}"
    changed = [*_changed("now right", comparison.gained), *_changed("now wrong", comparison.lost)]
    return "\n".join([head, *_table(rows, left=(0,)), "", change_line(comparison), *changed])


def difference_text(name: str, then: float, now: float) -> str:
    """The difference of two values, with its sign; nothing where they are the same."""
    # Judged by what is shown: a difference that rounds to 0.000 is none.
    shown = value_text(name, abs(now - then))
    return "" if not float(shown) else f"{'+' if now > then else '-'}{shown}"


def change_line(comparison: RunComparison) -> str:
    """How many questions changed, and whether that may be chance, in a sentence or two."""
    gained, lost = len(comparison.gained), len(comparison.lost)
    line = (
        f"Of {with_count(comparison.shared, 'question')} in both, {gained} went from wrong to "
        f"right and {lost} from right to wrong."
    )
    if not gained + lost:
        return line
    # Never "0 times in 100": a chance is not ruled out.
    percent = max(1, round(100 * comparison.chance))
    return f"{line} Two equally good runs differ at least so unevenly {percent} times in 100."


def _changed(what: str, outcomes: Iterable[Outcome]) -> list[str]:
    return [f"  {what}: {fold(one.gold.id)}: {shorten(one.gold.question.text)}" for one in outcomes]


def _table(rows: Sequence[Sequence[str]], *, left: tuple[int, ...]) -> list[str]:
    """Rows as text, every column as wide as it needs; those in `left` begin at the left."""
    from rich.cells import cell_len

    # In columns of the screen, of which a Chinese character takes two.
    widths = [max(map(cell_len, column)) for column in zip(*rows, strict=True)]
    lines = []
    for row in rows:
        cells = [
            cell + " " * (width - cell_len(cell))
            if at in left
            else " " * (width - cell_len(cell)) + cell
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        lines.append("  ".join(cells).rstrip())
    return lines
