"""Sketches of articles: a sample of their runs of words, by which near-copies are told.

A text is taken as the set of its shingles, its runs of five words; two texts that share most
of them are copies, whatever was cut, added or put in front. Only the hashes that are 0 modulo
a power of two are kept, the same ones of every text, so that the share of one text that stands
in another can be told from the samples alone.

Source: A. Broder, "On the resemblance and containment of documents" (1997).
"""

from __future__ import annotations

import re
import unicodedata
import zlib
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from retrieval.archive.text_normalization import normalize_spelling
from retrieval.types import Span

Hashes = NDArray[np.int64]
"""Hashes of shingles: ascending, none twice."""

SHINGLE = 5
"""Words in a shingle: fewer are shared by chance, more are broken by any edit."""

SAMPLE = 128
"""Hashes in a text's sample at most; a longer text is sampled at a coarser rate."""

LEAST_SHINGLES = 24
"""A shorter text (a caption, a headline) is nobody's copy."""

LEAST_COMPARED = 12
"""With fewer sampled hashes to compare, a share says nothing."""

CONTAINED = 0.65
"""The share of the shorter text that stands in a copy. Reprints with another lead, cut or added
to, have 0.8 and more; own reports that share a quotation 0.1, briefs that end in the same notice
0.5, a table of two days 0.3."""

LONGER = 4.0
"""A copy has at most this many times the shingles: a digest of many stories copies none."""

LEFT = 0.2
"""What two articles have beside text that many share may be ignored up to this share."""

SAME_FIGURES = 0.5
"""The share of the figures that copies have in common; a table of another day has others."""

LEAST_FIGURES = 4
"""With fewer different figures their share says nothing."""

VERBATIM = 0.8
"""The share of a passage's shingles that must stand in a text which holds it nearly verbatim."""

# fmt: off
# In English alone; without "one", which is a pronoun as well. For `stands_in`.
_IN_LETTERS = frozenset({
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
    "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety", "dozen", "dozens",
    "hundred", "hundreds", "thousand", "thousands", "million", "millions", "billion", "billions",
})
# fmt: on
# "12" and "year" of "12-year"
_WORD = re.compile(r"[^\W_]+")
# the accent of "é", once it is taken apart
_MARKS = re.compile("[\u0300-\u036f]+")
# SplitMix64's, odd, its bits as those of the golden ratio.
_MULTIPLIER = np.uint64(0x9E3779B97F4A7C15)
_MIXERS = (np.uint64(0xBF58476D1CE4E5B9), np.uint64(0x94D049BB133111EB))  # SplitMix64's


@dataclass(frozen=True, slots=True, eq=False)
class Sketch:
    """What is kept of a text to compare it by.

    Attributes:
        size: How many different shingles the text has.
        rate: The hashes are those that are 0 modulo `rate`, a power of two.
        hashes: The sample.
        numbers: Checksums of the words with a digit, ascending, none twice.
    """

    size: int
    rate: int
    hashes: Hashes
    numbers: NDArray[np.uint32]

    def at(self, rate: int) -> Hashes:
        """The sample at a coarser rate."""
        return _sampled(self.hashes, rate)


def folded_words(text: str) -> list[str]:
    """The words of a text, in order: lower case, without diacritics."""
    if not text.isascii():
        text = _MARKS.sub("", unicodedata.normalize("NFKD", normalize_spelling(text)))
    return _WORD.findall(text.casefold())


def sketch(text: str, furniture: Sequence[Span] = ()) -> Sketch:
    """The sketch of a text, its furniture left out."""
    words = folded_words(_without(text, furniture))
    hashes = shingles(words)
    rate, sample = 1, hashes
    while len(sample) > SAMPLE:
        rate *= 2
        sample = _sampled(sample, rate)
    return Sketch(len(hashes), rate, sample, _number_sums(words))


def _sampled(hashes: Hashes, rate: int) -> Hashes:
    # The same as modulo, since the rate is a power of two; of negative numbers too.
    kept: Hashes = hashes[(hashes & (rate - 1)) == 0]
    return kept


