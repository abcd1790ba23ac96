"""Words of the Cyrillic and Arabic scripts without their endings, for the index and questions.

Russian and Arabic have Snowball's stemmers. The Turkic languages of Central Asia have none, so
here is a light one: of a word with a letter that Russian lacks it takes the ending of case,
then of person, then of number. Words of theirs without such a letter go by the Russian one, but
for surnames in -ov and -ev, whose endings no Russian or English word has.
"""

from __future__ import annotations

import re
from functools import lru_cache

import Stemmer

CYRILLIC, ARABIC = "[\u0400-\u052f]+", "[\u0620-\u064a\u0671-\u06d3]+"
# "қала", words in Cyrillic letters, go to the Russian stemmer, Arabic ones to the Arabic
_STEMMERS = ((re.compile(CYRILLIC), "russian"), (re.compile(ARABIC), "arabic"))

SHORTEST = 3
"""Letters that are left at least: Алиев is not Ал."""

_THEIRS = "әғқңөұүһіўҳҷӣӯ"  # letters that Russian lacks: "ә" of "мәслихат"
_AS_RUSSIAN = str.maketrans(_THEIRS + _THEIRS.upper(), "агкноуухиухжиу" + "АГКНОУУХИУХЖИУ")
# "Қазақстанның"; begun at a word's beginning alone, or a long word without such a letter is looked
# through again from each of its letters
_THEIR_WORD = re.compile(
    rf"(?<![\u0400-\u052f])[\u0400-\u052f]*[{_THEIRS}{_THEIRS.upper()}][\u0400-\u052f]*"
)
_VOWEL = "[ыиіуү]"  # "і" of the ending of "тіл|дің"
_ENDINGS = tuple(
    re.compile(rf"(?<=\w{{{SHORTEST}}})(?:{ending})$", re.IGNORECASE)
    for ending in (
        # Of case: "тілі|нің", "қала|ға", "үй|ді", "Ўзбекистон|да", "өлке|ден", "үй|мен"; of
        # "Қазақстан" nothing.
        rf"[ндт]{_VOWEL}(?:ң|нг?)|[гкғқ][аеоө]|[ндт]{_VOWEL}"
        "|(?:д|(?<!с)т)[аеоө]н?|н[ае]н|[мбп]ен",
        # Of person: "қала|сы", "үй|ін", "көз|іміз".
        rf"с?{_VOWEL}н?|{_VOWEL}[мң]{_VOWEL}з",
        # Of number: "қала|лар", "күн|дер".
        "[лдт][аеоө]р",
    )
)

# The surname comes first in these patterns, and is looked at again behind its end: a search for
# two letters is four times as fast as one for an ending with something before it.
# "дун" of "Жапаровдун", "пен" of "Токаевпен"
_ON_CYRILLIC_SURNAME = re.compile(
    r"([оеё]в)(?<=[\u0400-\u052f]{2}[оеё]в)"
    r"(?:(?:[ндт][ыиу]|ду)нг?|[дт][ыиу]|[дт][аеоө]н?|г[аеоө]|[мп]ен)(?!\w)",
    re.IGNORECASE,
)
# "ning" of "Mirziyoyevning"
_ON_LATIN_SURNAME = re.compile(r"([oe]v)(?<=[a-z]{2}[oe]v)(?:ning|dan|[gd]a)(?!\w)", re.IGNORECASE)
APOSTROPHES = "'`´ʻʼ‘’"  # "O'zbekiston", "Oʻzbekiston"
# "ʻ" in "Oʻzbekiston", "gʻulom", however typed; not what ends "dog's", "who'll"
IN_LETTER = rf"(?<=[oOgG])[{APOSTROPHES}](?!(?:[sdmt]|ll|re|ve)(?![^\W\d_]))(?=[^\W\d_])"
_IN_LETTER = re.compile(IN_LETTER)  # "ʻ", the same
# "da" of "Oʻzbekistonda"; in a word with such a letter alone, and from its beginning
_UZBEK_WORD = re.compile(rf"(?<!\w)(?:\w*{IN_LETTER}\w+)+")
# "larda" of "togʻlarda"
_UZBEK_ENDING = re.compile(r"(?<=\w{4})(?:lar)?(?:ning|dan|ni|[dgkq]a)?$")


def without_turkic_endings(text: str) -> str:
    """The text with its Turkic and Tajik words without endings, in letters that Russian has too.

    Whoever types without these letters finds the words that are written with them; an Uzbek oʻ
    or gʻ is the letter without its mark.
    """
    text = _ON_LATIN_SURNAME.sub(r"\1", text)
    if _IN_LETTER.search(text):
        text = _UZBEK_WORD.sub(_without_marks, text)
    return text if text.isascii() else _turkic_words(_ON_CYRILLIC_SURNAME.sub(r"\1", text))


def _without_marks(found: re.Match[str]) -> str:
    return _UZBEK_ENDING.sub("", _IN_LETTER.sub("", found[0]))


def _turkic_words(text: str) -> str:
    return _THEIR_WORD.sub(lambda found: _turkic_stem(found[0]).translate(_AS_RUSSIAN), text)


def _turkic_stem(word: str) -> str:
    for ending in _ENDINGS:
        word = ending.sub("", word)
    return word


@lru_cache(maxsize=50_000)
def script_stem(word: str) -> str:
    """A folded word of the Cyrillic or Arabic script without its endings; any other as it is.

    The stemmer is asked until nothing more goes: it leaves Токаев of Токаева, but of Токаев
    less. Other languages of these scripts lose an ending at times, on both sides alike.

    Source: Porter 2001, "Snowball", the Russian and the Arabic stemmer.
    """
    while (shorter := without_last_ending(word)) != word and SHORTEST <= len(shorter) <= len(word):
        word = shorter
    return word


def without_last_ending(word: str) -> str:
    """A folded word of these scripts without its last ending: Токаев of Токаевым."""
    name = next((name for letters, name in _STEMMERS if letters.fullmatch(word)), None)
    return word if name is None else str(_stemmer(name).stemWord(word))


# "рынок", "отец", "огон": the vowel before the last letter goes with most endings
_FLEETING = re.compile(r"(?<=\w[^\Waeiouаеёиоуыэюя\d_])[оеё](?=[кцнлр]$)")
# "рынк", "отц", "огн": where the vowel stands without an ending
_WITHOUT_FLEETING = re.compile(r"(?<=[^\Waeiouаеёиоуыэюяй\d_])(?=[кцнлр]$)")


def fleeting_forms(stem: str) -> tuple[str, ...]:
    """A Russian stem with its fleeting vowel, or without it: рынок and рынк are one word.

    Most of what it gives is no word: whoever asks looks which of them the archive holds.
    """
    if _STEMMERS[0][0].fullmatch(stem) is None:
        return ()
    # "боец", "бойц": behind a vowel it is й that stays
    after_vowel = re.sub(r"(?<=[аеиоуыэюя])ец$", "йц", stem)
    back = re.sub(r"йц$", "ец", stem)  # the other way round
    forms = [_FLEETING.sub("", stem), after_vowel, back]
    forms += [_WITHOUT_FLEETING.sub(vowel, stem) for vowel in "ое"]
    return tuple(one for one in dict.fromkeys(forms) if one != stem and len(one) >= SHORTEST)


@lru_cache
def _stemmer(name: str) -> Stemmer.Stemmer:
    return Stemmer.Stemmer(name)
