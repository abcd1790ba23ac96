"""What a number counts: the noun behind it, past what describes it.

    20 large boats        boats        46 рыбацких лодок    лодок
    12 пострадавших       пострадавших 20 утонули           nothing: a verb is no noun
    15 адамды             адам

Of Russian no tagger is asked: behind five and more stands a genitive plural, which ends in no
vowel, and its adjectives end as no noun does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.language import tables
from retrieval.language.alphabet import CYRILLIC
from retrieval.language.numerals import is_kazakh
from retrieval.language.tokens import Token, stem

_FUNCTION = tables.listed("function")
_MULTIPLES = tables.values("multiples")
_PEOPLE = tables.listed("people")
_NOUN_REACH = 6  # tokens in which what is counted is looked for; chosen by hand
_SHORTEST_PLURAL = 4  # letters: "is", "as" and "was" end with an s, too

_ADJECTIVE = re.compile(
    r"\w(?:[ыи]х|[ыи]ми?|ые|ую|юю|ая|яя|ый)$"
)  # "рыбацких", "новые", "рыбацкая"
# "купились", "ушли", "погибли", "прислала", "остаются", "строить"
_VERB = re.compile(
    r"\w(?:л[аио]?с[ья]|шл[аио]|\w{3}[аеиоуыя]л[аио]|ют(?:ся)?|[уаяеи]тся|ть(?:ся)?)$"
)
_VOWEL = re.compile("[аеиоуыэюя]$")  # "и" of "погибли"
# "ды" of "адамды", "лар" and "ға" of "балаларға"
_KAZAKH_ENDING = re.compile(
    r"(?<=\w\w)(?:[лдт][ае]р(?:[ыі])?)?(?:[ндт][ыі]ң?|[гкқғ][ае]|[дт][ае]н?|[мбп]ен)?$"
)
_GENITIVE_SINGULAR = range(1, 5)  # "21 дом", "3 дома"
_TEENS = range(11, 15)  # "11 домов"


def counted_noun(ts: Sequence[Token], i: int, value: float) -> str | None:
    """The stem of what is counted, or None where that is no noun.

    Args:
        ts: A text's tokens.
        i: The place behind the number.
        value: The number, which rules the Russian noun's case.
    """
    if i < len(ts) and ts[i].text == "-":
        i += 1
    behind = _phrase(ts, i)
    if behind and CYRILLIC.match(behind[0]):
        # A Kazakh noun takes no plural behind a number, and its adjectives no ending at all.
        if is_kazakh(ts):
            return _KAZAKH_ENDING.sub("", behind[0])
        return _russian(behind, value)
    for low in behind:
        plural = low.endswith("s") and not low.endswith("ss") and len(low) >= _SHORTEST_PLURAL
        if plural or low in _PEOPLE:
            return stem(low)
    return stem(behind[0]) if behind else None


def _phrase(ts: Sequence[Token], i: int) -> list[str]:
    """The words behind a number up to the next small word or mark."""
    found: list[str] = []
    for one in ts[i : i + _NOUN_REACH]:
        if one.kind != "word" or one.low in _FUNCTION or one.low in _MULTIPLES:
            break
        found.append(one.low)
    return found


def _russian(behind: Sequence[str], value: float) -> str | None:
    """The first word that is neither an adjective nor a verb, or the last adjective: раненых."""
    plural = value % 10 not in _GENITIVE_SINGULAR or value % 100 in _TEENS
    described = ""
    for at, low in enumerate(behind):
        if _ADJECTIVE.search(low):
            described = low
        elif low.endswith("о") and at + 1 < len(behind) and _ADJECTIVE.search(behind[at + 1]):
            continue  # "тяжело раненых"
        elif _VERB.search(low) or (plural and value == int(value) and _VOWEL.search(low)):
            break
        else:
            return stem(low)
    return stem(described) if described else None
