"""What a claim speaks of may be only part of what its source speaks of."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.answer.subjects import within_another


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("Norland was banned in May.", "A film from Norland was banned in May."),
        ("Tom Hale has widened.", "The search for Tom Hale has widened."),
        ("The quay was opened by Venn.", "The road to the quay was opened by Venn."),
        ("Boats were sold.", "The crews of the boats were sold a licence."),
    ],
)
def test_a_name_inside_another_name_is_told(claim: str, text: str) -> None:
    told = within_another(claim, text)
    assert told is not None
    assert "read it" in told


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("Norland signed the treaty.", "Norland signed the treaty."),
        ("Norland signed the treaty.", "The government of Norland signed the treaty."),
        ("Norland signed the treaty.", "In May, Norland signed the treaty."),
        ("Norland signed the treaty.", "The film from Norland was shown as Norland signed it."),
        ("A film from Norland was banned.", "A film from Norland was banned."),
        ("The rowers left.", "The rowers of the league left."),
        ("It rained.", "The crews of the boats met."),
        ("", ""),
    ],
)
def test_other_sentences_pass(claim: str, text: str) -> None:
    assert within_another(claim, text) is None


SENTENCES = st.lists(
    st.sampled_from(["Norland", "the", "film", "of", "from", "was", "banned", "signed", ",", "ō’x"])
).map(" ".join)


@given(claim=SENTENCES | st.text(max_size=60), text=SENTENCES | st.text(max_size=60))
def test_any_two_texts_are_compared(claim: str, text: str) -> None:
    told = within_another(claim, text)
    assert told is None or "read it" in told


@given(text=SENTENCES)
def test_a_sentence_bears_itself_out(text: str) -> None:
    assert within_another(text, text) is None
