"""Words of a question and of a text, folded as SQLite's full-text index folds them.

The index uses FTS5's `porter unicode61 remove_diacritics 2`, marks counted as letters, over
text that `archive.text_normalization` has prepared; the same folding here lets a sentence be
compared with a question, and a word be looked up in the index's vocabulary.
"""

from __future__ import annotations

import math
import re
import sqlite3
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files

import Stemmer

from retrieval.archive.generation_cache import GenerationCache, count_chunks
from retrieval.archive.stemming import script_stem
from retrieval.archive.text_normalization import as_indexed, as_searched, is_unspaced

LEAST_RARITY = 0.05  # a word that nearly everything holds still counts for something
MOST_TERMS = 16
"""The rarest words of a question that are searched; a common one costs much and tells little."""

LARGE, COMMON = 5000, 0.3
"""In an archive of more chunks, a word that this share of them holds is not searched beside rarer
ones: it took .8 of the time at 100,000 chunks, and of the ten best nine stayed."""

_stemmer = Stemmer.Stemmer("porter")
# "as" in "class": a vowel with a consonant after it, as Porter counts
_MEASURED = re.compile(r"[aeiouy][^aeiou]")
STEMMED_BYTES = range(3, 65)
"""FTS5 leaves shorter and longer words as they are."""


class _Folding(dict[int, str | None]):
    """What FTS5 makes of a character, worked out when first met; for `str.translate`.

    What is neither letter, mark nor number parts words, and becomes a space. Only letters that
    stand on an ASCII one lose their marks (é, ở, but not й or ά), and only single
    characters are lowered: ß, ligatures and Korean syllables stay as they are.
    """

    def __missing__(self, code: int) -> str | None:
        char = chr(code)
        if not unicodedata.category(char).startswith(_OF_WORDS):
            self[code] = " "
            return " "
        base = unicodedata.normalize("NFD", char)[0]
        lowered = (base.lower() if base.isascii() else char.casefold(), char.lower(), char)
        self[code] = next(form for form in lowered if len(form) == 1)
        return self[code]


# The same as `categories` of the table `words` in the archive's schema.
_OF_WORDS = ("L", "N", "Mn", "Mc", "Co")
# The combining marks that FTS5 takes out of a word.
_MARKS = (*range(0x300, 0x305), *range(0x306, 0x30D), 0x30F, 0x311, 0x31B, *range(0x323, 0x329),
          0x32D, 0x32E, 0x330, 0x331)  # fmt: skip
_FOLDING = _Folding(dict.fromkeys(_MARKS))
_BETWEEN = "\0"


def words(text: str) -> list[str]:
    """The words of a text, in order: lower case, without diacritics, unstemmed.

    Of a script written without spaces, pairs of characters.
    """
    return as_searched(text).translate(_FOLDING).split()


@lru_cache(maxsize=50_000)
def index_stem(word: str) -> str:
    """The stem of a folded word, as the index has it: Porter's, or that of the word's script.

    Source: Porter 1980, with two later rules of his that FTS5 follows and Snowball's `porter`
    does not: -logi becomes -log, and every -bli, not only -abli, becomes -ble.
    """
    word = script_stem(word)
    if len(word.encode()) not in STEMMED_BYTES:
        return word
    # Other scripts pass: Porter changes no letter that is not Latin.
    found = str(_stemmer.stemWord(word))
    # "archaeology" is archaeolog; then "possibly" is possibl.
    if word.endswith(("logy", "logies")) and _MEASURED.search(found[:-4]):
        return found.removesuffix("i")
    if found.endswith("bli") and _MEASURED.search(found[:-3]):
        return str(_stemmer.stemWord(f"{found[:-1]}e"))
    return found


def stems(text: str) -> list[str]:
    """The stems of a text's words, in order."""
    return [index_stem(word) for word in words(text)]


def stems_of(texts: Sequence[str]) -> list[list[str]]:
    """The `stems` of each text, by one pass over all: a pattern is slower to begin than to go on.

    No pattern looks past what parts them here.
    """
    parts = as_searched(_BETWEEN.join(texts)).split(_BETWEEN)
    if len(parts) != len(texts):  # one of them holds it itself
        return [stems(text) for text in texts]
    return [[index_stem(word) for word in part.translate(_FOLDING).split()] for part in parts]


@lru_cache(maxsize=1)
def stop_words() -> frozenset[str]:
    """Function words, and words of asking and reporting."""
    text = (files(__package__) / "stopwords.txt").read_text("utf-8")
    lines = (line for line in text.splitlines() if not line.startswith("#"))
    return frozenset(word for line in lines for word in words(line))


def informative(question: str) -> dict[str, str]:
    """The words that say what a question is about, in order, as {stem: word}.

    A question of function words alone ("who are they?") keeps them all. Of a script without
    spaces a pair goes if one of its characters is a function word: it straddles two words.
    """
    every = words(question)
    kept = [word for word in every if not _says_nothing(word)] or every
    terms: dict[str, str] = {}
    for word in kept:
        terms.setdefault(index_stem(word), word)
    return terms


def _says_nothing(word: str) -> bool:
    return word in stop_words() or (is_unspaced(word) and not stop_words().isdisjoint(word))


_counts: GenerationCache[dict[str, int]] = GenerationCache(8)  # a process reads one archive or two


def word_counts(connection: sqlite3.Connection, terms: Mapping[str, str]) -> dict[str, int]:
    """In how many chunks each word occurs, by its stem; remembered until the archive changes.

    Args:
        connection: The question's transaction.
        terms: The words as {stem: word}.
    """
    known = _counts.of(connection, "words", dict)
    for stem in terms.keys() - known.keys():
        # Not from the vocabulary, which reads where in each chunk the word stands to count them.
        found = connection.execute(
            "select count(*) from words where words match ?", (match_any([terms[stem]]),)
        )
        known[stem] = int(found.fetchone()[0])
    return {stem: known[stem] for stem in terms}


def stem_rarity(connection: sqlite3.Connection, terms: Mapping[str, str]) -> dict[str, float]:
    """How much each stem tells: idf over the chunks, as BM25 has it, never below 0.05.

    Source: Robertson and Zaragoza 2009, "The Probabilistic Relevance Framework", eq. 3.3.
    """
    total = count_chunks(connection)
    return {term: idf(count, total) for term, count in word_counts(connection, terms).items()}


def idf(count: int, total: int) -> float:
    """How rare is what `count` of `total` hold: bm25's idf in its form that is never negative."""
    without = max(0, total - count)
    return max(LEAST_RARITY, math.log(1 + (without + 0.5) / (count + 0.5)))


def worth_searching(terms: Iterable[str], weights: Mapping[str, float], total: int) -> list[str]:
    """The stems that are searched, the rarest first, at most `MOST_TERMS`.

    In an archive of many chunks (`total`) the common ones are left out where there are others.
    """
    rarest = sorted(terms, key=lambda term: -weights[term])[:MOST_TERMS]
    if total <= LARGE:
        return rarest
    # Where all are common, they are all that there is to search.
    least = idf(int(COMMON * total), total)
    return [term for term in rarest if weights[term] >= least] or rarest


def match_any(chosen: Iterable[str]) -> str:
    """An FTS5 query for any of the words; each is quoted, so no operator can slip in."""
    return " OR ".join(f'"{as_indexed(word)}"' for word in chosen)
