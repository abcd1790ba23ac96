"""Words, numbers and signs of a text, with their offsets."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files
from typing import NamedTuple

import Stemmer

_TOKEN = re.compile(
    r"(?P<number>\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?:,\d+)?(?![\d.,]?\d)"  # 1 200, 38 000,5
    r"|\d+(?:[.,:]\d+)*)"  # 1,200.5 and 16:30
    r"|(?P<word>(?:[A-Z]\.){2,}"  # U.S.
    r"|[^\W\d_](?:\w|[’'‘](?!s\b)\w)*)"  # O'Brien, can't, A380, O‘ktam; not Brown's 's
    r"|(?P<ending>[’']s\b)"  # of Brown's
    r"|(?P<sign>[^\w\s])"
)

_KEPT = 65536  # stems that are remembered; chosen by hand
_SPELLING = str.maketrans("’‘ʻʼё", "''''е")  # Oʻktam, however it is typed

SENTENCE_ENDS = frozenset({".", "!", "?"})
# "Ana paid; Bo signed" states two things.
STATEMENT_ENDS = SENTENCE_ENDS | {";", ":"}
# "A outsold B, which earned more than C" has two clauses.
CLAUSE_ENDS = STATEMENT_ENDS | {",", "—", "–", "(", ")"}


class Token(NamedTuple):
    """A word, number, possessive ending or sign; `low` is it in lower case, dots out, ё as е."""

    text: str
    low: str
    start: int
    end: int
    kind: str


def tokens(text: str) -> list[Token]:
    """The text's tokens in their order; hyphens part words: forty - seven."""
    found = []
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or ""
        word = match.group()
        low = word.lower() if kind == "word" else word
        if kind == "word":
            low = low.translate(_SPELLING).replace(".", "")
        found.append(Token(word, low, match.start(), match.end(), kind))
    return found


_english = Stemmer.Stemmer("english")
_russian = Stemmer.Stemmer("russian")


@lru_cache(maxsize=_KEPT)
def stem(word: str) -> str:
    """The stem of a lower-case word: halting and halted are halt, sold is sell."""
    stemmer = _russian if "а" <= word[:1] <= "ё" else _english
    one: str = stemmer.stemWord(_irregular().get(word, word))
    return one


@cache
def _irregular() -> dict[str, str]:
    text = files(__package__).joinpath("irregular.txt").read_text(encoding="utf-8")
    rows = (line.split() for line in text.splitlines())
    return {form: base for base, *forms in rows for form in forms}


def is_past(word: str) -> bool:
    """Whether a word is an irregular verb's past or participle: sold, chosen."""
    return word in _irregular()
