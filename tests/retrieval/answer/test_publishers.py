"""Who published a story, and when, is answered from what the archive holds of the article."""

from __future__ import annotations

from dataclasses import replace

import pytest
from presses import hit

from retrieval import factory
from retrieval.answer.publication import wanted, write
from retrieval.archive.store import Archive
from retrieval.search.hybrid import Hit
from retrieval.settings import read_settings
from retrieval.types import Copy, Question


def story(name: str = "a", outlet: str | None = "Vesper Daily", **fields: object) -> Hit:
    stated = {"outlet": outlet, "published": "2021-03-04", **fields}
    return hit(name, f"The harbour froze over, {name} wrote.", **stated)


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        ("Which outlet looked into the harbour?", "outlet"),
        ("Which news agency reported the frozen harbour?", "outlet"),
        ("What newspaper ran the story on the harbour?", "outlet"),
        ("Which site's write-up of the harbour has Venn on it?", "outlet"),
        ("Who first published the story about the harbour?", "outlet"),
        ("When was the story on the harbour published?", "date"),
        ("On what date did the report about the harbour appear?", "date"),
        ("In which month and year did Vesper Daily write about the harbour?", "date"),
        ("When did the harbour freeze?", None),
        ("When did Orla Venn write about the harbour?", None),
        ("Which agency built the harbour?", None),
        ("Who wrote the plan?", None),
        ("Which paper did Venn sign?", None),
    ],
)
def test_what_is_asked_of_a_publication_is_told_from_what_is_asked_of_its_text(
    question: str, asked: str | None
) -> None:
    assert wanted(question, [story()]) == asked


def test_the_outlet_and_the_date_stand_over_a_sentence_of_the_article() -> None:
    draft = write("Which outlet wrote about the harbour?", [story()])
    assert draft is not None
    (statement,) = draft.statements
    assert statement.heading == "Published by Vesper Daily, 4 March 2021"
    assert statement.text == statement.quotes[0].text


def test_a_date_is_given_as_far_as_the_article_states_it() -> None:
    draft = write(
        "When was the story on the harbour published?",
        [story(published=None, date_note="4 June (year not stated)")],
    )
    assert draft is not None
    assert draft.statements[0].heading == "Published by Vesper Daily, 4 June (year not stated)"


@pytest.mark.parametrize(
    ("question", "lacking"),
    [
        ("Which outlet wrote about the harbour?", story(outlet=None)),
        ("When was the story on the harbour published?", story(published=None)),
    ],
)
def test_what_the_archive_does_not_hold_of_an_article_is_not_made_up(
    question: str, lacking: Hit
) -> None:
    assert write(question, [lacking]) is None


def test_nothing_is_published_on_what_nothing_found_names() -> None:
    assert write("Which outlet wrote about Zebedee?", [story()]) is None
    assert write("Which outlet wrote about the harbour?", []) is None


def test_asked_for_outlets_each_is_named_once_and_a_copy_is_none() -> None:
    copied = Copy("a", "a.txt", None, None, None, None, None)
    copy = story("b", "The Courier")
    copy = replace(copy, passage=replace(copy.passage, copies=(copied,)))
    other = story("c", "The Lantern")
    draft = write("Which outlets wrote about the harbour?", [story(), story(), copy, other])
    assert draft is not None
    named = [statement.heading for statement in draft.statements]
    assert named == [
        "Published by Vesper Daily, 4 March 2021",
        "Published by The Lantern, 4 March 2021",
    ]


def test_the_whole_way_from_the_question_to_the_answer(archive: Archive) -> None:
    answer = factory.make_chain(read_settings(), archive, one_shot=True).invoke(
        Question("Which newspaper reported the dredging plan?")
    )
    assert answer.found
    assert answer.text.startswith("Published by The Larkfield Courier, 4 March 2021: The ")
