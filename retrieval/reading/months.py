"""The names of the months in English, Russian and Kazakh, as patterns and as numbers."""

from __future__ import annotations

import re
from functools import lru_cache

# fmt: off
ENGLISH = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)
_SHORTENED = (
    "jan(?:uary)?", "feb(?:ruary)?", "mar(?:ch)?", "apr(?:il)?", "may", "june?",
    "july?", "aug(?:ust)?", "sept?(?:ember)?", "oct(?:ober)?", "nov(?:ember)?", "dec(?:ember)?",
)
# fmt: on
_SOFT = "(?:ь|я|е|ю|[её]м)"
_HARD = "(?:а|е|у|ом)?"
_RUSSIAN = (
    f"январ{_SOFT}", f"феврал{_SOFT}", f"март{_HARD}", f"апрел{_SOFT}", "ма(?:й|я|е|ю|ем)",
    f"июн{_SOFT}", f"июл{_SOFT}", f"август{_HARD}", f"сентябр{_SOFT}", f"октябр{_SOFT}",
    f"ноябр{_SOFT}", f"декабр{_SOFT}",
)  # fmt: skip
_CASES = "(?:[дт][ае](?:ғы|гі)?|ға|ге|қа|ке|[днт][ае]н|[днт][ыі]ң)?"
_KAZAKH = tuple(
    f"{name}{_CASES}"
    for name in (
        "қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым",
        "шілде", "тамыз", "қыркүйек", "қазан", "қараша", "желтоқсан",
    )
)  # fmt: skip

MONTH = rf"(?:{'|'.join((*_SHORTENED, *_RUSSIAN, *_KAZAKH))})(?![^\W\d_])"
"""A month's name, whole or shortened without its full stop; match it ignoring case."""


@lru_cache(maxsize=256)
def month_number(name: str) -> int:
    """1 to 12 for a month's name as `MONTH` matches it, or for such a number; 0 for no month."""
    if name.isdecimal():
        return int(name) if int(name) <= 12 else 0
    for number, spellings in enumerate(zip(_SHORTENED, _RUSSIAN, _KAZAKH, strict=True), start=1):
        if re.fullmatch("|".join(spellings), name, re.IGNORECASE):
            return number
    return 0
