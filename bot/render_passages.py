"""Passages, and a quotation in its article, as text for people; pure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from bot.render import Line, line_of, numbered, source_line, where_lines
from bot.text import fold, without_controls
from retrieval.messages import gettext

if TYPE_CHECKING:
    from collections.abc import Sequence

    from retrieval.types import Article, Citation, Passage

CONTEXT = 300
"""Characters of the article shown on each side of a quotation."""


def passage_lines(passages: Sequence[Passage]) -> list[Line]:
    """The passages of a search, numbered, each with its text and where it lies."""
    if not passages:
        return [line_of(gettext("No passage fits. Try other words, or fewer limits."))]
    blocks: list[Line] = []
    for number, passage in enumerate(passages, 1):
        head, text = numbered(f"{number}.", passage), line_of(fold(passage.text), "", 4)
        blocks += [Line()] * bool(blocks) + [head, text, *where_lines(passage)]
    return blocks


def context_lines(item: Citation | Passage, article: Article) -> list[Line]:
    """A quotation in its article, between `>>` and `<<`; page furniture is not gone across."""
    text = article.text
    first = max((end for _, end in article.furniture if end <= item.start), default=0)
    last = min((start for start, _ in article.furniture if start >= item.end), default=len(text))
    start, end = max(first, item.start - CONTEXT), min(last, item.end + CONTEXT)
    before, after = text[start : item.start], text[item.end : end]
    # Whole at the ends of the text between two pieces of furniture, else cut at a word.
    before = before if start == first else "…" + _from_word(before)
    # The end is cut like the beginning, read from behind.
    after = after if end == last else _from_word(after[::-1])[::-1] + "…"
    quote = f">>{without_controls(text[item.start : item.end])}<<"
    parts = (
        (without_controls(before).lstrip("\n"), ""),
        (quote, "bold"),
        (without_controls(after).rstrip(), ""),
    )
    return [line_of(source_line(item), "bold"), *where_lines(item, 0), Line(), Line(parts)]


def _from_word(text: str) -> str:
    """`text` without the word that its beginning cuts through, if there is a later one."""
    # "ssing the bridge": the rest of a word and a blank. A text without blanks, Chinese say, has no
    # such run, and is left as it was cut.
    return text[found.end() :] if (found := re.match(r"\S{,40}\s", text)) else text
