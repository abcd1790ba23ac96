"""A question repeated is no answer, unless it is one of yes or no, or between two."""

from __future__ import annotations

import pytest

from retrieval.answer.restated import restates


@pytest.mark.parametrize(
    ("question", "text", "repeats"),
    [
        ("Why does Norland take no part in the drill?", "Norland takes no part in it.", True),
        ("Why does Norland take no part?", "Norland takes no part to save fuel.", False),
        ("When did the Larkfield quay open?", "The Larkfield quay has opened.", True),
        ("How many boats sank off Larkfield?", "Two boats sank.", False),
        ("How many boats sank off Larkfield?", "14 boats sank.", False),
        ("Who built the Larkfield quay?", "Orla Venn built the quay.", False),
        # There the answer is in the question.
        ("Does Norland take part in the drill?", "Norland takes no part in the drill.", False),
        ("Which closed, the quay or the mill?", "The mill closed.", False),
        ("Почему Норландия не участвует в учениях?", "Норландия в учениях не участвует.", True),
        ("Почему Норландия не участвует?", "Норландия не участвует из-за мороза.", False),
        ("Участвует ли Норландия в учениях?", "Норландия в учениях не участвует.", False),
        ("Жол неге жабылды?", "Жол жабылды.", True),
        ("Жол неге жабылды?", "Жол аяздан жабылды.", False),
    ],
)
def test_what_has_no_new_word_repeats(question: str, text: str, *, repeats: bool) -> None:
    assert restates(question, text) is repeats
