"""What readers said of answers, and the questions behind them."""

import json
from typing import Any

import pytest

from retrieval.archive.reader_feedback import (
    AskedCount,
    asked_before,
    asked_count,
    reports,
    save_report,
    unanswered,
)
from retrieval.archive.store import Archive
from retrieval.errors import UsageError
from retrieval.types import Question
from support.receipts import note

ANSWER = {
    "asked": "And then?",
    "question": "And then? (the bridge)",
    "found": True,
    "form": "answer",
    "citations": [{"source": "a.txt"}, {"source": "b.txt"}, {"source": "a.txt"}],
}


def receipt(archive: Archive, name: str = "abcd", **values: object) -> str:
    with archive.noting() as connection:
        connection.execute(
            "insert into receipts values (?, '2026-01-01', ?)", (name, json.dumps(ANSWER | values))
        )
    return name


def test_a_reader_has_one_voice_and_what_was_said_last_counts(archive: Archive) -> None:
    key = receipt(archive)
    said = [save_report(archive, key, kind, who) for kind, who in (
        ("helpful", "1"), ("helpful", "1"), ("helpful", "2"), ("outdated", "1"),
    )]  # fmt: skip
    assert said == [True, False, True, True]
    assert {(one.kind, one.readers) for one in reports(archive)} == {
        ("helpful", 1),
        ("outdated", 1),
    }
    assert [one.kind for one in reports(archive, ["outdated"])] == ["outdated"]


def test_what_is_written_beside_it_is_kept_and_the_last_word_counts(archive: Archive) -> None:
    key = receipt(archive)
    assert reports(archive) == ()
    save_report(archive, key, "wrong citation", "1", "[2]: it was\nMay")
    save_report(archive, key, "wrong citation", "2", "[1]")
    assert save_report(archive, key, "wrong citation", "1", "[2]: it was June")
    assert not save_report(archive, key, "wrong citation", "1")
    [one] = reports(archive)
    assert (one.readers, sorted(one.remarks)) == (2, ["[1]", "[2]: it was June"])
    save_report(archive, key, "helpful", "1")
    assert {(one.kind, one.remarks) for one in reports(archive)} == {
        ("helpful", ()), ("wrong citation", ("[1]",)),
    }  # fmt: skip


def test_what_got_no_answer_is_listed_by_how_often_it_was_asked(archive: Archive) -> None:
    for number, (text, values) in enumerate((
        ("Who?", {}), ("Why?", {}), ("WHO? ", {}), ("How?", {"found": True}),
        ("hello", {"mode": "help"}), ("New?", {"coverage": {"articles": 0}}),
        ("why?", {"coverage": {"articles": 3}}),
    )):  # fmt: skip
        values = {"question": text, "found": False, "mode": "extractive", **values}
        receipt(archive, f"r{number}", **values)
    assert [(one.question.lower(), one.times) for one in unanswered(archive, 9)] == [
        ("who?", 2), ("why?", 2),
    ]  # fmt: skip
    assert len(unanswered(archive, 1)) == 1
    assert len(unanswered(archive, 9, "2025-12-31T23:00:00-05:00")) == 0
    assert len(unanswered(archive, 9, "2025-12-31T23:00:00+00:00")) == 2
    assert asked_count(archive, "2025-12-31T23:00:00+00:00") == AskedCount(5, 1)
    assert asked_count(archive, "2026-01-02T00:00:00+00:00") == AskedCount(0, 0)


def test_by_channels_only_what_was_asked_there_in_the_open_is_listed(archive: Archive) -> None:
    lacking = {"found": False, "mode": "extractive"}
    for name, text, values in (
        ("r1", "Who?", {"channel": 7}),
        ("r2", "who?", {"private": True}),
        ("r3", "Why?", {"channel": 8, "outlet": "TASS"}),
        ("r4", "How?", {}),  # in a terminal
    ):
        receipt(archive, name, question=text, **lacking)
        note(archive, name, Question(text, **values))
    listed = [
        [(one.question, one.times) for one in unanswered(archive, 9, channels=channels)]
        for channels in ((7,), (7, 8), ())
    ]
    assert listed == [[("Who?", 1)], [("Who?", 1), ("Why?", 1)], []]
    assert [one.times for one in unanswered(archive, 9)] == [2, 1, 1]
    assert asked_before(archive, "r3").outlet == "TASS"
    assert asked_before(archive, "r2") == Question("who?")


