"""The first line of a refusal."""

from __future__ import annotations

import pytest

from retrieval.answer.refusal import refusal_notes, refusal_text
from retrieval.archive.store import Archive
from retrieval.messages import speaking
from retrieval.types import Coverage, Form, Question


@pytest.mark.parametrize(
    ("coverage", "expected"),
    [
        (Coverage(0), "an empty archive"),
        (Coverage(1, "2021-03-04", "2021-03-04"), "1 article dated 4 March 2021 and"),
        (
            Coverage(1200, "2020-01-01", "2021-03-04"),
            "1,200 articles dated 1 January 2020 to 4 March 2021 and",
        ),
        (Coverage(3, "2020-01-01", "2021-03-04", 2), "to 4 March 2021 (2 undated)"),
        (Coverage(3, undated=3), "3 articles (none dated)"),
    ],
)
def test_the_refusal_says_what_was_searched_in_a_line(coverage: Coverage, expected: str) -> None:
    text = refusal_text(Question("Who?"), coverage)
    assert text.startswith("Not in the archive. I searched ")
    assert expected in text
    assert "\n" not in text


@pytest.mark.parametrize(
    ("coverage", "limited", "expected"),
    [
        (Coverage(1, "2021-03-04", "2021-03-04"), {}, "1 статья, дата: 4 марта 2021 года;"),
        (
            Coverage(3, "2020-01-01", "2021-03-04", 2),
            {"until": "2021-04-01"},
            "3 статьи, из них без даты: 2; даты остальных: 1 января 2020 года – 4 марта 2021"
            " года; только опубликованные не позже 1 апреля 2021 года;",
        ),
        (
            Coverage(3, "2020-01-01", "2021-03-04"),
            {"outlet": "Вечерний маяк"},
            "; только издания «Вечерний маяк»;",
        ),
    ],
)
def test_a_russian_refusal_has_no_brackets(
    coverage: Coverage, limited: dict[str, str], expected: str
) -> None:
    with speaking("ru"):
        text = refusal_text(Question("Кто?", **limited), coverage)  # type: ignore[arg-type]
    assert expected in text
    assert "(" not in text


def test_the_refusal_repeats_the_limits_and_says_that_the_undated_were_left_out() -> None:
    question = Question(
        "Who?", outlet="Vesper Daily", since="2020-01-01", until="2021-01-01", as_of="2022-01-01"
    )
    text = refusal_text(question, Coverage(3, "2020-01-01", "2021-03-04", 1))
    limits = (
        ", only those from Vesper Daily, published since 1 January 2020, published until"
        " 1 January 2021, published by 1 January 2022, and found"
    )
    assert limits in text
    assert "1 undated article was left out" in text
    assert "left out" not in refusal_text(Question("Who?"), Coverage(3, undated=3))


@pytest.mark.parametrize(
    ("form", "missing"),
    [
        ("answer", "no answer"),
        ("check", "this claim"),
        ("timeline", "dated"),
        ("compare", "outlets"),
    ],
)
def test_a_refusal_says_what_was_looked_for(form: Form, missing: str) -> None:
    assert missing in refusal_text(Question("Boats", form=form), Coverage(3))


def test_limits_that_may_be_why_are_told_beside_the_names_that_are_not_mentioned(
    archive: Archive,
) -> None:
    asked = Question("Who won in Zanzibar?", until="2015-12-31")
    why = refusal_notes(archive, asked.text, asked)
    assert [("Zanzibar" in note, "limit may be why" in note) for note in why] == [
        (True, False), (False, True)
    ]  # fmt: skip
    assert len(refusal_notes(archive, asked.text, Question(asked.text))) == 1
