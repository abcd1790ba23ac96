"""An asker's outlet: any name or domain of it, a slip, and what is said of one not held."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from retrieval.archive.store import Archive
from retrieval.search.filters import matching_outlets, outlets_asked_for, unknown_outlet_note
from retrieval.search.understand import understand
from retrieval.types import Question
from support.articles import article


@pytest.fixture(scope="module")
def held(make_archive: Callable[..., Archive]) -> Archive:
    names = ("RFE/RL", "BBC News", "Vesper Daily", "Vesper Weekly", "The Larkfield Courier")
    return make_archive(*(article(f"a{n}", "A story.", outlet=o) for n, o in enumerate(names)))


@pytest.mark.parametrize(
    ("name", "outlets"),
    [
        ("rferl", ["RFE/RL"]),
        ("Radio Free Europe", ["RFE/RL"]),
        ("rferl.org", ["RFE/RL"]),
        ("https://www.rferl.org/news", ["RFE/RL"]),
        ("BBC", ["BBC News"]),
        ("larkfield courier", ["The Larkfield Courier"]),
        ("Larkfeild Courier", ["The Larkfield Courier"]),
        ("Vesper Dialy", ["Vesper Daily"]),
        ("Vesper", []),
        ("ABC News", []),
        ("Tully Times", []),
    ],
)
def test_an_outlet_may_be_asked_for_in_any_of_its_names(
    held: Archive, name: str, outlets: list[str]
) -> None:
    with held.reading() as connection:
        assert outlets_asked_for(connection, name) == outlets
        assert (unknown_outlet_note(connection, name) is None) is bool(outlets)


def test_a_slip_is_no_name_in_the_words_of_a_question(held: Archive) -> None:
    with held.reading() as connection:
        assert matching_outlets(connection, "Larkfeild Courier") == []


def test_an_outlet_that_is_not_held_is_told_with_those_near(held: Archive) -> None:
    with held.reading() as connection:
        note = unknown_outlet_note(connection, "Vesper") or ""
        assert "'Vesper'" in note
        assert "Vesper Daily; Vesper Weekly" in note
        assert "Larkfield" not in note
        assert "dateline articles" in (unknown_outlet_note(connection, "Qqq") or "")


def test_the_teams_own_names_of_outlets_count(make_archive: Callable[..., Archive]) -> None:
    archive = make_archive(article("a", "A story.", outlet="Vesper Daily"))
    text = '[outlets]\n"Vesper Daily" = ["VD", "vesper.example"]\n'
    (archive.home / "aliases.toml").write_text(text, "utf-8")
    with archive.reading() as connection:
        assert outlets_asked_for(connection, "vd") == ["Vesper Daily"]
        assert outlets_asked_for(connection, "vesper.example") == ["Vesper Daily"]


@pytest.mark.parametrize(
    "question",
    [
        "What does BBC News say and what does Vesper Daily say about the quay?",
        "What do BBC News and Vesper Daily report about the quay?",
    ],
)
def test_asked_what_two_outlets_say_each_is_asked_by_itself(held: Archive, question: str) -> None:
    first, second = understand(held, Question(question)).parts
    assert (first.outlet, second.outlet) == ("BBC News", "Vesper Daily")
    assert "Vesper" not in first.text
    assert "BBC" not in second.text


def test_a_summary_after_an_outlet_is_found_by_that_name_unless_its_own_articles_are_held(
    make_archive: Callable[..., Archive],
) -> None:
    after = "Vesper sample, after TASS"
    with make_archive(article("a", "A story.", outlet=after)).reading() as connection:
        assert outlets_asked_for(connection, "tass.com") == [after]
    both = make_archive(article("a", "A.", outlet=after), article("b", "B.", outlet="TASS"))
    with both.reading() as connection:
        assert outlets_asked_for(connection, "TASS") == ["TASS"]