def asked(archive: Archive, day: int, text: str, found: bool, **limits: Any) -> None:
    key = f"{text}{day}"
    with archive.noting() as connection:
        answer = ANSWER | {"question": text, "found": found, "mode": "extractive"}
        created = f"2026-01-{day:02}T09:00:00+00:00"
        connection.execute(
            "insert into receipts values (?, ?, ?)", (key, created, json.dumps(answer))
        )
    if limits:
        note(archive, key, Question(text, **limits))


@pytest.mark.parametrize(("first", "then", "listed"), [
    ((False, {}), (True, {}), 0),  # an article came in
    ((False, {"outlet": "TASS"}), (True, {}), 0),
    ((True, {}), (False, {"since": "2016-01-01"}), 0),  # narrowed
    ((True, {}), (False, {"outlets": ("A", "B")}), 0),
    ((True, {}), (False, {"literal": True}), 1),  # not narrowed; the article has gone
    ((True, {}), (False, {}), 1),
    ((True, {"outlet": "TASS"}), (False, {"since": "2016-01-01"}), 1),  # found nowhere else
])  # fmt: skip
def test_a_question_answered_since_or_without_its_limits_is_not_listed(
    archive: Archive,
    first: tuple[bool, dict[str, Any]],
    then: tuple[bool, dict[str, Any]],
    listed: int,
) -> None:
    for day, (found, limits) in enumerate((first, then), start=1):
        asked(archive, day, "Who?" if day == 1 else "who? ", found, **limits)
    asked(archive, 3, "Why?", True)
    assert len(unanswered(archive, 9)) == listed
    # What lies before the span still tells that there is an answer.
    assert len(unanswered(archive, 9, "2026-01-02T00:00:00+00:00")) == listed
    assert asked_count(archive, "2026-01-01T00:00:00+00:00") == AskedCount(3, 3 - listed)


def test_a_report_holds_the_question_as_typed_and_each_source_once(archive: Archive) -> None:
    key = receipt(archive)
    note(archive, key, Question("And then?", outlet="TASS", until="2016-01-01"))
    save_report(archive, key, "helpful", "1")
    [one] = reports(archive)
    assert one.question == Question("And then?", outlet="TASS", until="2016-01-01")
    assert one.sources == ("a.txt", "b.txt")


def test_who_said_it_can_not_be_read_from_the_archive(archive: Archive) -> None:
    save_report(archive, receipt(archive), "helpful", "810000000000000001")
    with archive.reading() as connection:
        [row] = connection.execute("select * from feedback").fetchall()
    assert "810000000000000001" not in " ".join(row)


def test_what_was_asked_is_asked_again_standing_alone_with_its_limits(archive: Archive) -> None:
    key = receipt(archive, form="compare")
    assert asked_before(archive, key) == Question(ANSWER["question"], form="compare")
    note(archive, key, Question("x", form="compare", outlets=("A", "B"), literal=True))
    assert asked_before(archive, key) == Question(
        ANSWER["question"], form="compare", outlets=("A", "B"), literal=True
    )


def test_without_its_receipt_nothing_is_noted_and_with_it_goes_what_was_said(
    archive: Archive,
) -> None:
    with pytest.raises(UsageError, match="no receipt"):
        save_report(archive, "none", "helpful", "1")
    with pytest.raises(UsageError, match="no receipt"):
        asked_before(archive, "none")
    note(archive, "none", Question("x"))
    key = receipt(archive)
    save_report(archive, key, "helpful", "1")
    with archive.noting() as connection:
        connection.execute("delete from receipts")
    assert reports(archive) == ()
    with archive.reading() as connection:
        assert connection.execute("select count(*) from feedback").fetchone()[0] == 0
        assert connection.execute("select count(*) from asked").fetchone()[0] == 0
