"""Answers to questions asked again: what was worked out stays good until the archive changes.

Nothing is shown from here unverified: what is remembered is the draft, and every citation of it
is read back from the archive each time.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import replace
from datetime import date

from retrieval.answer.pipeline_state import PipelineState
from retrieval.archive.generation_cache import GenerationCache
from retrieval.archive.store import Archive, meta
from retrieval.names.aliases import FILE as ALIASES
from retrieval.types import Question

MOST = 128
"""Answers remembered; each takes some tens of kilobytes."""


def asked_alike(question: Question) -> Question:
    """The question without what no answer depends on: whoever asks, and where, gets the same."""
    text = " ".join(question.text.split())
    return replace(question, text=text, id=None, private=False, channel=None)


class AnswerCache:
    """What was worked out for questions that stand alone, by all that it depends on.

    That is the words (blanks aside), the limits, the day, `aliases.toml` and the archive's
    generation.
    """

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        self._memory: GenerationCache[PipelineState] = GenerationCache(MOST)

    def find(self, question: Question) -> tuple[PipelineState | None, int]:
        """What was worked out for the question, or None; and the archive's generation."""
        with self._archive.reading() as connection:
            # A follow-up depends on answers, and on what of them stands today.
            found = None if question.earlier else self._memory.find(connection, self._key(question))
            # From the same transaction: by it `keep` tells whether the archive has changed
            # meanwhile.
            return found, int(meta(connection, "generation") or 0)

    def keep(self, state: PipelineState) -> None:
        """Remember what was worked out, unless the archive has changed since it was asked."""
        question = state.plan.question
        if question.earlier:
            return
        with self._archive.reading() as connection:
            if meta(connection, "generation") == state.generation:
                self._memory.keep(connection, self._key(question), state)

    def _key(self, question: Question) -> Hashable:
        # "last week" is another week tomorrow.
        return asked_alike(question), date.today(), self._aliases()

    def _aliases(self) -> tuple[int, int] | None:
        # The file may be edited while the archive stays as it is.
        try:
            about = (self._archive.home / ALIASES).stat()
        except OSError:
            return None
        return about.st_mtime_ns, about.st_size
