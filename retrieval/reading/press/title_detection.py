"""Which line of pasted text is its title."""

from __future__ import annotations

from retrieval.reading.press.datelines import read_dateline
from retrieval.reading.press.furniture import is_furniture_line
from retrieval.reading.press.label_lines import is_press_name, read_label
from retrieval.reading.press.text_lines import TextLine, ends_sentence, folded
from retrieval.types import Span

_LINES_TO_LOOK_AT = 12  # above a title stand menus and labels
_LONGEST_TITLE = 250  # characters; a longer line is a paragraph
_WRAPPED = range(40, 101)
"""How long the lines of a text are that was broken into lines of one width."""
_LONGEST_BLOCK = 8  # lines that are looked at to tell a title from a paragraph; chosen by hand
_SHORTEST_PARAGRAPH = 3  # lines; two may be a broken title


def find_title(lines: list[TextLine]) -> tuple[str, Span] | None:
    """The title and its range: the first line that is neither furniture nor a label.

    None where that line is the story's own: it ends with a full stop, begins with a dateline,
    is the first of a paragraph broken into lines, or has nothing below it.
    """
    for at, line in enumerate(lines[:_LINES_TO_LOOK_AT]):
        if is_furniture_line(line.text) or read_label(line.text):
            continue
        if is_press_name(line.text, lines[at + 1].text if at + 1 < len(lines) else ""):
            continue
        below = any(not is_furniture_line(later.text) for later in lines[at + 1 :])
        return _title(line, _block(lines, at)) if below and _can_be_title(line.text) else None
    return None


def title_words(line: str) -> str:
    """A title without the marks of a Markdown heading."""
    return line.lstrip("#").strip(" *_#") or line


def _can_be_title(line: str) -> bool:
    told = ends_sentence(line) and line.rstrip("\"'”’»)*_ ").endswith(".")
    fits = len(line) <= _LONGEST_TITLE and any(mark.isalpha() for mark in line)
    return (
        fits
        and not told
        and read_dateline(line) is None
        and not line.startswith(("-", "•", ">", "|"))
    )


def _block(lines: list[TextLine], at: int) -> list[TextLine]:
    """The line at `at` and those that follow without a blank line or a label between."""
    block = [lines[at]]
    for line in lines[at + 1 : at + _LONGEST_BLOCK]:
        if line.apart or is_furniture_line(line.text) or read_label(line.text):
            break
        block.append(line)
    return block


def _title(line: TextLine, block: list[TextLine]) -> tuple[str, Span] | None:
    whole = title_words(line.text), line.span
    if len(block) == 1 or line.text.startswith("#"):
        return whole
    if block[1].text[0].islower():
        return _broken_title(block)
    return None if _is_wrapped(block) else whole


def _broken_title(block: list[TextLine]) -> tuple[str, Span] | None:
    """A title broken into two lines stands apart; anything longer is a paragraph."""
    first, last = block[0], block[-1]
    if len(block) != 2 or len(last.text) > _WRAPPED.stop or ends_sentence(last.text):
        return None
    return f"{first.text} {last.text}", (first.start, last.end)


def _is_wrapped(block: list[TextLine]) -> bool:
    """Whether these are lines of one paragraph: three or more, of like length, few ending one."""
    if len(block) < _SHORTEST_PARAGRAPH:
        return False
    even = all(len(line.text) in _WRAPPED for line in block[:-1])
    even = even and len(block[-1].text) < _WRAPPED.stop
    return even and sum(ends_sentence(line.text) for line in block[:-1]) * 2 < len(block) - 1


def same_words(one: str | None, other: str | None) -> bool:
    """Whether two titles are one but for case, punctuation and the like."""
    return one is not None and other is not None and folded(one) == folded(other) != ""
