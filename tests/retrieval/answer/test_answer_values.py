"""Figures are read in their sentences, in one unit, and told from parts of them."""

from __future__ import annotations

import pytest

from retrieval.answer.answer_values import (
    answer_value,
    asks_value,
    contrasted_values,
    counted_in,
    denies_value,
    tells_change,
)
from retrieval.answer.values import Value, value_of_quantity
from retrieval.language.facts import sentence_facts
from support.passages import candidate

TONNES = "The reserve at Larkfield holds 75,000 tonnes of ore."


def test_a_bare_answer_takes_its_unit_from_the_sentence() -> None:
    found = answer_value(candidate("a", TONNES, "75,000"))
    assert found is not None
    assert (found.unit, found.amount) == ("kg", 75_000_000)


def test_of_a_change_what_it_has_become_is_the_answer() -> None:
    fallen = candidate("a", "The number has fallen from 340 to 95.", "340 to 95")
    found = answer_value(fallen, "How many trees will be felled?")
    assert found is not None
    assert found.amount == 95


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("How many ships sank?", True),
        ("When does work begin?", True),
        ("what will the quay cost", True),
        ("What property was taken?", False),
        ("How come the quay closed?", False),
        ("How big a threat are the locusts?", False),
        ("How large an island is it?", False),
        ("How big is the island?", True),
        ("How long a sentence did he get?", True),
        ("Сколько лодок утонуло?", True),
        ("Какова стоимость причала?", True),
        ("Кто построил причал?", False),
        ("Неше қайық батты?", True),
        ("Айлақ қашан ашылды?", True),
        ("Айлақты кім салды?", False),
    ],
)
def test_which_questions_ask_for_a_figure(question: str, *, asks: bool) -> None:
    assert asks_value(question) is asks


def test_a_figure_in_another_kind_of_answer_is_none() -> None:
    text = "It was the nine-storey block on Mill Lane."
    block = candidate("a", text, "nine-storey block on Mill")
    assert answer_value(block, "Which building was taken?") is None


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        ("The airline speaks of 158 passengers; the agency, whose list has 163, is silent.", [163]),
        ("The airline speaks of 158 passengers, 120 of them adults.", []),
        ("The airline speaks of 158 passengers and 90 suitcases.", []),
        ("The airline speaks of 158 passengers and paid 9,000.", []),
        ("The airline took 158 passengers, the rest between 90 and 120.", []),
        ("The airline took 158; its head, who was 31, left.", []),
        ("The airline took 158; the agency, which has 163, is silent.", [163]),
    ],
)
def test_only_another_figure_for_the_same_thing_is_set_against_one(
    text: str, amounts: list[int]
) -> None:
    told = Value("number", 158.0, None, "passeng")
    assert [one.amount for one in contrasted_values(told, text)] == amounts


def test_beside_a_sentence_only_a_number_alone_leans_on_it() -> None:
    told = Value("number", 4600.0, None, "peopl")
    assert contrasted_values(told, "The group went round and came to 7,300.", elsewhere=True)
    assert not contrasted_values(told, "The valley has 7,300 sheep.", elsewhere=True)
    # Where what is left of the whole is told of too, it is a part.
    parted = "About 3,100 are to sail; the others will stay for a year."
    assert not contrasted_values(told, parted, elsewhere=True)
    assert contrasted_values(
        told, "About 3,100 are to sail; the other side denies it.", elsewhere=True
    )


@pytest.mark.parametrize(
    "text",
    ["The dead are Orla Venn, 19, and Bo Rask, 20.", "They seldom worked with one another."],
)
def test_an_age_and_one_alone_are_set_against_no_figure(text: str) -> None:
    told = Value("number", 6.0)
    assert not contrasted_values(told, text, elsewhere=True)
    assert contrasted_values(told, "Of the dead he counts 20.", elsewhere=True)


