"""The acronyms that an article itself defines: `Shanghai Cooperation Organisation (SCO)`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from retrieval.reading.span_overlap import overlaps
from retrieval.types import Span

Acronym = tuple[str, str]
"""A short form, and what it stands for as the article spells it."""

_LONGEST = 10  # capitals: `UNESCAP` has seven
_SPARE_WORDS = 5  # small words, `of` and `the`, that give no letter
_BEFORE_BRACKET = 200  # characters in which a long form is looked for; chosen by hand
_SHORT_BEFORE_BRACKET = (
    16  # the same for a short form: `_BEFORE` takes 12 letters, and marks around
)
_FEWEST_LETTERS = 3  # fewer fit two small words by chance, and need a capital among the words
_KEPT = 1024  # answers of `_spelled`, which asks itself the same many times over; chosen by hand
# "(SCO)"
_BRACKET = re.compile(r"\(\s*(?P<inside>[^()\n]{2,120}?)\s*\)")
# "SCO", "R&D"
_SHORT = re.compile(r"[^\W\d_][\w&.’'-]{0,11}")
_QUOTES = "\"'“”‘’«»„"
# "SCO " before "(Shanghai Cooperation Organisation)"
_BEFORE = re.compile(r"(?:^|[\s(\[\"“«„/])(?P<short>[^\W\d_][\w&.-]{0,11})[\"”»]?\s+$")
# "Organisation", "l'Union"
_WORD = re.compile(r"[^\W_]+(?:[’'.][^\W_]+)*")
# ". " and "(": beyond it the long form does not begin
_STOP = re.compile(r"[.!?;:]\s|[()\n\[\]]")
# ", " and " – " in "(SCO, founded in 2001)"
_BEHIND_SHORT = re.compile(r"[,;:]|\s+[-–—]\s")
# fmt: off
# Words that need give no letter: "of" in "Bank of Tully (BT)", and "мен", Kazakh for "and"
_SMALL = frozenset({
    "a", "al", "an", "and", "at", "by", "da", "das", "de", "del", "der", "des", "di", "do", "du",
    "e", "el", "en", "et", "for", "für", "in", "la", "las", "le", "les", "los", "of", "on", "or",
    "the", "to", "und", "with", "y", "в", "во", "для", "и", "или", "к", "мен", "на", "о", "об",
    "от", "по", "при", "с", "со", "у",
})
# Capitals in brackets that stand for nothing in the article: "(AM)", "(II)", "(TV)"
_NO_ACRONYM = frozenset({
    "A", "AM", "CEO", "I", "II", "III", "IV", "VI", "VII", "VIII", "IX", "XI", "NO", "OK", "PDF",
    "PM", "S", "TV",
})
# fmt: on


def defined_acronyms(text: str, furniture: Sequence[Span] = ()) -> tuple[Acronym, ...]:
    """The acronyms that `text` defines outside `furniture`, in order, each once an expansion.

    Both `Shanghai Cooperation Organisation (SCO)` and `SCO (Shanghai Cooperation
    Organisation)` are taken. After Schwartz and Hearst (2003,
    https://pubmed.ncbi.nlm.nih.gov/12603049/), but every letter has to begin a word, or a part
    of one that no other letter begins; small words may be left out. Pure, and never raises.
    """
    found: dict[tuple[str, str], Acronym] = {}
    for match in _BRACKET.finditer(text):
        if overlaps(furniture, match.start(), match.end()):
            continue
        for acronym, expansion in _defined(text, match):
            found.setdefault((acronym, expansion.casefold()), (acronym, expansion))
    return tuple(found.values())


def _defined(text: str, match: re.Match[str]) -> Iterator[Acronym]:
    inside = match["inside"]
    short = _BEHIND_SHORT.split(inside, maxsplit=1)[0].strip(_QUOTES + " ")
    before = _STOP.split(text[max(0, match.start() - _BEFORE_BRACKET) : match.start()])[-1].rstrip()
    if _is_acronym(short):
        expansion = _ending(short, before.rstrip(_QUOTES + ","))
        if expansion:
            yield _singular(short), expansion
            return
    outside = _BEFORE.search(text[max(0, match.start() - _SHORT_BEFORE_BRACKET) : match.start()])
    if outside and _is_acronym(outside["short"]):
        expansion = _ending(outside["short"], inside.strip(_QUOTES + " "), whole=True)
        if expansion:
            yield _singular(outside["short"]), expansion


def _singular(short: str) -> str:
    """`NGOs` without its s, and without the full stops at its end."""
    return re.sub(r"(?<=[^\W_a-z])s$", "", short.rstrip(".'’-"))  # "s" of "NGOs"


def _is_acronym(short: str) -> bool:
    """Whether `short` can be one: at least two capitals, and no fewer than other letters."""
    letters = [char for char in short if char.isalpha()]
    capitals = sum(char.isupper() for char in letters)
    return (
        _SHORT.fullmatch(short) is not None
        and 2 <= capitals <= _LONGEST
        and 2 * capitals > len(letters)
        and short not in _NO_ACRONYM
    )


def _ending(short: str, words: str, *, whole: bool = False) -> str | None:
    """The words at the end of `words` that `short` stands for, from its first letter's on.

    With `whole`, all of `words` must be used.
    """
    letters = [char.casefold() for char in _singular(short) if char.isalpha()]
    tokens = list(_WORD.finditer(words))[-(2 * len(letters) + _SPARE_WORDS) :]
    starts = range(len(tokens) - 1, -1, -1)
    # Where each letter begins a word, that goes before a shorter run in which some do not.
    for most, at in [(most, at) for most in (1, len(letters)) for at in starts]:
        parts = tokens[at:]
        if parts[0][0][0].casefold() != letters[0]:
            continue
        before, expansion = words[: parts[0].start()], words[parts[0].start() :]
        all_used = before.casefold().strip(_QUOTES + " ") in ("", "the")
        if (all_used or not whole) and _fits(letters, parts, short, most):
            return " ".join(expansion.strip(_QUOTES + " ").split())
    return None


def _fits(letters: list[str], tokens: list[re.Match[str]], short: str, most: int) -> bool:
    words = [_marked(token) for token in tokens]
    heavy = [word for word in words if not _may_be_left_out(word)]
    if len(heavy) < 2 or short.casefold() in map(str.casefold, words):
        return False
    if len(letters) < _FEWEST_LETTERS and not any(word[0].isupper() for word in heavy):
        return False
    return _spelled(tuple(letters), tuple(map(str.casefold, words)), most)


def _marked(token: re.Match[str]) -> str:
    """The word, with a hyphen before it where it is the second half of one (`Co-operation`)."""
    return f"-{token[0]}" if token.string[token.start() - 1 : token.start()] == "-" else token[0]


def _may_be_left_out(word: str) -> bool:
    return word.startswith("-") or word.casefold() in _SMALL


@lru_cache(maxsize=_KEPT)
def _spelled(letters: tuple[str, ...], words: tuple[str, ...], most: int) -> bool:
    """Whether the letters are spelled by the words: by the first letter of each, in order.

    A word may give up to `most` of its letters. Small words, and the second half of a
    word with a hyphen, may give none.
    """
    if not words or not letters:
        return not letters and all(map(_may_be_left_out, words))
    word, rest = words[0], words[1:]
    if _may_be_left_out(word) and _spelled(letters, rest, most):
        return True
    return word.lstrip("-")[0] == letters[0] and any(
        _within(letters[1:taken], word.lstrip("-")[1:]) and _spelled(letters[taken:], rest, most)
        for taken in range(1, most + 1)
    )


def _within(letters: tuple[str, ...], word: str) -> bool:
    """Whether the letters stand in the word in their order."""
    rest = iter(word)
    return all(letter in rest for letter in letters)
