"""Asked for one source's figure, another's is none."""

from __future__ import annotations

import pytest

from retrieval.answer.asked_source import asked_source, told_by
from support.passages import candidate

ASKED = "What was the loss, according to the court?"
PROSECUTOR = candidate("a", "The prosecutor put the loss at 40 million crowns.", "40 million", 2.0)
COURT = candidate("b", "The court found a loss of 30 million crowns.", "30 million", 0.0)


@pytest.mark.parametrize(
    ("question", "who"),
    [
        (ASKED, {"court"}),
        ("According to the prosecution in Tully, what was lost?", {"prosec"}),
        ("How many sank by the ministry's count?", {"minist"}),
        ("How many sank according to the latest report?", set()),
        ("How many sank?", set()),
        ("Сколько погибло по данным суда в Тулли?", {"суда"}),
    ],
)
def test_according_to_whom_something_is_asked(question: str, who: set[str]) -> None:
    assert asked_source(question) == who


def test_what_the_source_says_stands_alone_where_it_is_likely_enough() -> None:
    assert told_by([PROSECUTOR, COURT], ASKED, behind=2.0) == [COURT]
    assert told_by([PROSECUTOR, COURT], ASKED, behind=1.9) == [PROSECUTOR, COURT]
    assert told_by([PROSECUTOR, COURT], "What was the loss?", behind=2.0) == [PROSECUTOR, COURT]
    asked = "What was the loss according to the police?"
    assert told_by([PROSECUTOR, COURT], asked, behind=2.0) == [PROSECUTOR, COURT]


def test_a_word_of_the_same_root_and_the_author_tell_of_the_source() -> None:
    asked = "What was the loss according to the prosecution?"
    assert told_by([COURT, PROSECUTOR], asked, behind=2.0) == [PROSECUTOR]
    signed = candidate("c", "I put it at 20 million crowns.", "20 million", 0.0, author="Orla Venn")
    by_her = "What was the loss according to Orla Venn?"
    assert told_by([PROSECUTOR, signed], by_her, behind=2.0) == [signed]
