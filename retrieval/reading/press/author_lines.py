"""Lines that name who wrote a story without the word `by`: a name alone, a name with its office.

Such a line is told only by where it stands, for any two words with capitals look like a name.
"""

from __future__ import annotations

import re

from retrieval.reading.press.datelines import read_dateline
from retrieval.reading.press.label_lines import Label, read_label
from retrieval.reading.press.text_lines import TextLine, ends_sentence, is_byline

# "Staff Reporter", "Chief Political Correspondent in Astana", «корреспондент «Маяка»»
_OFFICE = re.compile(
    r"(?:[\w'’&.-]+ ){0,4}(?:reporters?|correspondents?|editors?|writers?|columnists?|contributors?"
    r"|journalists?|bureau chief|(?:корреспондент|спецкор|собкор|обозреватель|колумнист|редактор"
    r"|журналист|тілшісі?)(?: «[^»]{2,60}»)?|специально для «[^»]{2,60}»)"
    r"(?: (?:in|at|for|of) [^.!?]{2,40})?",
    re.IGNORECASE,
)
# ", " in "Jane Doe, Staff Reporter", " | " in "Jane Doe | Staff Reporter"
_BEFORE_OFFICE = re.compile(r",\s*|\s*\|\s*|\s+[–—-]\s+")
_BARE = frozenset({"by", "author", "text", "автор", "текст"})
_MOST_SAID = 3  # lines at the foot in which a note on the author names him again


def unmarked_author(lines: list[TextLine], at: int) -> Label | None:
    """What the line at `at` says of the author, where only its place tells that it does."""
    line = lines[at].text.strip(" *_")
    if line.casefold().rstrip(":") in _BARE:
        return Label() if at + 1 < len(lines) and _is_name(lines[at + 1].text) else None
    parts = _BEFORE_OFFICE.split(line, maxsplit=1)
    if len(parts) > 1 and _is_name(parts[0]) and _OFFICE.fullmatch(parts[1]):
        return Label(author=parts[0])
    if _is_name(line) and _stands_as_byline(lines, at) and not _is_told_of(line, lines, at):
        return Label(author=line)
    # An office on a line of its own, below a name.
    below_name = at > 0 and _is_name(lines[at - 1].text.strip(" *_"))
    return Label() if below_name and _OFFICE.fullmatch(line) else None


def _is_name(words: str) -> bool:
    """Whether these can be nothing but names, written as names are: no headline in capitals."""
    capitals = any(len(word) > 2 and word.isupper() for word in words.split())
    return is_byline(words) and not ends_sentence(words) and not capitals


def _stands_as_byline(lines: list[TextLine], at: int) -> bool:
    """Whether a day, an outlet, an office or the dateline is next to a line, or `By` above it."""
    above = lines[at - 1].text if at else ""
    below = lines[at + 1].text if at + 1 < len(lines) else ""
    if above.casefold().rstrip(":") in _BARE or _OFFICE.fullmatch(below):
        return True
    beside = [label for label in map(read_label, (above, below)) if label]
    dated = any(label.date or label.outlet for label in beside)
    return dated or read_dateline(below) is not None


def _is_told_of(name: str, lines: list[TextLine], at: int) -> bool:
    """Whether the story speaks of what a line names, or writes its words small: a headline's."""
    story = "\n".join(line.text for line in lines[at + 1 : max(at + 1, len(lines) - _MOST_SAID)])
    small = set(re.findall(r"\b[^\W\d_]+", story))  # "harbour" of "the harbour"
    words = re.findall(r"[^\W\d_]{3,}", name)  # "Jane", "Doe"
    return name in story or any(word.casefold() in small for word in words)
