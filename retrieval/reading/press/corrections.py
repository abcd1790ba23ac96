"""Corrections and updates: what an article says of an earlier version of itself.

Wires mark the title ("UPDATE 2-Oil falls"), papers put a note at the foot ("An earlier version
of this article misstated ..."). Only such marks of the trade count: a page about a software
update or a house of correction bears none.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from retrieval.reading.press.correction_marks import (
    DATE_WORD,
    EARLIER,
    HINTS,
    LABEL,
    MENDED,
    NOTE,
    ORDER,
    OTHERWISE,
    PARENTHESIS,
    PROSE,
    SAID,
    SENTENCE,
    STAMPED,
    SUFFIX,
    WIRE,
    WIRES_ONLY,
)
from retrieval.reading.press.text_lines import TextLine, folded, lines_of
from retrieval.types import Revision, RevisionKind, Span

_FEWEST_LETTERS = 3  # fewer beside a mark say nothing of what was corrected
_ALONE: tuple[RevisionKind, ...] = ("retraction", "correction", "clarification")
"""Kinds whose word may be a line by itself: "Updates" leads a list of other pages, too."""
_HEAD = 300
"""Characters at the top, where a stamp like "(updated)" is the article's own, furniture or not."""
_FOOT_LINES = 2  # in which a note on an earlier version stands
_OPENING_LINES = 8  # in which one stands under a title that is marked: below date and byline


@dataclass(frozen=True, slots=True)
class _Mark:
    """One mark of a revision; `note` as in `Revision`."""

    kind: RevisionKind
    number: int | None = None
    note: Span | None = None


def read_revision(title: str | None, text: str, furniture: Sequence[Span] = ()) -> Revision | None:
    """What an article says of being a correction or an update; None for a plain first report.

    Pure, and never raises. The weightiest kind wins; its `note` covers the sentences that tell
    of the earlier version, and no new ones behind them.

    Args:
        title: The article's title.
        text: Its whole text.
        furniture: Ranges of the text to leave out, as lists of other stories.
    """
    # One spelling, of the same length: offsets stay.
    title, text = (given.replace("ё", "е").replace("Ё", "Е") for given in (title or "", text))
    marks = [*_in_title(title), *_in_text(title, text, furniture)]
    if not marks:
        return None
    marks.sort(key=lambda mark: ORDER.index(mark.kind))
    number = next((mark.number for mark in marks if mark.number is not None), None)
    note = next((mark.note for mark in marks if mark.note), None)
    kind = marks[0].kind
    if kind != "update":
        note = note or _note_under_title(title, text, furniture)
    return Revision(kind, number, note)


def _suffix(title: str) -> re.Match[str] | None:
    found = SUFFIX.search(title)
    return found if found and found[_kind(found)].isupper() else None


def _in_title(title: str) -> Iterator[_Mark]:
    rest = title
    while (label := LABEL.match(rest)) and _labels(rest, label):
        yield _Mark(_kind(label), _number(label["number"]))
        rest = rest[label.end() :]
    for found in (STAMPED.search(rest), _suffix(rest)):
        if found:
            yield _Mark(_kind(found), _number(found["number"]))
    if wire := WIRE.search(rest):
        yield _Mark("update", _number(wire["number"] or wire["writethru"] or "1"))


def _labels(line: str, label: re.Match[str]) -> bool:
    """Whether what looks like a label is one: "Updates - new phones" and "Adds:" are none."""
    word = label[_kind(label)]
    if word.isupper() or label["number"]:
        return True
    end = label["end"].strip(" *_")
    if word.casefold() in WIRES_ONLY:
        return False
    if not end and label.end() == len(line):
        return _kind(label) in _ALONE
    return end[:1] in (":", ")", "]") or (end[:1] == "." and word[:1].isupper())


def _kind(found: re.Match[str]) -> RevisionKind:
    groups = found.groupdict()
    return next(kind for kind in ORDER if groups.get(kind))


def _number(digits: str | None) -> int | None:
    return int(digits) if digits else None


