"""Text to sentences to chunks, by offsets alone: no text is copied, changed or repeated.

Sentences come from sentencex (Wikimedia's splitter), which knows abbreviations and keeps a
quotation whole; a line end always ends a sentence, since pasted pages put headings and
captions on lines of their own.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import sentencex

from retrieval.archive.text_normalization import unspaced_share
from retrieval.language.alphabet import CYRILLIC, LATIN
from retrieval.language.lists import is_list_item, opens_list
from retrieval.types import Span

CHUNK_TOKENS = 230
"""Chunks are filled up to this; MiniLM reads 256. 200 to 256 measured alike, 100 clearly worse."""

LONGEST_SENTENCE = 1000
"""Characters; a longer run without a sentence end (a list, a table, a damaged file) is cut."""

LONGEST_UNSPACED = 160
"""The same for a script without spaces, where a character may be a token or more."""

LONGEST_BLOCK = 8000
"""Characters given to the splitter at once: its time grows with the square of their number."""

_SPACE = re.compile(" ")  # "The|ferry|sailed": where a long sentence may be cut
# the rows of a small table together, "Country\tTroops\nBelarus\t200" or "| Country | Troops |":
# a row says little alone
_LINE = re.compile(
    r"(?:[^\n]{0,80}\t[^\n]{0,80}(?:\n|\Z)){2,12}"
    r"|(?:\|[^\n]{1,160}\|[ ]*(?:\n|\Z)){2,12}"
    r"|[^\n]+"
)
# where one is cut that has few blanks: "，", ", "
_PAUSE = re.compile(r"[ \u3000，、；：,;:」』”）)]")
# "TULLY.|KZ", "12.|KZ": a full stop within a word of capitals; not "ended.|NATO", "NATO.|The",
# where only the blank between two sentences is missing
_IN_WORD = re.compile(r"(?:[A-Z]{2,}|\b\d{1,3})\.(?=[A-Z]{2,3}\b)")

Counted = tuple[Span, int]
"""A sentence and its tokens."""

LARGEST_GAP = 200
"""Characters of left-out text that may lie inside a chunk; a larger gap starts a new one."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Whole sentences in order; the chunk runs from the first one's start to the last one's end."""

    sentences: tuple[Span, ...]

    @property
    def start(self) -> int:
        """Offset of the first sentence."""
        return self.sentences[0][0]

    @property
    def end(self) -> int:
        """Offset after the last sentence."""
        return self.sentences[-1][1]

    def text(self, article: str) -> str:
        """The sentences' own text, what lies between them left out; this is what is indexed."""
        return "\n".join(article[start:end] for start, end in self.sentences)


def sentences(text: str, furniture: Sequence[Span] = ()) -> list[Span]:
    """The sentences of `text` outside `furniture`: ordered, disjoint, trimmed of white space.

    A table keeps the tab before its first words. Every character that is neither white space
    nor furniture lies in exactly one of them.
    """
    return [
        piece
        for start, end in _outside(len(text), furniture)
        for line in _LINE.finditer(text[start:end])
        for sentence in _line_sentences(text, start + line.start(), start + line.end())
        for piece in _cut(text, *sentence)
    ]


def _outside(length: int, ranges: Sequence[Span]) -> Iterator[Span]:
    position = 0
    # Ranges may overlap, or reach past the text: the position never goes back.
    for start, end in sorted(ranges):
        if position < start:
            yield position, min(start, length)
        position = max(position, end)
    if position < length:
        yield position, length


def _line_sentences(text: str, start: int, end: int) -> Iterator[Span]:
    if "\n" in text[start:end].strip():  # a table; a tab at its start is an empty first cell
        yield start, _trim(text, start, end)[1]
        return
    while start < end:
        stop = min(end, start + LONGEST_BLOCK)
        found = _boundaries(text, start, stop)
        # The block may have cut its last sentence: that one opens the next block.
        if stop < end and len(found) > 1:
            stop = found.pop()[0]
        for span in found:
            trimmed = _trim(text, *span)
            if trimmed[0] < trimmed[1]:
                yield trimmed
        start = stop


def _boundaries(text: str, start: int, end: int) -> list[Span]:
    # sentencex panics, past `except Exception`, on a capital before a space that isn't ASCII.
    plain = re.sub(r"\s", " ", text[start:end])
    found = sentencex.get_sentence_boundaries(_language(plain), plain)
    within = {match.end() for match in _IN_WORD.finditer(plain)}
    spans: list[Span] = []
    for one in found:
        begin, stop = one["start_index"], one["end_index"]
        first = spans.pop()[0] if spans and begin in within else start + begin
        spans.append((first, start + stop))
    return spans


