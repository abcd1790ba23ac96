"""Scripts: what is written without spaces, spelt in several ways, or inflected.

SQLite's tokenizer takes a run of letters for a word, folds case and Latin accents, and knows
English endings. The rest is done here, to the text that goes into the index and to the words
of a question alike, so that both meet. Nothing stored or shown passes through here.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

from retrieval.archive.stemming import ARABIC, CYRILLIC, script_stem, without_turkic_endings

# Han, kana, Hangul, Thai, Lao, Burmese, Khmer; digits and punctuation of theirs left out.
_UNSPACED = (
    "\u3005-\u3007\u3031-\u3035\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u31f0-\u31ff"
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff\uac00-\ud7a3"
    "\u0e01-\u0e3a\u0e40-\u0e4e\u0e81-\u0ece\u1000-\u103f\u1780-\u17d3"
)
# "上海合作组织": a run of letters without spaces between words
_RUN = re.compile(f"[{_UNSPACED}]+")
# "서"
_HANGUL = re.compile("[\uac00-\ud7a3]")

# Marks that most writers leave out, and the stroke that only lengthens a line.
_POINTS = (
    "\u0300\u0301\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7"
    "\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed"
)
# "Ё" for "Е", "آ" for "ا", fullwidth "Ａ"
_VARIANTS = re.compile(f"[{_POINTS}\u0401\u0451آأإٱىةکیے\uff01-\uffef]+")
_SPELLING = str.maketrans("Ёёآأإٱىةکیے", "Ее" + "اااايهكيي")
_APOSTROPHES = str.maketrans("ʻʼ", "''")  # Uzbek has them for the plain one: Oʻzbekiston
# the stroke in "كـتاب", the accent of "а́"
_ALL_POINTS = re.compile(f"[{_POINTS}]+")

# "и", or an accent behind it: a word that goes on with either is not whole
_OF_A_WORD = r"(?:[^\W_]|[\u0300-\u036f])"
# "организации", as a whole word
_STEMMED_WORD = re.compile(rf"(?<!{_OF_A_WORD})(?:{CYRILLIC}|{ARABIC})(?!{_OF_A_WORD})")


def normalize_spelling(text: str) -> str:
    """The text with its words apart and in one spelling, to be cut into words.

    What is written without spaces becomes overlapping pairs of characters (a mark stays with
    its letter), the common way to search Chinese, Japanese and Korean. ё is е, Arabic alefs
    are one letter, vowel points go, wide Latin letters become plain. `normalize_spelling` of a
    word that it gave is that word.

    Source: Nie, Gao, Zhang and Zhou 2000, "On the use of words and n-grams for Chinese
    information retrieval"; Larkey, Ballesteros and Connell 2002 for Arabic spelling.
    """
    if text.isascii():
        return text
    plain = _VARIANTS.sub(_one_spelling, unicodedata.normalize("NFC", text))
    return _RUN.sub(_pairs, plain)


def as_indexed(text: str) -> str:
    """The text as it goes into the full-text index: `as_searched`, and stemmed where not Latin."""
    return _STEMMED_WORD.sub(lambda found: script_stem(found[0].lower()), as_searched(text))


def as_searched(text: str) -> str:
    """The text as it is searched, its words unstemmed but for the Turkic ones."""
    return without_turkic_endings(normalize_spelling(text)).translate(_APOSTROPHES)


def is_unspaced(word: str) -> bool:
    """Whether a word is of a script written without spaces (Korean, which has some, is not)."""
    return _RUN.fullmatch(word) is not None and _HANGUL.search(word) is None


def unspaced_share(text: str) -> float:
    """How much of the text is written without spaces, 0..1."""
    if text.isascii():
        return 0.0
    return sum(len(run) for run in _RUN.findall(text)) / len(text)


def _one_spelling(found: re.Match[str]) -> str:
    plain = unicodedata.normalize("NFKC", found[0]) if max(found[0]) >= "\uff01" else found[0]
    return _ALL_POINTS.sub("", plain).translate(_SPELLING)


def _pairs(found: re.Match[str]) -> str:
    letters = _letters(found[0])
    pairs = [first + second for first, second in pairwise(letters)]
    return f" {' '.join(pairs or letters)} "


def _letters(run: str) -> list[str]:
    """Characters, each with the marks that stand on it."""
    letters: list[str] = []
    for char in run:
        if letters and unicodedata.category(char)[0] == "M":
            letters[-1] += char
        else:
            letters.append(char)
    return letters
