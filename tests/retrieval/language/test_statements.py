"""Which sentences state something."""

import pytest

from retrieval.language.statements import states_something


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The quay was shut.", True),
        ("Порт закрыт.", True),
        ('The mayor asked: "Who will pay?"', True),
        ("Who will pay?", False),
        ("**Is the quay safe?**", False),
        ("09:20", False),
        ("3,000", False),
        ("", False),
    ],
)
def test_a_question_or_a_bare_figure_states_nothing(text, told):
    assert states_something(text) == told
