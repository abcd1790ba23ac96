"""Which line of pasted text is its title."""

from __future__ import annotations

import re
import string

from retrieval.reading.press.datelines import read_dateline
from retrieval.reading.press.furniture import is_furniture_line
from retrieval.reading.press.known_outlets import known_outlet
from retrieval.reading.press.label_lines import is_rubric, read_label
from retrieval.reading.press.press_names import is_press_name
from retrieval.reading.press.text_lines import TextLine, ends_sentence, folded
from retrieval.types import Span

_LINES_TO_LOOK_AT = 12  # above a title stand menus and labels
_LONGEST_TITLE = 250  # characters; a longer line is a paragraph
_WRAPPED = range(40, 101)
"""How long the lines of a text are that was broken into lines of one width."""
_LONGEST_BLOCK = 8  # lines that are looked at to tell a title from a paragraph; chosen by hand
_SHORTEST_PARAGRAPH = 3  # lines; two may be a broken title
# " / Almaty" in "Steppe Wire / Almaty", ", Almaty"
_PLACED = re.compile(r"\s*(?:\s/\s|[|,])\s*(?P<place>[^\W\d_][\w .'’-]{1,40})$")


def find_title(lines: list[TextLine]) -> tuple[str, Span] | None:
    """The title and its range: the first line that is neither furniture nor a label.

    None where that line is the story's own: it ends with a full stop, begins with a dateline,
    is the first of a paragraph broken into lines, or has nothing below it.
    """
    for at, line in enumerate(lines[:_LINES_TO_LOOK_AT]):
        if is_furniture_line(line.text) or read_label(line.text):
            continue
        if masthead(lines, at) or rubric(lines, at):
            continue
        below = any(not is_furniture_line(later.text) for later in lines[at + 1 :])
        return _title(line, _block(lines, at)) if below and _can_be_title(line.text) else None
    return None


def masthead(lines: list[TextLine], at: int) -> str | None:
    """The outlet whose name the line at `at` is; None if it is none, or may be the title itself.

    `THE AMBER POST` is a masthead where a headline, a byline or a date stands below it.
    """
    words = lines[at].text.strip(" *_#")
    placed = _PLACED.search(words)
    name = words[: placed.start()] if placed else words
    if not (known_outlet(name) or is_press_name(name)) or at + 1 == len(lines):
        return None
    below = lines[at + 1].text
    stands_above = is_rubric(below) or _has_headline(lines, at + 1)
    if read_label(below) or (stands_above and (placed or _names_itself(name, lines[at + 1 :]))):
        return known_outlet(name) or _in_small_letters(name)
    return None


def _names_itself(name: str, below: list[TextLine]) -> bool:
    """Whether a name can be none but the paper's: known, with an article, or found again below.

    `HARBOUR POST CLOSED` above a second headline is the first one: its words are written small
    in the story.
    """
    if known_outlet(name) or name.casefold().startswith("the "):
        return True
    text = "\n".join(line.text for line in below)
    small = set(re.findall(r"\b[^\W\d_]+", text))  # "harbour" of "the harbour"
    told = any(word.casefold() in small for word in name.split())
    return _in_small_letters(name) in text or (name.isupper() and not told)


def rubric(lines: list[TextLine], at: int) -> bool:
    """Whether the line at `at` is the kind of piece that the headline below it heads."""
    return is_rubric(lines[at].text) and _has_headline(lines, at + 1)


def _has_headline(lines: list[TextLine], at: int) -> bool:
    """Whether at `at` stands a headline, apart from what is above it, with a text below."""
    if at + 1 >= len(lines) or not lines[at].after_blank or not _can_be_title(lines[at].text):
        return False
    return not (is_furniture_line(lines[at].text) or read_label(lines[at].text))


def _in_small_letters(name: str) -> str:
    """`The Amber Post` of `THE AMBER POST`; what is not all capitals stays as it is."""
    return string.capwords(name) if name.isupper() else name


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
        if line.after_blank or is_furniture_line(line.text) or read_label(line.text):
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