def _language(text: str) -> str:
    """Whose abbreviations to know; the marks that end a sentence are known in any language."""
    return "ru" if len(CYRILLIC.findall(text)) > len(LATIN.findall(text)) else "en"


def _trim(text: str, start: int, end: int) -> Span:
    piece = text[start:end]
    left = len(piece) - len(piece.lstrip())
    return start + left, max(start + left, start + len(piece.rstrip()))


def _cut(text: str, start: int, end: int) -> Iterator[Span]:
    """A sentence, or where it is far too long its pieces, cut at a pause if there is one."""
    unspaced = end - start > LONGEST_UNSPACED and unspaced_share(text[start:end]) > 0.5
    longest, pause = (LONGEST_UNSPACED, _PAUSE) if unspaced else (LONGEST_SENTENCE, _SPACE)
    while end - start > longest:
        limit = start + longest
        # The last pause in the second half of what is allowed; without one, where that ends.
        *_, middle = (limit, *(p.end() for p in pause.finditer(text, start + longest // 2, limit)))
        yield _trim(text, start, middle)
        start = _trim(text, middle, end)[0]
    if start < end:
        yield start, end


def chunks(
    text: str,
    furniture: Sequence[Span],
    count_tokens: Callable[[Sequence[str]], list[int]],
    size: int = CHUNK_TOKENS,
) -> list[Chunk]:
    """Whole-sentence chunks of about equal size, none repeating another.

    Args:
        text: The article's text.
        furniture: Ranges of it to leave out.
        count_tokens: The embedding model's token counts, one a text.
        size: How many tokens a chunk is filled up to; a longer sentence is one by itself.
    """
    spans = sentences(text, furniture)
    counts = count_tokens([text[start:end] for start, end in spans])
    return [
        Chunk(tuple(span for span, _ in group))
        for section in _sections(list(zip(spans, counts, strict=True)))
        for group in _by_paragraphs(text, section, size)
    ]


def _sections(spans: Sequence[Counted]) -> Iterator[list[Counted]]:
    """Runs of sentences with no large gap between them."""
    section: list[Counted] = []
    for span, count in spans:
        if section and span[0] - section[-1][0][1] > LARGEST_GAP:
            yield section
            section = []
        section.append((span, count))
    if section:
        yield section


def _by_paragraphs(text: str, section: Sequence[Counted], limit: int) -> Iterator[list[Counted]]:
    """Groups that keep a paragraph whole where it fits: what was written together is found so."""
    pieces = [
        piece
        for paragraph in _paragraphs(text, section)
        for piece in (
            [paragraph] if _size(paragraph) <= limit else _sentence_groups(paragraph, limit)
        )
    ]
    for group in _fill(pieces, limit):
        yield [counted for piece in group for counted in piece]


def _paragraphs(text: str, section: Sequence[Counted]) -> Iterator[list[Counted]]:
    """The sentences line by line: a line end closes a paragraph, but not within a list."""
    paragraph: list[Counted] = []
    for counted in section:
        if paragraph and _closes(text, paragraph[-1][0], counted[0]):
            yield paragraph
            paragraph = []
        paragraph.append(counted)
    yield paragraph


def _closes(text: str, one: Span, following: Span) -> bool:
    """Whether a paragraph ends between two sentences; what opens a list is kept with it."""
    if "\n" not in text[one[1] : following[0]]:
        return False
    return not (opens_list(text[slice(*one)]) or is_list_item(text[slice(*following)]))


def _sentence_groups(paragraph: Sequence[Counted], limit: int) -> Iterator[list[Counted]]:
    for group in _fill([[counted] for counted in paragraph], limit):
        yield [counted for piece in group for counted in piece]


def _fill(pieces: Sequence[list[Counted]], limit: int) -> Iterator[list[list[Counted]]]:
    """Groups of like size: filling to the brim would leave a stub of a piece at the end."""
    rest = sum(map(_size, pieces))
    group: list[list[Counted]] = []
    size, target = 0, _like_size(rest, limit)
    for piece in pieces:
        count = _size(piece)
        # The second condition: without this piece the group is nearer to the target than with it.
        if group and (size + count > limit or size + count / 2 > target):
            yield group
            rest -= size
            # Set anew for what is left: what each group stays short of it would add up to a stub.
            group, size, target = [], 0, _like_size(rest, limit)
        group.append(piece)
        size += count
    if group:
        yield group


def _size(piece: Sequence[Counted]) -> int:
    return sum(count for _, count in piece)


def _like_size(total: int, limit: int) -> float:
    return total / max(1, math.ceil(total / limit))
