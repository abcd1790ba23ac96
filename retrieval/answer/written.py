"""What can be written in several ways, in one: amounts of money, titles, initials, ordinals."""

from __future__ import annotations

import re

_CURRENCIES = {
    "dollars": (r"(?:US|C|A)?\$|USD", r"(?:US\s+)?dollars?|bucks"),
    "euros": ("€|EUR", "euros?"),
    "pounds": ("£|GBP", "pounds?(?: sterling)?"),
    "yen": ("¥|JPY", "yen"),
    "yuan": ("CNY|RMB", "yuan|renminbi"),
    "roubles": ("₽|RUB", "roubles?|rubles?"),
    "tenge": ("₸|KZT", "tenge"),
    "rupees": ("₹|INR", "rupees?"),
    "crowns": ("CZK|SEK|NOK|DKK", "crowns?|krona|kronor|krone|kroner|koruna"),
    "francs": ("CHF", "francs?"),
    "lira": ("₺|TRY", "liras?"),
    "percent": ("%", r"per\s?cent|percentage points?"),
}
"""Each unit by its name here: how it is signed, and how it is spelled."""

_AMOUNT = (
    r"\d[\d.,\u00a0\u202f]*(?:[\s-]?(?:hundred|thousand|million|billion|trillion|[mbt]n|[kmb])\b)?"
)
_SIGNED = {
    unit: (
        re.compile(rf"(?<![^\W\d_])(?:{sign})\s?({_AMOUNT})"),
        re.compile(rf"({_AMOUNT})\s?(?:{sign})(?!\w)"),
    )
    for unit, (sign, _) in _CURRENCIES.items()
}
_SPELLED = {
    unit: re.compile(rf"\b(?:{words})(?!\w)", re.IGNORECASE)
    for unit, (_, words) in _CURRENCIES.items()
}
_ATTACHED = re.compile(
    r"\d[\d.,]*(?:[\s-](?:hundred|thousand|million|billion|trillion))?\s(?P<unit>"
    rf"{'|'.join(_CURRENCIES)})\b"
)

_TITLES = {
    "Gen": "General", "Lt": "Lieutenant", "Col": "Colonel", "Maj": "Major", "Capt": "Captain",
    "Sgt": "Sergeant", "Adm": "Admiral", "Sen": "Senator", "Rep": "Representative",
    "Gov": "Governor", "Prof": "Professor", "Dr": "Doctor", "Pres": "President", "Rev": "Reverend",
    "St": "Saint",
}  # fmt: skip
_TITLE = re.compile(rf"\b({'|'.join(_TITLES)})\.(?=\s+[A-Z])")
_INITIAL = re.compile(r"\b((?:[A-Z]\.\s?)+)([A-Z][\w’'-]+)")

_ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7,
    "eighth": 8, "ninth": 9, "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13,
    "fourteenth": 14, "fifteenth": 15, "sixteenth": 16, "seventeenth": 17, "eighteenth": 18,
    "nineteenth": 19, "twentieth": 20, "thirtieth": 30,
}  # fmt: skip
_ORDINAL = re.compile(rf"\b({'|'.join(_ORDINALS)})\b", re.IGNORECASE)

_QUOTED = re.compile(r"“([^“”]+)”|\"([^\"]+)\"|«([^«»]+)»|(?<!\w)‘([^‘]+?)’(?!\w)")
_EDGES = " \t\n.,;:!?…"


def in_one_way(text: str) -> str:
    """The text with amounts as `5 million dollars` and `12 percent`, titles in full."""
    for unit, (before, after) in _SIGNED.items():
        text = after.sub(rf"\1 {unit}", before.sub(rf"\1 {unit}", text))
    for unit, spelled in _SPELLED.items():
        text = spelled.sub(unit, text)
    return _TITLE.sub(lambda found: _TITLES[found[1]], text)


def other_units(statement: str, evidence: str) -> list[str]:
    """The units of amounts in a statement that the evidence has not, both in one way."""
    held = {unit for unit in _CURRENCIES if re.search(rf"\b{unit}\b", evidence)}
    named = dict.fromkeys(found["unit"] for found in _ATTACHED.finditer(statement))
    return [unit for unit in named if unit not in held]


def with_first_names(statement: str, evidence: str) -> str:
    """The statement without initials that the evidence writes out: J. Smith, of John Smith.

    Not the other way: a first name that no source gives is not added.
    """
    return _INITIAL.sub(lambda found: _without_initial(found, evidence), statement)


def _without_initial(found: re.Match[str], evidence: str) -> str:
    first = found[1].strip()[0]
    whole = re.search(
        rf"\b{first}[\w’'-]+\s+(?:[A-Z][\w.’'-]*\s+)?{re.escape(found[2])}\b", evidence
    )
    return found[2] if whole else found[0]


def with_ordinals(evidence: str) -> str:
    """The evidence with `twelfth` as 12th, so that a number may be told by either."""
    return _ORDINAL.sub(lambda found: f"{found[0]} {_ORDINALS[found[1].lower()]}th", evidence)


def misquoted(statement: str, evidence: str) -> list[str]:
    """The words in quotation marks that do not stand so in the evidence, word for word.

    Blanks, the form of marks and the punctuation at the ends are nothing; `...` is a gap.
    """
    held = _folded(evidence)
    quoted = ("".join(filter(None, found.groups())) for found in _QUOTED.finditer(statement))
    return [
        words
        for words in quoted
        if not all(part in held for part in map(_folded, re.split(r"\[?(?:…|\.\.\.)\]?", words)))
    ]


def _folded(text: str) -> str:
    plain = re.sub(r"[“”«»„\"]", '"', re.sub(r"[‘’]", "'", text))
    return " ".join(plain.split()).strip(_EDGES)
