"""The first words to a newcomer: what is held, and questions that are really answered."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from bot.cli import main
from bot.greeting import EMPTY, greeting, questions
from bot.render import plain_text
from retrieval.types import ArticleListing


def held() -> list[ArticleListing]:
    from retrieval import factory
    from retrieval.settings import read_settings

    with factory.open_archive(read_settings(), any_model=True) as archive:
        return list(archive.listings())


def test_an_empty_archive_says_how_to_fill_it() -> None:
    assert plain_text(greeting([])).startswith(EMPTY)


@pytest.mark.usefixtures("indexed")
def test_what_is_held_is_counted() -> None:
    said = plain_text(greeting(held()))
    assert said.startswith("2 articles from 2 outlets, 4 May 2019 to 10 June 2021.")


@pytest.mark.usefixtures("indexed")
def test_each_question_offered_is_answered(capsys: pytest.CaptureFixture[str]) -> None:
    asked = questions(held())
    assert len(asked) == 3
    for question in asked:
        assert main(["ask", "--json", question]) == 0, question
        assert json.loads(capsys.readouterr().out)["citations"], question


@pytest.mark.usefixtures("indexed")
def test_the_topic_offered_is_the_name_that_most_titles_hold() -> None:
    titles = ("Orla Venn meets the SCO", "Bridge closed by the SCO", "Harbour opened by Orla Venn")
    asked = questions([replace(held()[0], title=title) for title in (*titles, "The SCO again")])
    assert "What do you have on SCO?" in asked
