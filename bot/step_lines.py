"""What the steps to an answer took, as text for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.render import Line
from retrieval.messages import gettext, number_words

if TYPE_CHECKING:
    from retrieval.types import Answer


def step_lines(answer: Answer) -> list[Line]:
    """A line for each step, with its milliseconds and the chat model's tokens; then the sum."""
    steps = [(step.name, step.ms, step.tokens_in, step.tokens_out) for step in answer.steps]
    sent, written = sum(step[2] for step in steps), sum(step[3] for step in steps)
    # The last row is the answer's own time: it holds what lies between the steps, too.
    rows = [*steps, (gettext("in all"), answer.ms, sent, written)]
    return [Line(((_row(*row), "dim" if row is not rows[-1] else ""),)) for row in rows]


def _row(name: str, ms: float, tokens_in: int, tokens_out: int) -> str:
    form = gettext("{sent} tokens sent, {written} written")
    # Steps without a chat model have no tokens, and the column stays empty.
    tokens = form.format(sent=number_words(tokens_in), written=number_words(tokens_out))
    return f"{name:<12}{ms:>10,.1f} ms{f'  {tokens}' if tokens_in or tokens_out else ''}"
