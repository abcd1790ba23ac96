"""A question for a person is answered by a name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.answer.naming import (
    asks_for_a_person,
    asks_for_members,
    lists_names,
    names_a_person,
)

AROUND = "Judge Orla Venn of Norland spoke. Venn had come to Port Amber by boat."


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("Which judge closed the quay?", True),
        ("Which Norlandish harbour official closed the quay?", True),
        ("What is the name of the old warden?", True),
        ("Who closed the quay?", False),
        ("Which quay did the judge close?", False),
        ("What did the judge close?", False),
    ],
)
def test_a_person_is_asked_for_by_kind(question: str, *, asks: bool) -> None:
    assert asks_for_a_person(question) is asks


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("It was closed by Tom Hale.", True),
        ("It was closed by Venn.", True),
        ("Venn closed it.", True),
        ("The judge closed it.", False),
        ("The Norlandish judge closed it on Monday.", False),
        ("Norland closed it.", False),
    ],
)
def test_a_name_is_two_words_or_the_last_of_a_known_one(text: str, *, names: bool) -> None:
    assert names_a_person(text, AROUND, "Which judge of Norland closed the quay?") is names


def test_whom_the_question_names_does_not_count() -> None:
    assert not names_a_person("Orla Venn closed it.", AROUND, "Which judge did Orla Venn meet?")


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("Who are the members of the Strait League?", True),
        ("Which countries are full members of the Strait League?", True),
        ("Who leads the members of the Strait League?", False),
        ("How many members does it have?", False),
    ],
)
def test_members_are_asked_for(question: str, *, asks: bool) -> None:
    assert asks_for_members(question) is asks


@pytest.mark.parametrize(
    ("text", "lists"),
    [
        ("Its members include Vale, Norland and Southland.", True),
        ("It lets all members of the Strait League meet on Monday.", False),
        ("The Harbour Bank and the League back Orla Venn, Norland's mayor.", False),
    ],
)
def test_members_are_listed_by_name(text: str, *, lists: bool) -> None:
    assert lists_names(text, "Who are the members of the Strait League?") is lists


@given(text=st.text(max_size=80), around=st.text(max_size=80), question=st.text(max_size=80))
def test_any_text_is_looked_through(text: str, around: str, question: str) -> None:
    assert names_a_person(text, around, question) in (True, False)
    assert lists_names(text, question) in (True, False)
    assert not names_a_person(text.lower(), around, question)
