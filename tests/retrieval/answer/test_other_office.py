"""A sentence on the holder of another office is told from one on the office that was asked."""

from __future__ import annotations

import pytest

from retrieval.answer.other_office import Office, asked_office, tells_of_other_office

FOREIGN = Office("minister", "foreign", frozenset({"norland"}))


@pytest.mark.parametrize(
    ("question", "office"),
    [
        ("Who is the foreign minister of Norland?", FOREIGN),
        ("Who is Norland's foreign minister?", FOREIGN),
        ("Who is the prime minister?", Office("minister", "prime", frozenset())),
        ("Who was the mayor of Orlin?", Office("mayor", "", frozenset({"orlin"}))),
        # Nothing tells it from another, or nobody asks who holds it.
        ("Who is the new minister?", None),
        ("Who is the mayor?", None),
        ("What did the foreign minister of Norland say?", None),
        ("Who is Ada Quill?", None),
    ],
)
def test_the_office_that_is_asked_for(question: str, office: Office | None) -> None:
    assert asked_office(question) == office


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("Finance Minister Emil Straat told parliament.", True),
        ("Prime Minister Emil Straat told parliament.", True),
        ("Sudmark's Foreign Minister Orlan Tesk spoke in Norland.", True),
        ("Norland's Foreign Minister Hanna Reed said so.", False),
        ("Foreign Minister Hanna Reed said so.", False),
        ("Minister Hanna Reed said so.", False),
        ("Finance Minister Emil Straat met the foreign minister, Hanna Reed.", False),
        ("Sudmark's Foreign Minister Orlan Tesk met Foreign Minister Hanna Reed.", False),
        ("Hanna Reed was made minister.", False),
        ("Nobody is named here.", False),
    ],
)
def test_another_office_is_told_by_its_kind_or_by_whose_it_is(text: str, *, other: bool) -> None:
    assert tells_of_other_office(text, FOREIGN) == other
