"""Lines that name who wrote a story without the word `by`: a name alone, a name with its office.

Such a line is told only by where it stands, for any two words with capitals look like a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import takewhile

from retrieval.language.alphabet import CYRILLIC
from retrieval.language.nations import nation
from retrieval.reading.press.datelines import read_dateline
from retrieval.reading.press.furniture import is_furniture_line
from retrieval.reading.press.label_lines import Label, read_label
from retrieval.reading.press.text_lines import (
    TextLine,
    ends_sentence,
    is_byline,
    is_written,
    words_of,
)

# "Staff Reporter", "Chief Political Correspondent in Astana", «корреспондент «Маяка»»
_OFFICE = re.compile(
    r"(?:[\w'’&.-]+ ){0,4}(?:reporters?|correspondents?|editors?|writers?|columnists?|contributors?"
    r"|journalists?|bureau chief|(?:корреспондент|спецкор|собкор|обозреватель|колумнист|редактор"
    r"|журналист|публицист|тілші(?:сі)?|шолушы(?:сы)?"
    r"|редакторы|журналисі?|кабарчы(?:сы)?)(?: «[^»]{2,60}»)?|специально для «[^»]{2,60}»)"
    r"(?: (?:in|at|for|of) [^.!?]{2,40})?",
    re.IGNORECASE,
)
# ", " in "Jane Doe, Staff Reporter", " | " in "Jane Doe | Staff Reporter"
_BEFORE_OFFICE = re.compile(r",\s*|\s*\|\s*|\s+[–—-]\s+")
# " in Astana", ", Astana", ", г. Орск" behind a name
_PLACED = re.compile(
    r"(?:\s+(?:in|for|from)\s+|,\s+(?:г\.\s*)?)(?P<place>[^\W\d_][\w'’-]+(?: [^\W\d_][\w'’-]+)?)$"
)
# fmt: off
# Words of places and of sections, which are in no person's name: "Central Asia"
_NO_PERSON = frozenset({
    "africa", "america", "asia", "balkans", "caucasus", "eurasia", "europe", "rights", "stories",
    "азия", "азии", "америка", "африка", "балканы", "евразия", "европа", "кавказ", "восток",
    "запад", "север", "юг", "регион", "регионы", "новости", "жизнь", "мир", "азиясы", "еуропа",
    "шығыс", "батыс", "солтүстік", "оңтүстік", "орталық", "әлем", "жаңалықтар",
})
# fmt: on
# "Центральная", "Южный", "Орская": a place's or a paper's first word
_ADJECTIVE = re.compile(r"\w+(?:ный|ная|ное|ные|ский|ская|ское|ские)")
_LAND = re.compile(r"\w+(?:stan|land|стан|ландия)")  # "Туркестан"
_BARE = frozenset({"by", "author", "text", "автор", "текст"})
_MOST_SAID = 3  # lines at the foot in which a note on the author names him again


def unmarked_author(lines: list[TextLine], at: int) -> Label | None:
    """What the line at `at` says of the author, where only its place tells that it does."""
    line = lines[at].text.strip(" *_")
    if line.casefold().rstrip(":") in _BARE:
        return Label() if at + 1 < len(lines) and _is_name(lines[at + 1].text) else None
    if signed := office_author(line):
        return Label(author=signed)
    if _is_name(line) and _stands_as_byline(lines, at) and not _is_told_of(line, lines, at):
        return Label(author=line)
    if placed := _placed_author(line, lines, at):
        return Label(author=placed)
    # An office on a line of its own, below a name.
    below_name = at > 0 and _is_name(lines[at - 1].text.strip(" *_"))
    return Label() if below_name and _OFFICE.fullmatch(line) else None


def office_author(line: str) -> str | None:
    """The name in a line that gives it with an office: `Jane Doe, columnist`; else None."""
    parts = _BEFORE_OFFICE.split(line.strip(" *_"), maxsplit=1)
    told = len(parts) > 1 and _is_name(parts[0]) and _OFFICE.fullmatch(parts[1])
    return parts[0] if told else None


def is_author(names: str, story: Iterable[TextLine]) -> bool:
    """Whether names beside a day are the author's, and no section's, place's or paper's.

    The story speaks of none of them, and writes none of their words in small letters; no word is
    a common one or a part of the world.

    Args:
        names: One or more, as `is_byline` takes them.
        story: The lines below.
    """
    told = [line for line in story if not is_furniture_line(line.text)]
    written = words_of(told)
    text = "\n".join(line.text for line in told)
    # ", " and " and " in "Jane Doe, Ada Nurlan and Lena Orsk"
    each = re.split(r",\s*|\s+(?:and|&|и|және)\s+", names)
    return all(_is_persons(name) and not _is_spoken_of(name, text, written) for name in each)


def _is_persons(name: str) -> bool:
    """Whether no word of a name is a common one, a place's or a section's."""
    from retrieval.language.name_recognition import common_words
    from retrieval.language.tokens import stem

    words = re.findall(r"[^\W\d_]{2,}", name.casefold())  # "jane", "doe"
    if not words or _ADJECTIVE.fullmatch(words[0]) or _LAND.fullmatch(words[-1]):
        return False
    if any(word in _NO_PERSON or nation(word) for word in words):
        return False
    return all(CYRILLIC.search(word) or stem(word) not in common_words() for word in words)


def _is_spoken_of(name: str, text: str, written: frozenset[str]) -> bool:
    """Whether a text tells of a person, or of another with the same surname."""
    words = re.findall(r"[^\W\d_]{3,}", name)  # "Jane", "Doe"
    small = any(is_written(word.casefold(), written) for word in words)
    return small or name in text or any(is_written(word, written) for word in words[-1:])


def _placed_author(line: str, lines: list[TextLine], at: int) -> str | None:
    """The name in `Jane Doe in Tully` or `Jane Doe, Tully` beside a day."""
    placed = _PLACED.search(line)
    name = line[: placed.start()] if placed else ""
    if placed is None or not placed["place"][0].isupper() or not _is_name(name):
        return None
    return name if _stands_as_byline(lines, at) and is_author(name, lines[at + 1 :]) else None


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
    # All the labels that stand right above: "12 March 2015", "Updated 13 March 2015"
    upwards = takewhile(bool, (read_label(line.text) for line in reversed(lines[:at])))
    beside = [label for label in (*upwards, read_label(below)) if label]
    dated = any(label.date or label.outlet for label in beside)
    return dated or read_dateline(below) is not None


def _is_told_of(name: str, lines: list[TextLine], at: int) -> bool:
    """Whether the story speaks of what a line names, or writes its words small: a headline's."""
    story = "\n".join(line.text for line in lines[at + 1 : max(at + 1, len(lines) - _MOST_SAID)])
    small = set(re.findall(r"\b[^\W\d_]+", story))  # "harbour" of "the harbour"
    words = re.findall(r"[^\W\d_]{3,}", name)  # "Jane", "Doe"
    return name in story or any(word.casefold() in small for word in words)
