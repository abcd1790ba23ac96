"""The parts of a question with their dates, over articles of 2021 and of June 2022."""

from __future__ import annotations

from datetime import date

import pytest

from retrieval.archive.store import Archive
from retrieval.search.dated_parts import DatedParts, dated_parts
from retrieval.types import Question

TODAY = date(2022, 7, 1)
JUNE = ("2022-06-01", "2022-06-30")


def dated(archive: Archive, text: str, **given: str) -> DatedParts:
    with archive.reading() as connection:
        return dated_parts(connection, Question(text, **given), TODAY)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "during"),
    [
        ("Who chairs the harbour council, and what did divers find in June 2022?", [None, JUNE]),
        ("What did divers find in June 2022, and who chairs the harbour council?", [JUNE, None]),
        ("What did divers find in June 2022 and who found it?", [JUNE, JUNE]),
        ("What did divers find in June 2022 and what did they find since 4 May 2022?",
         [JUNE, ("2022-05-04", "9999-12-31")]),
        ("In June 2022, who chaired the harbour council and what did divers find?", [JUNE, JUNE]),
        ("Who chaired the harbour council and what did divers find, in June 2022?", [JUNE, JUNE]),
        ("Who chairs the harbour council and what did divers find?", [None, None]),
    ],
)  # fmt: skip
def test_a_date_limits_its_own_part_or_all_where_it_opens_or_closes_the_question(
    archive: Archive, text: str, during: list[tuple[str, str] | None]
) -> None:
    assert [part.during for part in dated(archive, text).parts] == during


@pytest.mark.parametrize(
    ("text", "as_of"),
    [
        ("Who chaired the council and what had divers found as of May 2022?", ["2022-05-31"] * 2),
        ("As of May 2022, who chaired the council and what had divers found?",
         ["2022-05-31"] * 2),
        ("What had divers found as of May 2022, and who chairs the harbour council?",
         ["2022-05-31", None]),
    ],
)  # fmt: skip
def test_as_of_a_day_counts_for_all_from_either_end(
    archive: Archive, text: str, as_of: list[str | None]
) -> None:
    found = dated(archive, text).parts
    assert [part.as_of for part in found] == as_of
    assert not any("May" in part.text for part in found)


def test_of_parts_with_different_dates_each_is_told_with_its_own(archive: Archive) -> None:
    text = "Who chairs the harbour council, and what did divers find in June 2022?"
    told = "from 1 June 2022 to 30 June 2022"
    assert dated(archive, text).labels == (f"{told} (what did divers find in June 2022?)",)
    assert dated(archive, "What was found in June 2022?").labels == (told,)


def test_a_date_from_which_nothing_is_held_is_dropped_for_its_part_alone(archive: Archive) -> None:
    text = "What did divers find in June 2022, and what will the dredging cost in May 2019?"
    found = dated(archive, text)
    assert [part.during for part in found.parts] == [JUNE, None]
    assert len(found.notes) == 1


def test_limits_of_the_askers_own_come_before_any_part_s(archive: Archive) -> None:
    text = "Who chairs the harbour council, and what did divers find in June 2022?"
    found = dated(archive, text, since="2020-01-01").parts
    assert [(part.since, part.during) for part in found] == [("2020-01-01", None)] * 2


def test_a_topic_is_not_parted(archive: Archive) -> None:
    text = "Who chairs the council and what did divers find?"
    assert [part.text for part in dated(archive, text, form="timeline").parts] == [text]
