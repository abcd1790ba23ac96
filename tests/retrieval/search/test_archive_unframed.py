"""Counts asked for in words that no frame has: the topic and the limits that are left of them."""

from __future__ import annotations

from datetime import date

import pytest

from retrieval.search.archive_unframed import BY_CASE, likely_archive_question


@pytest.mark.parametrize(
    ("text", "topic", "outlets", "since"),
    [
        ("how often have we written about the Larkfield quay", "Larkfield quay", (), None),
        ("in how many texts does Orla Venn come up", "Orla Venn", (), None),
        (
            "tally of Vesper Daily reports on the quay in 2021",
            "quay",
            ("Vesper Daily",),
            "2021-01-01",
        ),
        ("did we run more than one piece on the comet, how many", "comet", (), None),
    ],
)
def test_a_count_in_other_words_keeps_its_topic_and_its_limits(
    text: str, topic: str, outlets: tuple[str, ...], since: str | None
) -> None:
    asked = likely_archive_question(text, ["Vesper Daily"], date(2022, 7, 1))
    assert asked is not None
    assert (asked.kind, asked.topic, asked.outlets, asked.since) == ("count", topic, outlets, since)


@pytest.mark.parametrize(
    "text",
    [
        "How many pieces of luggage went missing?",
        "how often does the ferry to Larkfield run",
        "Do we know how many crates the divers brought up?",
    ],
)
def test_a_count_of_something_else_is_no_question_about_the_archive(text: str) -> None:
    asked = likely_archive_question(text, ["Vesper Daily"], date(2022, 7, 1))
    assert asked is None or asked.probability < 0.7


@pytest.mark.parametrize(
    ("question", "kind", "author"),
    [
        ("Статьи Орлана Веннова", "list_articles", "Орлана Веннова"),
        ("Сколько статей Орлы Венновой в архиве?", "count", "Орлы Венновой"),
        ("В архиве покажи все статьи Азата Орлова", "list_articles", "Азата Орлова"),
        ("Орла Веннованың неше мақаласы бар?", "count", "Орла Веннованың"),
        ("Орла Веннованың мақалаларын көрсет", "list_articles", "Орла Веннованың"),
        # A law's articles are counted like a person's: the records know who is an author.
        ("Сколько статей Устава Ларкфилда?", "count", "Устава Ларкфилда"),
    ],
)
def test_whose_articles_are_asked_for_by_a_case_alone_is_likely(
    question: str, kind: str, author: str
) -> None:
    asked = likely_archive_question(question, ["Vesper Daily"], date(2022, 7, 1))
    assert asked
    assert (asked.kind, asked.author, asked.probability) == (kind, author, BY_CASE)