def _in_text(title: str, text: str, furniture: Sequence[Span]) -> Iterator[_Mark]:
    every = [one for one in lines_of(text) if one.start < _HEAD or not _lies_in(one, furniture)]
    headline = folded(title)
    for at, line in enumerate(every):
        words = line.text.lower()
        if not any(hint in words for hint in HINTS) or folded(line.text) == headline:
            continue
        below = every[at + 1] if at + 1 < len(every) else None
        yield from _in_line(line, below, last=at >= len(every) - _FOOT_LINES)


def _lies_in(line: TextLine, ranges: Sequence[Span]) -> bool:
    return any(start <= line.start and line.end <= end for start, end in ranges)


def _in_line(line: TextLine, below: TextLine | None, *, last: bool) -> Iterator[_Mark]:
    labels = list(_labels_in(line, below))
    yield from labels
    if labels:
        return
    if found := PARENTHESIS.match(line.text):
        end = line.text.find(")", found.end() - 1) + 1 or len(line.text)
        corrects = "correct" in line.text[:end].casefold()
        kind: RevisionKind = "correction" if corrects else _kind(found)
        yield _Mark(kind, None, (line.start, line.start + end))
    elif (found := NOTE.match(line.text)) and MENDED.search(line.text, found.end()):
        yield _Mark("correction", None, _note(line, 0, "correction") or line.span)
    else:
        yield from _in_prose(line, last=last)
        if line.start < _HEAD and (found := STAMPED.search(line.text[:_HEAD])):
            yield _Mark(_kind(found), _number(found["number"]))


def _labels_in(line: TextLine, below: TextLine | None) -> Iterator[_Mark]:
    """The labels with which the line or a sentence in it begins."""
    for start, _ in _sentences(line.text):
        label = LABEL.match(line.text, start)
        if not label or not _labels(line.text, label) or (start and ":" not in label["end"]):
            continue
        kind = _kind(label)
        told = line.text[label.end() :]
        if _only_dated(told, below):
            continue
        alone = not told.strip()
        note = _note(below, 0, kind) if alone and below else _note(line, start, kind)
        yield _Mark(kind, _number(label["number"]), note)


def _in_prose(line: TextLine, *, last: bool) -> Iterator[_Mark]:
    """The line's own words about an earlier version of the page."""
    for kind, pattern in PROSE:
        if found := pattern.search(line.text):
            yield _Mark(kind, None, _note(line, found.start(), kind))
            return
    if last and (found := SAID.search(line.text)):
        yield _Mark("correction", None, _note(line, found.start(), "correction"))


def _only_dated(told: str, below: TextLine | None) -> bool:
    """Whether behind a label stands a date alone ("Updated: 4 June 2015"), or nothing at all."""
    bare = DATE_WORD.sub("", told or (below.text if below else ""))
    return sum(map(str.isalpha, bare)) < _FEWEST_LETTERS


def _note(line: TextLine, position: int, kind: RevisionKind) -> Span | None:
    """The sentences from the one at `position` to the last that tells of the earlier version."""
    mine = [(start, end) for start, end in _sentences(line.text) if end > position]
    telling = (EARLIER,) if kind == "update" else (EARLIER, OTHERWISE)
    told = [end for start, end in mine if any(p.search(line.text, start, end) for p in telling)]
    if not told:
        return None
    return line.start + mine[0][0], line.start + max(told)


def _note_under_title(title: str, text: str, furniture: Sequence[Span]) -> Span | None:
    """The first sentence near the top that tells of the earlier version, and of no new one.

    Of "It is 24, not 26" nobody can say that it is of before.
    """
    lines = (line for line in lines_of(text) if not _lies_in(line, furniture))
    for line in islice(lines, _OPENING_LINES):
        if folded(line.text) == folded(title):
            continue
        for start, end in _sentences(line.text):
            if EARLIER.search(line.text, start, end) and not OTHERWISE.search(
                line.text, start, end
            ):
                return line.start + start, line.start + end
    return None


def _sentences(line: str) -> list[Span]:
    return [found.span() for found in SENTENCE.finditer(line)]
