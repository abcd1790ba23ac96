"""What a sentence leans on, written out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.answer.leaning import follows, leans, written_out

TITLE = "SLG grows to ten"


@pytest.mark.parametrize(
    ("before", "leaning", "written", "namers"),
    [
        (["Norland left the pact."], "It had joined in 2001.", "Norland had joined in 2001.", (0,)),
        (["Norland left the pact."], "Its army stayed.", "Norland’s army stayed.", (0,)),
        (
            ["Minister Lena Orsk signed it.", "She smiled."],
            "She left at noon.",
            "Minister Lena Orsk left at noon.",
            (0,),
        ),
        (
            ["On Monday, Norland and Vale met."],
            "They signed a pact.",
            "Norland and Vale signed a pact.",
            (0,),
        ),
        (
            ["Vale joined the Strait League (SLG) in May."],
            "The organisation now has ten members.",
            "Strait League (SLG) now has ten members.",
            (0,),
        ),
        (
            ["Ada Finch met the SLG in May.", "She spoke.", "She praised the SLG’s aid."],
            "She had asked the bloc for help.",
            "Ada Finch had asked SLG for help.",
            (0, 2),
        ),
        (
            ["The Strait League and the Amber Council met in May."],
            "The council was late.",
            "Amber Council was late.",
            (0,),
        ),
        (["Foreign Minister Lena Orsk spoke."], "The minister left.", "Lena Orsk left.", (0,)),
        ([], "Ten states now form the bloc, SLG said.", "Ten states now form SLG, SLG said.", ()),
    ],
)
def test_the_name_stands_where_the_sentence_leans(
    before: list[str], leaning: str, written: str, namers: tuple[int, ...]
) -> None:
    found = written_out([*before, leaning], len(before), TITLE)
    assert found is not None
    assert (found.text, found.namers) == (written, namers)


@pytest.mark.parametrize(
    ("before", "leaning"),
    [
        (["Norland left the pact."], "It was the first time that a member left."),
        (["Norland left the pact."], "It is clear that others will."),
        (["Lena Orsk left."], "It had been agreed."),
        (["The Strait League met."], "He spoke first."),
        (["Norland met Vale."], "They signed a pact."),
        (["The capital of Norland was renamed."], "It lies on the coast."),
        (["“We will go,” said Orsk."], "She left."),
        (["The Strait League and the Amber League met."], "The league is rich."),
        (["Minister Lena Orsk met Minister Karl Venn."], "The minister left."),
        (["The Amber Council met once."], "The organisation is old."),
        (["Norland left."], "The council of Vale met."),
        (["Norland left."], "Vale stayed."),
        ([], "It has ten members."),
    ],
)
def test_where_it_may_mean_another_nothing_is_written_out(before: list[str], leaning: str) -> None:
    assert written_out([*before, leaning], len(before)) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The first boats came a day later.", True),
        ("Afterwards he spoke.", True),
        ("Finch had asked for help the evening before.", True),
        ("They met again the following week.", True),
        ("It was shut two days after the storm.", False),
        ("The gates were shut on Monday.", False),
    ],
)
def test_a_time_told_by_another_follows_it(text: str, *, expected: bool) -> None:
    assert follows(text) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [("She left.", True), ("It is clear that she left.", False), ("Orsk left.", False)],
)
def test_a_pronoun_that_stands_for_nothing_leans_on_nothing(text: str, *, expected: bool) -> None:
    assert leans(text) is expected


WORDS = st.sampled_from(
    ["It", "He", "The organisation", "Norland", "SLG", "(SLG)", "Strait League", "has", "ten", "."]
)


@given(st.lists(st.lists(WORDS, max_size=8).map(" ".join), min_size=1, max_size=4))
def test_what_is_written_in_stands_before_or_in_the_title(sentences: list[str]) -> None:
    found = written_out(sentences, len(sentences) - 1, TITLE)
    if found:
        assert all(place < len(sentences) - 1 for place in found.namers)
