"""Whether a sentence is surer of what it says than its source."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.answer.certainty import overstated


@pytest.mark.parametrize(
    ("statement", "evidence"),
    [
        ("The council announced a tax.", "The council proposed a tax."),
        ("The council will close the quay.", "The council may close the quay."),
        ("The mayor signed the treaty.", "The mayor may sign the treaty."),
        ("The states agreed on a fleet.", "The states were urged to build a fleet."),
        ("The guild rejected the offer.", "The guild plans to discuss the offer."),
    ],
)
def test_a_sentence_surer_than_its_source_is_seen(statement: str, evidence: str) -> None:
    assert overstated(statement, evidence)


@pytest.mark.parametrize(
    ("statement", "evidence"),
    [
        ("The council announced a tax.", "A tax was announced by the council."),
        ("The council will close the quay.", "The quay is to be closed, the council said."),
        ("The mayor may sign the treaty.", "The mayor may sign the treaty in May."),
        ("The mayor signed the treaty.", "The mayor signed the treaty. Others may follow."),
        ("The quay is 300 metres long.", "The quay may be closed; it is 300 metres long."),
        ("The council proposed a tax.", "The council proposed a tax on boats."),
    ],
)
def test_a_sentence_as_sure_as_its_source_passes(statement: str, evidence: str) -> None:
    assert overstated(statement, evidence) == []


@given(st.text(max_size=80), st.text(max_size=80))
def test_a_text_never_says_more_than_itself(text: str, more: str) -> None:
    assert overstated(text, text + more) == []