def shingles(words: Sequence[str]) -> Hashes:
    """The hashes of every run of five words."""
    count = len(words) - SHINGLE + 1
    if count < 1:
        return np.empty(0, dtype=np.int64)
    known = {word: zlib.crc32(word.encode("utf-8", "surrogatepass")) for word in set(words)}
    sums = np.fromiter((known[word] for word in words), dtype=np.uint64, count=len(words))
    # All runs at once, a word further at each turn (Horner's scheme). uint64 drops what overflows.
    runs = np.zeros(count, dtype=np.uint64)
    for place in range(SHINGLE):
        runs = runs * _MULTIPLIER + sums[place : place + count]
    # Signed, as SQLite's integers are.
    return np.unique(_mixed(runs).view(np.int64))


def _mixed(numbers: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Every bit made to depend on all others (the finaliser of SplitMix64)."""
    for shift, mixer in zip((30, 27), _MIXERS, strict=True):
        numbers = (numbers ^ (numbers >> np.uint64(shift))) * mixer
    return numbers ^ (numbers >> np.uint64(31))


def _number_sums(words: Sequence[str]) -> NDArray[np.uint32]:
    sums = {zlib.crc32(word.encode()) for word in words_with_digit(words)}
    return np.array(sorted(sums), dtype=np.uint32)


def words_with_digit(words: Sequence[str]) -> set[str]:
    """The words that have a digit."""
    return {word for word in words if any(map(str.isdigit, word))}


def _without(text: str, furniture: Sequence[Span]) -> str:
    kept, position = [], 0
    for start, end in sorted(furniture):
        kept.append(text[position:start])
        position = max(position, end)
    # Apart, so that the words on both sides do not run together.
    return " ".join([*kept, text[position:]])


def are_copies(one: Sketch, other: Sketch, common: Collection[int]) -> bool:
    """Whether two texts are one story: most of the shorter one stands in the other.

    Args:
        one: A text's sketch.
        other: Another's.
        common: Hashes of text that many articles have (a notice, a description of the
            outlet). It is no sign of a copy where the texts have much else and differ in that.
    """
    shorter, longer = sorted((one.size, other.size))
    if shorter < LEAST_SHINGLES or longer > LONGER * shorter:
        return False
    # At the coarser of the two rates both samples hold the same hashes of what they share.
    rate = max(one.rate, other.rate)
    mine, theirs = one.at(rate), other.at(rate)
    shared = np.intersect1d(mine, theirs, assume_unique=True)
    compared = min(len(mine), len(theirs))
    if compared < LEAST_COMPARED or len(shared) < CONTAINED * compared:
        return False
    # Beside the text that many share there must be little else, or that must be shared as well.
    alike = sum(int(number) in common for number in shared)
    rest = compared - alike
    own = rest <= LEFT * compared or len(shared) - alike >= CONTAINED * rest
    return own and _same_numbers(one, other)


def _same_numbers(one: Sketch, other: Sketch) -> bool:
    fewer = min(len(one.numbers), len(other.numbers))
    shared = len(np.intersect1d(one.numbers, other.numbers, assume_unique=True))
    return fewer < LEAST_FIGURES or shared >= SAME_FIGURES * fewer


def stands_in(passage: str, text: str) -> bool:
    """Whether a passage stands in a text nearly verbatim, with every number that it has."""
    words = folded_words(passage)
    there, numbers_there, runs_there = _read(text)
    if not words or not _numbers(words) <= numbers_there:
        return False
    runs = shingles(words)
    if not len(runs):
        # Too few words for a run. Between spaces, so that "art" does not stand in "party".
        return f" {' '.join(words)} " in there
    return bool(np.isin(runs, runs_there, assume_unique=True).mean() >= VERBATIM)


@lru_cache(maxsize=64)
def _read(text: str) -> tuple[str, set[str], Hashes]:
    """A text's folded words between spaces, its numbers and its shingles.

    Kept for a while: one question asks of the same few texts for each of its passages.
    """
    words = folded_words(text)
    return f" {' '.join(words)} ", _numbers(words), shingles(words)


def _numbers(words: Sequence[str]) -> set[str]:
    """The numbers among the words, in digits or in letters."""
    return words_with_digit(words) | _IN_LETTERS.intersection(words)
