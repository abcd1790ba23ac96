"""Page furniture: which ranges of a text belong to the page and not to the article.

Careful on purpose: a range that is missed is only searched in vain, a sentence that is
swallowed can never be quoted. Nothing here changes the text.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path

from retrieval.reading.press.furniture_patterns import PATTERNS
from retrieval.reading.press.text_lines import (
    TextLine,
    ends_sentence,
    folded,
    is_byline,
    lines_of,
    merge_spans,
)
from retrieval.types import Span

_TABLE = Path(__file__).with_name("furniture.toml")
_LONGEST_LINE = 300  # characters; longer lines are the story's
_TAIL_LINES = 8  # in which whoever wrote it signs
_ABOUT_LINES = 4  # of a note on the author or the outlet
_ABOUT_LENGTH = 1500  # characters of them together; chosen by hand
_LONGEST_HEADLINE = 150  # characters; a longer line is a paragraph; chosen by hand
_FEWEST_PARTS = 3  # of a menu that is told by half of them; chosen by hand
_KEPT = 4096  # lines whose verdict is kept: each is asked about by several rules; chosen by hand

# " | " in "Home | World", "  " in "Home  World"
_PARTED = re.compile(r"[|·•»›>/]| {2,}")
_PART = re.compile(r"[^\W\d_a-zа-яё][^\W\d_]*(?: [^\W\d_]+){0,2}")  # "Ships and Harbours"
# "(second from left)", "pictured": a caption's words
_POSED = re.compile(
    r"\((?:far |second |third )?(?:from )?"
    r"(?:left|right|cent(?:er|re)|l|r|c|pictured|(?:file|archive) photo)\b"
    r"[^)]{0,40}\)|\bpictured\b",
    re.IGNORECASE,
)
# "he said", a quotation: somebody's words and no paper's
_TOLD = re.compile(r"[\"“”«»]|\b(?:said|says|told|сказала?|заявила?|деді)\b", re.IGNORECASE)
# "Write to Jane Doe at doe@tully.example."
_WRITE = re.compile(r"(?:write to|e-?mail|contact us)\b.{0,80}\S@\S+\.\w+\.?$", re.IGNORECASE)
# " " between "Read more here." and "Donate now."
_BETWEEN = re.compile(r"(?<=[.!?])\s+")
# "Donate", "Subscribe now!" behind another appeal
_GIVE = re.compile(
    r"(?:please )?(?:donate|subscribe|sign up)(?: now| today| here)?\W*", re.IGNORECASE
)
# "Enditem" behind the last sentence, "ENDS", "-- END --", "###"
_END_MARK = re.compile(
    r"(?:^|(?<=[.!?\"”»)])\s+)(?P<mark>Enditem\W*|\(?ENDS\)?|[-–—/(]{1,2} ?(?:END|30) ?[-–—/)]{1,2}"
    r"|#{3,})$"
)
# "-- by Lena Orsk"
_SIGN_OFF = re.compile(r"^(?:--|—|–|―|-)\s*(?:by\s+)?(?P<name>[^\W\d_].{2,80})$", re.IGNORECASE)


@cache
def _phrases(kind: str) -> frozenset[str]:
    return frozenset(tomllib.loads(_TABLE.read_text(encoding="utf-8"))[kind])


@lru_cache(maxsize=_KEPT)
def is_furniture_line(line: str) -> bool:
    """Whether a line, taken by itself, is navigation, a credit, a sign-up, a notice or the like."""
    if len(line) > _LONGEST_LINE:
        return False
    known = _is_navigation(line) or any(pattern.search(line) for pattern in PATTERNS)
    return known or _appeal(line) == 0


def signed_by(line: str) -> str | None:
    """The name in a sign-off line, `-- Jane Doe`, or None."""
    match = _SIGN_OFF.match(line) if len(line) <= _LONGEST_LINE else None
    return match["name"].strip() if match and is_byline(match["name"]) else None


def page_furniture(text: str) -> tuple[Span, ...]:
    """The ranges of `text` that are page furniture, sorted and apart from each other.

    What the head of an article says of itself (title, byline, dateline) is told by
    `bylines.read_byline`.
    """
    lines = lines_of(text)
    spans = [line.span for line in lines if is_furniture_line(line.text)]
    # What a paragraph ends with: "Five were caught yesterday. Follow us for updates."
    ends = ((line, _appeal(line.text)) for line in lines)
    spans += [(line.start + begin, line.end) for line, begin in ends if begin]
    spans += _repeats(lines)
    spans += [line.span for line in lines[-_TAIL_LINES:] if signed_by(line.text)]
    ended = ((line, _END_MARK.search(line.text)) for line in lines[-_TAIL_LINES:])
    spans += [(line.start + mark.start("mark"), line.end) for line, mark in ended if mark]
    spans += _about(lines)
    spans += _headlines(lines)
    return merge_spans(spans)


def unless_all(text: str, spans: tuple[Span, ...]) -> tuple[Span, ...]:
    """The same spans, or none where they would leave nothing of the text."""
    position = 0
    for start, end in (*spans, (len(text), len(text))):
        if text[position:start].strip():
            return spans
        position = end
    return ()


def _is_navigation(line: str) -> bool:
    if line.endswith("."):
        return False
    known = _phrases("navigation")
    if folded(line) in known:
        return True
    known |= _phrases("menus")
    parts = [part for part in _PARTED.split(line) if folded(part)]
    told = [part for part in parts if folded(part) in known]
    words = line.split()
    if len(parts) == 1:
        # "Home News Weather": each word is a part.
        return len(words) >= _FEWEST_PARTS and all(
            word[0].isupper() and folded(word) in known for word in words
        )
    if parts and len(told) == len(parts):
        return True
    # Of a longer menu half the parts need be known: "Home  Ships  Weather  Contacts"
    short = all(_PART.fullmatch(part.strip()) for part in parts)
    return len(parts) >= _FEWEST_PARTS and short and len(told) * 2 >= len(parts)


def _appeal(line: str) -> int | None:
    """Where the last sentences of a line begin that ask the reader to subscribe, to give, to write.

    0 in `Support independent journalism. Donate now.`, None in `Support for the press fell.`
    """
    begins = [0, *(gap.end() for gap in _BETWEEN.finditer(line))]
    first = None
    for begin, end in reversed(list(pairwise([*begins, len(line)]))):
        if not _asks(line[begin:end].strip()):
            break
        first = begin
    return first


def _asks(sentence: str) -> bool:
    """Whether a sentence asks for something; what somebody is quoted as saying does not."""
    if _WRITE.match(sentence) or _GIVE.fullmatch(sentence):
        return True
    words = f" {folded(sentence)} "
    begins = _starts("asks").match(words)
    return bool(begins and _starts("services").search(words) and not _TOLD.search(sentence))


@cache
def _starts(kind: str) -> re.Pattern[str]:
    """The phrases of a table within folded words: all of a word, or how it begins (`channel*`)."""
    phrases = (re.escape(phrase).replace(r"\*", r"\w*") for phrase in _phrases(kind))
    return re.compile(rf" (?:{'|'.join(sorted(phrases))})(?= )")  # " sign up" of " sign up here "


def _repeats(lines: list[TextLine]) -> list[Span]:
    """A line said twice running: its second copy, and the first too where it is a caption."""
    spans: list[Span] = []
    for before, line in pairwise(lines):
        if line.text == before.text:
            spans.append(line.span)
            if len(line.text) <= _LONGEST_LINE and _POSED.search(line.text):
                spans.append(before.span)
    return spans


def _about(lines: list[TextLine]) -> list[Span]:
    """A heading like `About This Blog`, and what follows, if that is little and ends the text."""
    for at in range(len(lines) - 1, 0, -1):
        if folded(lines[at].text[:_LONGEST_LINE]) in _phrases("about"):
            below = [line for line in lines[at + 1 :] if not is_furniture_line(line.text)]
            short = (
                len(below) <= _ABOUT_LINES
                and sum(len(line.text) for line in below) <= _ABOUT_LENGTH
            )
            chosen = lines[at:] if short else lines[at : at + 1]
            return [line.span for line in chosen]
    return []


def _headlines(lines: list[TextLine]) -> list[Span]:
    """Headlines of other articles below a heading like `Latest Posts`, where they end the text."""
    spans: list[Span] = []
    for line in reversed(lines):
        if folded(line.text[:_LONGEST_LINE]) in _phrases("lists"):
            return spans
        told = ends_sentence(line.text) and not line.text.endswith("?")
        if len(line.text) > _LONGEST_HEADLINE or (told and not is_furniture_line(line.text)):
            return []
        spans.append(line.span)
    return []
