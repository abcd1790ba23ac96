"""The lines of a text with their offsets, and what a line looks like."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from retrieval.types import Span

# What may follow the mark that ends a sentence
_CLOSERS = "\"'”’»)]}*_ "
# "U.S.", "Ltd." at the end of a line: no end of a sentence
_ABBREVIATION = re.compile(r"(?:\b\w\.){2,}$|\b(?:Inc|Ltd|Corp|Co|Jr|Sr|St|No)\.$")
# fmt: off
# Words of a name that need no capital: "Maria de la Cruz"
_PARTICLES = frozenset({
    "al", "ap", "bin", "da", "de", "del", "della", "den", "der", "di", "du", "el", "ibn",
    "la", "le", "of", "ten", "ter", "van", "von", "y", "zu", "and", "&", "и",
})
# fmt: on
_NAME_WORDS = range(2, 6)  # of a person's name: Jane Doe, Maria de la Cruz Orsk; chosen by hand
_LONGEST_NAME = 60  # characters; chosen by hand
# "Lena", "O'Brien", "Jean-Luc", "J."
_NAME_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['’.\-])*")
_LONGEST_ENDING = 2  # letters: "вестник", "вестника"; chosen by hand
_SHORTEST_STEM = 4  # letters of a word without its ending; chosen by hand
_CYRILLIC = re.compile("[\u0400-\u052f]+")  # "вестник"
# fmt: off
# Words of an office or an outlet, which are in no person's name: "Tully News Desk"
_ROLES = frozenset({
    "agency", "bureau", "correspondent", "correspondents", "desk", "editor", "editors",
    "monitoring", "news", "office", "press", "report", "reporter", "reporters", "service",
    "staff", "team", "wire", "writer", "writers",
    "редакция", "редакциясы", "пресс-служба", "соб", "инф", "корр", "корреспондент",
})
# fmt: on


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line that is not blank: its words, and where they begin and end in the text.

    `after_blank` is true where a blank line, or nothing, stands before it.
    """

    start: int
    end: int
    text: str
    after_blank: bool = True

    @property
    def span(self) -> Span:
        """Start and end in the text."""
        return self.start, self.end


def lines_of(text: str) -> list[TextLine]:
    """The lines of `text` that are not blank, white space around them left out."""
    lines = []
    start = 0
    after_blank = True
    for raw in text.split("\n"):
        words = raw.strip()
        if words:
            begin = start + len(raw) - len(raw.lstrip())
            lines.append(TextLine(begin, begin + len(words), words, after_blank))
        after_blank = not words
        start += len(raw) + 1
    return lines


def ends_sentence(line: str) -> bool:
    """Whether a line ends as a sentence does: with ? or ! or a full stop that ends it."""
    bare = line.rstrip(_CLOSERS)
    if bare.endswith(("!", "?", "…", "。", "؟")):
        return True
    return bare.endswith(".") and not _ABBREVIATION.search(bare)


def is_name(words: str) -> bool:
    """Whether `words` can be one person's name: two to five words, each begun with a capital."""
    parts = words.split()
    if len(parts) not in _NAME_WORDS or len(words) > _LONGEST_NAME:
        return False
    return all(_NAME_WORD.fullmatch(part) for part in parts) and all(
        part[0].isupper() or part.casefold() in _PARTICLES for part in parts
    )


def is_byline(words: str) -> bool:
    """Whether `words` are names, joined by commas or `and`, that nothing else could be meant by."""
    # ", " and " and " in "Jane Doe, Ada Nurlan and Lena Orsk"
    names = re.split(r",\s*|\s+(?:and|&|и|және)\s+", words.strip(" ."))
    return all(is_name(name) for name in names) and not _ROLES & set(words.casefold().split())


def words_of(lines: Iterable[TextLine]) -> frozenset[str]:
    """The words of some lines as they are written there: `harbour` of `the harbour`."""
    # "the", "harbour"
    return frozenset(word for line in lines for word in re.findall(r"\b[^\W\d_]+", line.text))


def is_written(word: str, written: frozenset[str]) -> bool:
    """Whether a word is among others, in Cyrillic letters with any ending: `порт`, `порта`."""
    if word in written or not _CYRILLIC.fullmatch(word):
        return word in written
    stem = word[: max(_SHORTEST_STEM, len(word) - _LONGEST_ENDING)]
    longest = len(word) + _LONGEST_ENDING
    return any(one.startswith(stem) and len(one) <= longest for one in written)


def in_small_letters(names: str) -> str:
    """Names as they are written elsewhere: `Jane Doe` of `JANE DOE` and of `Jane DOE`.

    Two letters in capitals are initials beside words that are not: `JB Doe`.
    """
    shortest = 2 if names.isupper() else 3

    def small(found: re.Match[str]) -> str:
        word = found[0]
        return word.capitalize() if word.isupper() and len(word) >= shortest else word

    return re.sub(r"[^\W\d_]+", small, names)  # "O", "BRIEN" of "O'BRIEN"


def is_title_case(name: str) -> bool:
    """Whether the longer words of a name are written large: "Voice of the Steppe"."""
    # "Voice" and "Steppe" of "Voice of the Steppe"
    return all(word[0].isupper() for word in re.findall(r"[^\W\d_]{4,}", name))


def folded(words: str) -> str:
    """`words` in lower case with nothing but letters and digits, for comparing."""
    return " ".join(re.findall(r"\w+", words.casefold()))  # "late ferry" of "Late Ferry!"


def merge_spans(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The spans sorted, those that touch or overlap made one, empty ones left out."""
    joined: list[Span] = []
    for start, end in sorted(span for span in spans if span[0] < span[1]):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(joined)
