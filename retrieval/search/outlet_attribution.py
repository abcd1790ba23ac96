"""Whether a question names an outlet as who reported, and the question without its name.

    What did TASS say about the ferry?                  What did it say about the ferry?
    Что сообщал «Маяк» о пароме?                        Что сообщал о пароме?
    По данным «Маяка», сколько человек спасено?         Сколько человек спасено?
    «Маяк» мәліметінше, неше адам құтқарылды?           Неше адам құтқарылды?

A Russian or Kazakh question needs nothing in its place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.messages.question_language import question_language
from retrieval.search.outlet_names import OPENING
from retrieval.search.outlets_compared import SAYING, SAYING_IN_CYRILLIC, OutletPlace

# "агентства" of "по данным агентства ТАСС"
_CALLED = (
    r"(?:(?:агентств|издани|газет|журнал|портал|сайт|канал|телеканал)[а-яё]*\s+"
    r"|(?:газет|басылым|агенттік|сайт|портал)\w*\s+)?"
)
# "according to ", "reported by ", "сообщал " before an outlet
_BEFORE = re.compile(
    r"(?:according to|(?:reported|published|written|told|quoted|cited) (?:by|in|to)|per)"
    rf"\s+(?:the\s+)?$|\b{SAYING_IN_CYRILLIC}\s+{_CALLED}$"
    # "в статье "
    r"|\b(?:стать|материал|сообщени|заметк|репортаж|публикаци|корреспондент|журналист)[а-яё]*\s+"
    rf"{_CALLED}$",
    re.IGNORECASE,
)
# "'s report", " wrote" after an outlet; in Kazakh the verb ends the question
_AFTER = re.compile(
    rf"^(?:['’]s?)?\s+(?:(?:has|have|had|also|both|each|first)\s+)?{SAYING}"
    r"|^(?:['’]s?)?\s+(?:report|article|story|coverage|account|piece|version|correspondent)\b"
    r"|^\s.*\b(?:не|қалай|кім\w*)\s+(?:деп\s+)?(?:жаз|хабарла|айт|мәлімде)\w+\W*$",
    re.IGNORECASE,
)
# "согласно ", "по данным газеты ", "как пишет ": with the outlet it says who reported, no more.
_ADJUNCT = re.compile(
    r"\b(?:по\s+(?:данным|сообщени(?:ю|ям)|словам|информации|версии|сведениям|материалам)"
    r"|согласно(?:\s+(?:данным|сообщени(?:ю|ям)|информации|материалам|версии|статье))?"
    r"|со\s+ссылкой\s+на|если\s+верить"
    rf"|(?:как|(?<=, ))\s*(?:об\s+этом\s+)?{SAYING_IN_CYRILLIC})\s+{_CALLED}$",
    re.IGNORECASE,
)
# "в " before an outlet, behind "говорилось", or where the outlet is in quotation marks
_IN = re.compile(
    r"(?P<said>\b(?:говор|сказан|сообщ|писал|писан|напечатан|опубликован)[а-яё]*\s+)?"
    rf"\b(?P<placed>(?:во?|из)\s+{_CALLED})$",
    re.IGNORECASE,
)
# " мәліметінше", " газетінің хабарлауынша" after an outlet
_ADJUNCT_BEHIND = re.compile(
    rf"^\s+{_CALLED}(?:(?:мәлімет|дерек|дерег|хабарлау|жазу|мәлімдеу|ақпарат|айту)\w*нш[ае]"
    r"|(?:мәлімет|дерек|дерег|хабар|ақпарат)\w*\s+бойынша)",
    re.IGNORECASE,
)
_WHOSE = re.compile(r"['’]s?(?!\w)")  # "TASS['s] figure"
_THE = re.compile(r"\bthe\s+$", re.IGNORECASE)  # "[the ]Courier"


def is_asked(text: str, start: int, end: int) -> bool:
    """Whether an outlet that a question names there is asked for what it reported."""
    before, after = text[:start], text[end:]
    told = _BEFORE.search(before) or _AFTER.search(after) or _ADJUNCT_BEHIND.search(after)
    return bool(told) or _adjunct(text, start) < start


def without_outlet(text: str, named: Sequence[OutletPlace]) -> str:
    """A question without the outlet that it asks, whose articles seldom name it."""
    leave_out = _as_it if question_language(text) == "en" else _left_out
    # From the end, so that the places before it still hold.
    for start, end, _ in sorted(named, reverse=True):
        text = leave_out(text, start, end)
    return text


def _as_it(text: str, start: int, end: int) -> str:
    whose = _WHOSE.match(text[end:])
    after = text[end + (whose.end() if whose else 0) :]
    return f"{_THE.sub('', text[:start])}{'its' if whose else 'it'}{after}"


def _left_out(text: str, start: int, end: int) -> str:
    adjunct, behind = _adjunct(text, start), _ADJUNCT_BEHIND.search(text[end:])
    before = text[:adjunct].rstrip()
    after = text[end + (behind.end() if behind else 0) :].lstrip()
    # The commas around it go with it.
    if adjunct < start or behind or not before:
        before, after = before.rstrip(" ,"), after.lstrip(", ")
    joint = "" if not before or after[:1] in tuple(".,;:?!") else " "
    left = f"{before}{joint}{after}".strip()
    return left[:1].upper() + left[1:]


def _adjunct(text: str, start: int) -> int:
    """Where the words begin that say no more than that an outlet reported; else the outlet."""
    before = text[:start]
    if told := _ADJUNCT.search(before):
        return told.start()
    placed = _IN.search(before)
    quoted = text[start : start + 1] in tuple(OPENING)
    return placed.start("placed") if placed and (placed["said"] or quoted) else start
