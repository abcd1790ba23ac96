"""The first words to a newcomer: what is held, and questions that are really answered."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.cli import main
from bot.greeting import EMPTY, greeting, questions
from bot.render import plain_text
from retrieval.messages import speaking
from retrieval.search.archive_question import archive_question
from retrieval.types import ArticleListing
from support.command_line import LATER, TREATY


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


@pytest.mark.parametrize("day", ["published: 2019-05-04\n", ""])
@pytest.mark.parametrize("outlet", ["outlet: Amber Post\n", ""])
@pytest.mark.parametrize("title", ["title: The road by Lena Orsk\n", ""])
def test_each_question_offered_is_answered(
    title: str, outlet: str, day: str, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    news = home.parent / "news"
    news.mkdir()
    for name, text in (("treaty", TREATY), ("lighthouse", LATER)):
        (news / f"{name}.md").write_text(f"---\n{title}{outlet}{day}---\n\n{text}", "utf-8")
    assert main(["index", str(news)]) == 0
    capsys.readouterr()
    asked = questions(held())
    assert len(set(asked)) == len(asked) == 3
    assert ("What is the newest article?" in asked) == bool(day)
    for question in asked:
        assert main(["ask", "--json", question]) == 0, question
        assert json.loads(capsys.readouterr().out)["citations"], question


@pytest.mark.usefixtures("indexed")
def test_the_topic_offered_is_the_name_that_most_titles_hold() -> None:
    titles = ("Orla Venn meets the SCO", "Bridge closed by the SCO", "Harbour opened by Orla Venn")
    asked = questions([replace(held()[0], title=title) for title in (*titles, "The SCO again")])
    assert "What do you have on SCO?" in asked


@pytest.mark.parametrize("language", ["ru", "kk"])
@pytest.mark.parametrize("known", [{}, {"outlet": None}, {"published": None}])
@pytest.mark.usefixtures("indexed")
def test_what_is_offered_in_other_languages_is_understood(
    language: str, known: dict[str, None]
) -> None:
    listings = [replace(one, title=None, **known) for one in held()]
    with speaking(language):
        asked = questions(listings)
    outlets = [one.outlet for one in listings if one.outlet]
    assert all(archive_question(question, outlets, date(2026, 11, 28)) for question in asked)
