"""Counts asked for in words that no frame has: the topic and the limits that are left of them."""

from __future__ import annotations

from datetime import date

import pytest

from retrieval.search.archive_unframed import likely_archive_question


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
