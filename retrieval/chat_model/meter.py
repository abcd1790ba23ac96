"""What one question takes: the milliseconds of each step, and the chat model's tokens in it."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from retrieval.types import Step


class Meter:
    """Open for as long as a question is being answered; one question, one meter."""

    def __init__(self) -> None:
        self.steps: list[Step] = []
        # Open steps, the innermost last: a model's "write" and "mend" run within the pipeline's
        # "write".
        self._running: list[_Running] = []
        self._until: float | None = None

    @property
    def tokens(self) -> int:
        """All tokens counted so far, sent and written."""
        every = [(step.tokens_in, step.tokens_out) for step in self.steps]
        # What is counted to an open step comes into `steps` only when that ends.
        every += [(step.tokens_in, step.tokens_out) for step in self._running]
        return sum(map(sum, every))

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Time the block as a step; the time of a step inside it is that step's alone."""
        running = _Running(name)
        self._running.append(running)
        try:
            yield
        finally:
            self._running.remove(running)
            passed = time.perf_counter() - running.began
            if self._running:
                self._running[-1].inside += passed
            ms = round((passed - running.inside) * 1000, 1)
            self.steps.append(Step(name, ms, running.tokens_in, running.tokens_out))

    def count(self, tokens_in: int, tokens_out: int) -> None:
        """Count tokens of the model to the step that is running."""
        if self._running:
            self._running[-1].tokens_in += tokens_in
            self._running[-1].tokens_out += tokens_out

    def until(self, seconds: float | None) -> float | None:
        """The moment (`time.monotonic`) by which the model must be done with this question.

        All of its calls share the time, which begins with the first.
        """
        if self._until is None and seconds is not None:
            self._until = time.monotonic() + seconds
        return self._until


class _Running:
    def __init__(self, name: str) -> None:
        self.name = name
        self.began = time.perf_counter()
        # Seconds that steps within it took.
        self.inside = 0.0
        self.tokens_in = self.tokens_out = 0
