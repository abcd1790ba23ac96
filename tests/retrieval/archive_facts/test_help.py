"""A greeting or a call for help gets help, made from the archive itself."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from retrieval.archive.store import Archive
from retrieval.archive.vectors import Vectors
from retrieval.archive_facts.help import write_help
from retrieval.archive_facts.record_writer import answer_from_records
from retrieval.embedding import MiniLM
from retrieval.messages import speaking
from retrieval.search.archive_question import archive_question
from retrieval.search.hybrid import hybrid_search
from retrieval.types import Question
from support.articles import article


def test_help_says_what_is_held(desk: Archive) -> None:
    said = write_help(desk, "help")
    assert said.lines[-1] == (
        "The archive holds 7 articles from Vesper Daily, Délano Post and The Larkfield Courier,"
        " published from 31 December 2020 to 10 June 2022, 2 of them undated."
    )
    assert 3 <= len(said.text.splitlines()) <= 5


def test_its_questions_are_answered_by_the_archive(desk: Archive, minilm: MiniLM) -> None:
    questions = write_help(desk, "help").questions
    assert questions == (
        "What do you have on Mount Teal?",
        "How many articles are there from Vesper Daily?",
        "Who wrote the article “A comet without a name”?",
    )
    for text in questions:
        asked = archive_question(text, desk.outlets(), date(2026, 11, 28))
        assert asked
        hits = hybrid_search(desk, Vectors(desk), minilm, Question(text))
        assert answer_from_records(desk, asked, hits).statements


@pytest.mark.parametrize("language", ["ru", "kk"])
def test_its_questions_have_inner_marks_and_are_understood(
    make_archive: Callable[..., Archive], language: str
) -> None:
    archive = make_archive(
        article(
            "a", "Пекарня «Колос» закрыта.", title="Пекарня «Колос» закрыта",
            outlet="Вечерний маяк", author="Орла Веннова", published="2015-06-04",
        )
    )  # fmt: skip
    with speaking(language):
        text = write_help(archive, "help").text
    assert "«Пекарня „Колос“ закрыта»" in text
    asked = [one.split(": ")[-1] for one in text.splitlines()[-1].split(" · ")]
    read = [archive_question(one, archive.outlets(), date(2026, 11, 28)) for one in asked]
    assert [one.kind for one in read if one] == ["count", "author_of", "oldest"]


def test_a_greeting_is_returned(desk: Archive) -> None:
    assert write_help(desk, "hello").text.startswith("Hello!\nDateline answers questions")


def test_thanks_need_no_help(desk: Archive) -> None:
    assert write_help(desk, "thanks").text == "You are welcome."
    assert write_help(desk, "ok").text.startswith("All right. Ask ")


def test_an_empty_archive_says_how_to_fill_it(make_archive: Callable[..., Archive]) -> None:
    said = write_help(make_archive(), "help")
    assert said.lines[-1].startswith("The archive is empty")
    assert said.questions == ()


def test_many_outlets_are_counted(make_archive: Callable[..., Archive]) -> None:
    six = [article(f"a{n}", "It rained in Larkfield.", outlet=f"Paper {n}") for n in range(6)]
    said = write_help(make_archive(*six), "help")
    assert "Paper 0, Paper 1, Paper 2, Paper 3 and 2 more outlets, all undated." in said.lines[-1]
