"""What a sentence states that can be looked up elsewhere: numbers, names, negations, links.

All are read generously from the evidence and strictly from a statement: a number or a name
that can't be found again is taken as made up.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from itertools import zip_longest

from retrieval.search.spellings import Spellings, holds, tokens_of
from retrieval.search.words import stem, stop_words, words
from retrieval.types import Passage

_SMALL = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_VALUES = {word: n for n, word in enumerate(_SMALL)} | {
    word: 10 * n for n, word in enumerate(_TENS, start=2)
}
_SCALES = {
    "dozen": 12, "hundred": 100, "thousand": 1_000, "k": 1_000, "million": 10**6, "mn": 10**6,
    "m": 10**6, "billion": 10**9, "bn": 10**9, "trillion": 10**12, "tn": 10**12,
}  # fmt: skip
_SPELLED = re.compile(
    rf"\b(?:({'|'.join(_TENS)})(?:[- ]({'|'.join(_SMALL[1:10])}))?|({'|'.join(_SMALL)}))\b",
    re.IGNORECASE,
)
_ONE_SCALE = re.compile(
    r"\b(?:a|an)\s+(?=(?:dozen|hundred|thousand|[mbt]r?illion)\b)", re.IGNORECASE
)
_NO_ONE = re.compile(r"\bno[ -]one\b", re.IGNORECASE)
_NUMBER = re.compile(
    r"(?P<digits>\d{1,3}(?:[,\u00a0\u202f]\d{3})+(?!\d)(?:\.\d+)?|\d+(?:[.,]\d+)*)"
    rf"(?:[\s-]?(?P<scale>{'|'.join(_SCALES)})\b)?",
    re.IGNORECASE,
)
_SCALE_WORD = re.compile(r"\b(dozen|hundred|thousand|[mbt]r?illion)s?\b", re.IGNORECASE)
_GROUPS = re.compile(r"[,\u00a0\u202f](?=\d{3}(?!\d))")

_WORD = re.compile(r"(?<!\w)[^\W\d_][\w’'-]*")
_DOTTED = re.compile(r"\b(?:[A-Z]\.){2,}")
_POSSESSIVE = re.compile(r"[’'](?:s)?$")
_OPENING = re.compile(r"(?:^|[.!?:;…\"“”‘'«(\[—–-])\s*$")

NEGATION = re.compile(
    r"\b(?:not|no|never|none|nobody|nothing|neither|nor|without|cannot)\b|n[’']t\b", re.IGNORECASE
)
_NEGATIONS = frozenset(
    ["not", "no", "never", "none", "nobody", "nothing", "neither", "nor", "without"]
)
_SAYING = {"say": "say", "says": "say", "said": "say", "tell": "tell", "tells": "tell",
           "told": "tell", "mentioned": "mention", "reported": "report"}  # fmt: skip
_HOW = frozenset(["how", "what", "when", "who", "whom", "whose", "why", "where", "which"])
"""After "did not say" these take for granted what follows; "that" and "whether" do not."""

_CONTRACTED = re.compile(r"n[’']t\b|(?<=\bcan)not\b", re.IGNORECASE)
_TURNED = re.compile(
    r"\b(?:(?:fail(?:s|ed|ing)?|refus(?:es?|ed|ing)|declin(?:es?|ed|ing)|unable|unwilling)\s+to"
    r"|hardly|barely|scarcely)\b",
    re.IGNORECASE,
)
"""What says "not" in another word."""

_CLAUSE_END = re.compile(r"[.,;:!?()\n—–]")

_LINK = re.compile(r"\w+://[^\s\])>]+|\b(?:[\w-]+\.)+[a-z]{2,}\b")


def numbers(text: str) -> set[str]:
    """The numbers in a text, each in one spelling: 1,000 = 1000 = one thousand, 3.50 = 3.5.

    A scale without a numeral ("millions") stands as its word.
    """
    digits = _ONE_SCALE.sub("1 ", _SPELLED.sub(_as_digits, _NO_ONE.sub("nobody", text)))
    found = {_value(match["digits"], match["scale"]) for match in _NUMBER.finditer(digits)}
    return found | {match[1].lower() for match in _SCALE_WORD.finditer(_NUMBER.sub(" ", digits))}


def _as_digits(match: re.Match[str]) -> str:
    return str(sum(_VALUES[word.lower()] for word in match.groups() if word))


def _value(digits: str, scale: str | None) -> str:
    try:
        value = Decimal(_GROUPS.sub("", digits)) * _SCALES.get((scale or "").lower(), 1)
    except InvalidOperation:  # 192.168.1.1, 1,5
        return digits
    return f"{value.normalize():f}"


def names(text: str) -> Iterator[str]:
    """The words that a text writes with a capital, U.S. as US and the possessive taken off.

    A function word that opens a sentence or a quotation is none, but one in capitals (US, WHO)
    or inside the sentence (May) is. A word of a script without capitals counts as one.
    """
    plain = undotted(text)
    for match in _WORD.finditer(plain):
        word = _POSSESSIVE.sub("", match.group())
        acronym = len(word) > 1 and word.isupper()
        opens = not acronym and _OPENING.search(plain[: match.start()])
        if word[0].islower() or word in ("I", "A"):
            continue
        if not (opens and set(words(word)) <= stop_words()):
            yield word


def as_cited(statement: str, evidence: str, known: Spellings) -> str:
    """The statement with each name spelled as the evidence has it, where both are known spellings.

    A name of which the evidence holds no known spelling is left as it stands.
    """
    held = tokens_of(evidence)
    parts, end = [], 0
    for found in known.found_in(statement):
        other = next((one for one in found.others if holds(held, one)), None)
        if other is not None and not holds(held, found.spelling):
            parts += [statement[end : found.start], other.text]
            end = found.end
    return "".join((*parts, statement[end:]))


def undotted(text: str) -> str:
    """The text with U.S. written as US."""
    return _DOTTED.sub(lambda match: match.group().replace(".", ""), text)


def denials(statement: str, evidence: str) -> list[str]:
    """What a statement denies and the evidence does not, or the other way round."""
    own, held = _TURNED.sub(" not", statement), _TURNED.sub(" not", evidence)
    added = NEGATION.findall(own)[:1] if not NEGATION.search(held) else []
    return added + flipped(negated(own), negated(held))


def negated(text: str) -> dict[str, set[bool]]:
    """Each informative stem with whether it stands negated: first after a "not", or not so.

    Words of saying count here, whatever they tell of a matter.
    """
    found: dict[str, set[bool]] = {}
    for clause in _CLAUSE_END.split(_CONTRACTED.sub(" not", text)):
        pending = False
        every = words(clause)
        for word, following in zip_longest(every, every[1:], fillvalue=""):
            if word in _NEGATIONS:
                pending = True
            elif word in _SAYING and (following in _HOW or not pending):
                # "Did not say how many crews": the saying is denied, not the crews.
                found.setdefault(stem(_SAYING[word]), set()).add(pending)
                pending = False
            elif word in stop_words():
                pending = pending and word not in ("only", "just")
            else:
                if not word.isdigit():
                    found.setdefault(stem(word), set()).add(pending)
                pending = False
    return found


def flipped(statement: Mapping[str, set[bool]], evidence: Mapping[str, set[bool]]) -> list[str]:
    """The stems that a statement negates and the evidence does not, or the other way round."""
    return [key for key, how in statement.items() if key in evidence and not how <= evidence[key]]


def links(text: str) -> list[str]:
    """The addresses in a text, and whatever looks like a domain."""
    return [match.group().rstrip(".,;:!?") for match in _LINK.finditer(text)]


def without_publication(text: str, passage: Passage) -> str:
    """The text, the passage's outlet and its date as a whole taken out: both may be named.

    Only whole: the day of publication is no evidence for "12 people".
    """
    known = [re.escape(passage.outlet)] if passage.outlet else []
    known += [re.escape(passage.date_note.partition(" (")[0])] if passage.date_note else []
    known += _date_forms(passage.published) if passage.published else []
    form = "|".join(known)
    return re.sub(rf"(?<!\w)(?:{form})(?!\w)", " ", text, flags=re.IGNORECASE) if form else text


def _date_forms(iso: str) -> list[str]:
    day = date.fromisoformat(iso)
    month = rf"(?:{day:%B}|{day:%b}\.?)"
    number, year = rf"0?{day.day}(?:st|nd|rd|th)?", f"{day.year}"
    return [
        re.escape(iso),
        rf"{number}\s+(?:of\s+)?{month}(?:,?\s+{year})?",
        rf"{month}\s+{number}(?:,?\s+{year})?",
        rf"{month}\s+{year}",
        year,
    ]
