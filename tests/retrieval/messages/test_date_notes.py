"""A note on a date is told in the asker's language, and stays as it is where it has no form."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from retrieval.messages import speaking
from retrieval.messages.date_notes import date_note_words
from retrieval.reading.dates.date_parsing import dates_in, publication_date


@pytest.mark.parametrize(
    ("note", "russian"),
    [
        ("4 June (year not stated)", "4 июня (год не указан)"),
        ("04/05/2015 (order of day and month not clear)",
         "04/05/2015 (порядок дня и месяца неясен)"),
        ("2130-06-04 (suspect: in the future)", "2130-06-04 (сомнительно: в будущем)"),
        ("1830-06-04 (suspect: before 1900)", "1830-06-04 (сомнительно: до 1900 года)"),
        ("spring of 2015", "spring of 2015"),
        ("4 Juno (year not stated)", "4 Juno (year not stated)"),
    ],
)  # fmt: skip
def test_a_note_is_told(note: str, russian: str) -> None:
    with speaking("ru"):
        assert date_note_words(note) == russian
    assert date_note_words(note) == note


@pytest.mark.parametrize("stated", ["29 February", "04/05/2015", "11 декабря"])
def test_every_note_that_reading_makes_has_a_form(stated: str) -> None:
    (found,) = dates_in(stated)
    for note in (found.note, publication_date(date.today() + timedelta(9))[1]):
        assert note
        with speaking("kk"):
            assert date_note_words(note) != note
