"""Hard-wrapped lines: a page's lines put together again as paragraphs.

Whether a line runs on is told by the oldest rule of typesetting: it was broken because the
next line's first word had no more room in it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.reading.lines import ends_sentence

_NARROWEST = 40
_FULL = 0.85
_ITEM = re.compile(r"[•▪◦●‣∙·*–—-]\s|\(?\d{1,3}[.)]\s|\(?[a-z]\)\s")
_BROKEN_WORD = re.compile(r"[^\W\d_]-$")


def unwrapped(pages: Sequence[str]) -> list[str]:
    """The pages with the lines of a paragraph joined by a space, and no character else changed.

    Paragraphs are kept apart by a blank line where one stands or a sentence ends, other lines
    (headings, bylines, lists) by a line feed. A word broken by a hyphen keeps its hyphen.
    """
    split = [[line.strip() for line in page.split("\n")] for page in pages]
    lengths = sorted(len(line) for lines in split for line in lines if line)
    width = max(_NARROWEST, lengths[len(lengths) * 9 // 10]) if lengths else 0
    return [_joined(lines, width) for lines in split]


def _joined(lines: list[str], width: int) -> str:
    parts: list[str] = []
    before = ""
    for line in lines:
        if line and parts:
            parts.append(_joint(before, line, width))
        if line:
            parts.append(line)
        before = line
    return "".join(parts)


def _joint(line: str, following: str, width: int) -> str:
    """What stands between two lines; `line` is empty where blank lines do."""
    if not line:
        return "\n\n"
    lower = following[0].islower()
    if _BROKEN_WORD.search(line) and lower:
        return ""
    room = len(line) + 1 + len(following.split()[0]) <= width * _FULL
    if _ITEM.match(following) or (room and not lower) or (room and ends_sentence(line)):
        return "\n\n" if ends_sentence(line) else "\n"
    return " "
