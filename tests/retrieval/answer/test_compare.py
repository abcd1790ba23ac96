"""Outlets side by side: what they share, where they can't both be right, what each has besides."""

from __future__ import annotations

from dataclasses import replace

import pytest
from presses import hit

from retrieval.answer import compare
from retrieval.answer.matters import contradict, says
from retrieval.search.hybrid import Hit
from retrieval.types import Copy


def headings(*hits: Hit) -> list[str | None]:
    return [one.heading for one in compare.write("", [[each] for each in hits]).statements]


def outlets(*sentences: str) -> list[Hit]:
    return [hit(f"{n}", one, outlet=f"{n} Post") for n, one in zip("ABC", sentences, strict=False)]


def test_opposite_deeds_are_never_what_both_report() -> None:
    told = outlets(
        "The Larkfield bridge museum opened on Monday.",
        "The Larkfield bridge museum was shut for repairs on Friday.",
    )
    assert headings(*told) == ["They differ: A Post and B Post"] * 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The mayor met the guild in Larkfield.", "The mayor left the guild hall of Larkfield."),
        ("Orla Venn praised the guild of bakers.", "Tom Hale praised the guild of bakers."),
        (
            "The first boat race was held in Larkfield.",
            "The sixth boat race was held in Larkfield.",
        ),
        ("The boat race began on 3 May 2011.", "The boat race began on 4 May 2015."),
    ],
)
def test_what_may_be_two_matters_stands_alone(one: str, other: str) -> None:
    assert not any(
        (heading or "").startswith(("Both", "They")) for heading in headings(*outlets(one, other))
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The boat race began on 3 May 2011.", "The boat race began on 4 May 2011."),
        ("Norland joined the Amber League.", "Norland quit the Amber League."),
        ("The Larkfield guild is a member.", "The Larkfield guild is no longer a member."),
        (
            "The ferry carried 40 sailors to Larkfield.",
            "The ferry carried 60 sailors to Larkfield.",
        ),
    ],
)
def test_what_cannot_both_be_so_differs(one: str, other: str) -> None:
    assert contradict(one, other)
    assert contradict(other, one)


def test_what_is_shown_as_shared_holds_nothing_that_the_other_lacks() -> None:
    short, full = outlets(
        "The Larkfield ferry sank near the quay.",
        "The Larkfield ferry sank near the quay with 12 sailors aboard.",
    )
    (statement,) = compare.write("", [[full], [short]]).statements
    assert statement.text == short.evidence[0].text
    assert statement.heading == "Both A Post and B Post"
    assert not says(short.evidence[0].text, full.evidence[0].text)


def test_three_outlets_with_one_report_are_named_together() -> None:
    told = outlets(*["The Larkfield ferry sank near the quay."] * 3)
    assert headings(*told) == ["A Post, B Post and C Post"]


def test_copies_of_one_story_are_one_report() -> None:
    first, second = outlets(*["The Larkfield ferry sank near the quay."] * 2)
    copy = Copy(first.passage.article, "a.txt", None, "A Post", None, None, None)
    second = replace(second, passage=replace(second.passage, copies=(copy,)))
    assert headings(first, second) == ["One report, printed by A Post and B Post"]


def test_only_is_said_where_no_other_outlet_has_anything_near() -> None:
    told = outlets(
        "President Orla Venn asked the guild for help.",
        "Orla Venn asked the guild for help on 5 May, a day late.",
        "Gulls left the harbour of Teal.",
    )
    assert headings(*told)[-1] == "Only C Post"
    assert "Only A Post" not in headings(*told)
