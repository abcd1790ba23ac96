"""Passages, and a quotation in its article, as text for people; pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.render import Line, line_of, numbered, source_line, where_lines
from bot.text import fold, visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from retrieval.types import Citation, Passage

CONTEXT = 300
"""Characters of the article shown on each side of a quotation."""


def passage_lines(passages: Sequence[Passage]) -> list[Line]:
    """The passages of a search, numbered, each with its text and where it lies."""
    if not passages:
        return [line_of("No passage fits. Try other words, or fewer limits.")]
    blocks: list[Line] = []
    for number, passage in enumerate(passages, 1):
        head, text = numbered(f"{number}.", passage), line_of(fold(passage.text), "", 4)
        blocks += [Line()] * bool(blocks) + [head, text, *where_lines(passage)]
    return blocks


def context_lines(item: Citation | Passage, text: str) -> list[Line]:
    """A quotation in the article it comes from, between `>>` and `<<`.

    Args:
        item: What is quoted.
        text: The article's whole text, of which `item.start` and `item.end` are offsets.
    """
    start, end = max(0, item.start - CONTEXT), min(len(text), item.end + CONTEXT)
    before, after = text[start : item.start], text[item.end : end]
    before = before if start == 0 else "…" + _from_word(before)
    after = after if end == len(text) else _from_word(after[::-1])[::-1] + "…"
    quote = f">>{visible(text[item.start : item.end])}<<"
    parts = ((visible(before).lstrip("\n"), ""), (quote, "bold"), (visible(after).rstrip(), ""))
    return [line_of(source_line(item), "bold"), *where_lines(item, 0), Line(), Line(parts)]


def _from_word(text: str) -> str:
    """`text` without the word that its beginning cuts through, if there is a later one."""
    return text[found.end() :] if (found := re.match(r"\S{,40}\s", text)) else text
