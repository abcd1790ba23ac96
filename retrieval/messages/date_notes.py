"""What is known of a date that is not whole, in the asker's language: `4 июня (год не указан)`.

An article keeps the note as its reading made it, in English.
"""

from __future__ import annotations

import re

from retrieval.messages import gettext
from retrieval.messages.days import NO_YEAR, day_words

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
# "4 June (year not stated)"
_YEARLESS = re.compile(rf"(?P<day>\d{{1,2}}) (?P<month>{'|'.join(_MONTHS)}) \(year not stated\)")
# "2030-06-04 (suspect: in the future)", "04/05/2015 (order of day and month not clear)"
_DOUBTED = re.compile(r"(?P<date>\S+) \((?P<why>[^()]+)\)")


def date_note_words(note: str) -> str:
    """A note as it is told; one of another form as it is."""
    if found := _YEARLESS.fullmatch(note):
        month = _MONTHS.index(found["month"]) + 1
        day = day_words(f"{NO_YEAR}-{month:02}-{int(found['day']):02}")
        return gettext("{day} (year not stated)").format(day=day)
    found = _DOUBTED.fullmatch(note)
    if found is None:
        return note
    forms = {
        "order of day and month not clear": gettext("{date} (order of day and month not clear)"),
        "suspect: in the future": gettext("{date} (suspect: in the future)"),
        "suspect: before 1900": gettext("{date} (suspect: before 1900)"),
    }
    form = forms.get(found["why"])
    return form.format(date=found["date"]) if form else note