@pytest.mark.parametrize(
    "text",
    ["A week earlier there were 20.", "Неделей ранее было 20.", "Бір апта бұрын 20 еді."],
)
def test_a_figure_of_an_earlier_time_is_set_against_none_of_now(text: str) -> None:
    told = Value("number", 31.0)
    assert not contrasted_values(told, text, elsewhere=True)
    assert contrasted_values(told, "The union counts 20.", elsewhere=True)


def test_one_alone_is_no_answer_but_one_boat_is() -> None:
    text = "Crews that raced one boat wept with one another."
    assert answer_value(candidate("a", text, "one another"), "How many crews wept?") is None
    boat = answer_value(candidate("a", text, "one boat"), "How many boats raced?")
    assert boat == Value("number", 1.0, None, "boat", 1)


@pytest.mark.parametrize(
    ("text", "pointed", "amount"),
    [
        ("The number of wrecks had risen to nine, from six on Monday.", "six", 9),
        (
            "Losses fell to 1.2 million crowns from about 3 million crowns.",
            "3 million crowns",
            1.2e6,
        ),
        ("The team rose to 40 boats from 12 harbours.", "12 harbours", 12),
        ("Nine boats came from six harbours.", "six", 6),
    ],
)
def test_what_a_figure_was_before_it_changed_is_not_what_it_is(
    text: str, pointed: str, amount: float
) -> None:
    found = answer_value(candidate("a", text, pointed), "How many were there?")
    assert found is not None
    assert found.amount == amount


@pytest.mark.parametrize(
    ("text", "told", "amount"),
    [
        ("The harbour master gets 9,400 crowns a month.", "9,400 crowns", 9400.0),
        ("The quay reopens in May 2026 at the earliest.", "May 2026", (2026, 5, None)),
        ("The quay reopens on 3 May.", "on 3 May", (None, 5, 3)),
        ("Now one lorry in four is opened.", "one lorry in four", 0.25),
    ],
)
def test_what_is_most_of_an_answer_is_its_value(text: str, told: str, amount: object) -> None:
    found = answer_value(candidate("a", text, told), "What is told of it?")
    assert found is not None
    assert found.amount == amount


@pytest.mark.parametrize(
    ("text", "changed"),
    [
        ("Nine died in the end.", True),
        ("The final report counts nine.", True),
        ("Finally the toll was nine.", True),
        ("Nine people live at the end of the road.", False),
        ("Nine finalists sang.", False),
        ("Число погибших выросло до девяти.", True),
        ("В итоге погибли девять человек.", True),
        ("Погибли девять человек.", False),
        ("Қаза болғандар саны тоғызға өсті.", True),
        ("Тоғыз адам қаза болды.", False),
    ],
)
def test_what_will_not_change_any_more_tells_of_a_change(text: str, *, changed: bool) -> None:
    assert tells_change(text) is changed


@pytest.mark.parametrize(
    ("question", "counted"),
    [
        ("How many people sank?", set()),
        ("Who sank?", set()),
        ("How many young boats?", {"young", "boat"}),
    ],
)
def test_what_is_counted_is_told_of_things_alone(question: str, counted: set[str]) -> None:
    assert counted_in(question) == counted


@pytest.mark.parametrize(
    ("text", "figure", "denied"),
    [
        ("71 men, and not 64, were there.", 64.0, True),
        ("Погибли 71, а не 64 моряка.", 64.0, True),
        ("Погибли 71, а не 64 моряка.", 71.0, False),
        ("12 гектар емес, 22 гектар жер берілді.", 12.0, True),
        ("12 гектар емес, 22 гектар жер берілді.", 22.0, False),
    ],
)
def test_what_a_figure_is_not_is_told_before_or_behind_it(
    text: str, figure: float, *, denied: bool
) -> None:
    told = next(
        value
        for one in sentence_facts(text).quantities
        if (value := value_of_quantity(one)).said == figure
    )
    assert denies_value(text, told) is denied


def test_a_number_that_is_part_of_a_name_is_no_figure() -> None:
    six = Value("number", 6.0)
    assert contrasted_values(six, "They had met in May as the Vale Five.", elsewhere=True) == []
    assert contrasted_values(six, "The company puts it at five.", elsewhere=True)
