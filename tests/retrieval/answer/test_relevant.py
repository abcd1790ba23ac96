"""What is about a topic, and what a sentence needs before it to be understood."""

from __future__ import annotations

from dataclasses import replace

import pytest
from presses import hit

from retrieval.answer.relevant import about_its_bodies, holds_name, in_context, on_topic
from retrieval.search.hybrid import Hit


def scored(score: float, *sentences: str, title: str | None = None) -> Hit:
    found = hit(f"a{score}", *sentences, title=title)
    return replace(found, passage=replace(found.passage, score=score))


def test_a_passage_far_behind_the_best_is_beside_the_topic() -> None:
    best, near, far = (scored(score, "The quay froze.") for score in (1.4, 0.9, 0.4))
    assert on_topic("the quay", [best, near, far]) == [best, near]
    assert on_topic("the quay", [far]) == [far]
    assert on_topic("the quay", [far], 1.4) == []


@pytest.mark.parametrize(
    ("topic", "expected"),
    [
        ("Amber League members", True),
        ("Norland members", False),
        ("Norland in the Amber League", True),
        ("members in May 2021", True),
        ("members", True),
    ],
)
def test_a_passage_without_half_of_the_topics_names_is_beside_it(
    topic: str, *, expected: bool
) -> None:
    found = scored(1.0, "It has ten members.", title="Amber League grows")
    assert bool(on_topic(topic, [found])) is expected


@pytest.mark.parametrize(("name", "expected"), [("Norland", True), ("Vale", False)])
def test_a_name_may_stand_in_another_form(name: str, *, expected: bool) -> None:
    assert holds_name(name, hit("a", "The Norlandish minister left.")) is expected


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        (0, ["Norland joined the Strait League (SLG) on Monday."]),
        (1, ["Norland joined the Strait League (SLG) on Monday.", "It paid at once."]),
        (2, ["It paid at once.", "A day later the gates were shut."]),
        (3, ["Norland joined the Strait League (SLG) on Monday.", "The league is rich."]),
        (4, ["It was the first time that a member left."]),
        (5, ["It was the first time that a member left.", "They wept."]),
    ],
)
def test_a_sentence_comes_after_the_one_it_leans_on(place: int, expected: list[str]) -> None:
    found = hit(
        "a",
        "Norland joined the Strait League (SLG) on Monday.",
        "It paid at once.",
        "A day later the gates were shut.",
        "The league is rich.",
        "It was the first time that a member left.",
        "They wept.",
    )
    assert [one.text for one in in_context(found, found.evidence[place])] == expected


def test_one_whose_beginning_was_not_found_is_left_out() -> None:
    found = hit("a", "It paid at once.", "Gulls left.")
    assert in_context(found, found.evidence[0]) == []


def test_an_article_without_the_acronym_asked_about_is_on_another_body() -> None:
    league = hit("a", "The Strait League (SLG) is chaired by Vale.")
    guild = hit("b", "The Rowers' Guild (RGD) is chaired by Orla Venn.")
    assert about_its_bodies("Who chairs the SLG?", [league, guild]) == {league.passage.article}
    every = {league.passage.article, guild.passage.article}
    assert about_its_bodies("Who chairs the XYZ?", [league, guild]) == every
    assert about_its_bodies("Who chairs it?", [league, guild]) == every
