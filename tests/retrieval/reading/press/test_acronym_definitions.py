"""Acronyms that an article defines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.reading.press.acronym_definitions import defined_acronyms


@pytest.mark.parametrize(
    ("text", "acronym", "expansion"),
    [
        ("the World Health Organization (WHO) met", "WHO", "World Health Organization"),
        ("SCO (Shanghai Cooperation Organisation)", "SCO", "Shanghai Cooperation Organisation"),
        ("the WHO (the World Health Organization)", "WHO", "World Health Organization"),
        ("Kingdom of Iraq and the Levant (KIL)", "KIL", "Kingdom of Iraq and the Levant"),
        ("Islamic Movement of Uzbekistan (IMU)", "IMU", "Islamic Movement of Uzbekistan"),
        ("the Islamic State (“IS”)", "IS", "Islamic State"),
        ("Food and Drug Administration (FDA; Washington)", "FDA", "Food and Drug Administration"),
        (
            "Organisation for Security and Co-operation in Europe (OSCE)", "OSCE",
            "Organisation for Security and Co-operation in Europe",
        ),
        ("the Regional Anti-Fire Team (RAFT)", "RAFT", "Regional Anti-Fire Team"),
        (
            "a Conference on Interaction and Confidence-building Measures in Asia (CICMA)", "CICMA",
            "Conference on Interaction and Confidence-building Measures in Asia",
        ),
        ("gross domestic product (GDP)", "GDP", "gross domestic product"),
        ("HyperText Markup Language (HTML)", "HTML", "HyperText Markup Language"),
        ("non-governmental organisations (NGOs)", "NGO", "non-governmental organisations"),
        ("the North\nAtlantic Treaty Organization (NATO)", None, None),
        (
            "Шанхайская организация сотрудничества (ШОС)", "ШОС",
            "Шанхайская организация сотрудничества",
        ),
        ("СНГ (Содружество Независимых Государств)", "СНГ", "Содружество Независимых Государств"),
        ("Қазақстан Республикасы (ҚР)", "ҚР", "Қазақстан Республикасы"),
    ],
)  # fmt: skip
def test_an_acronym_that_the_text_defines_is_found(text, acronym, expansion):
    assert defined_acronyms(text) == (((acronym, expansion),) if acronym else ())


@pytest.mark.parametrize(
    "text",
    [
        "ALMATY (AP) - A fire broke out",
        "The agency (AP) said",
        "Smith (left) and Jones (right)",
        "on Thursday (June 4) and (June 2014) and (2014)",
        "the Organisation (SCO) met",
        "Shanghai Cooperation Organisation. (SCO)",
        "said Chief Executive Officer (CEO)",
        "()",
        "(( ))",
        "Shanghai (SH)",
    ],
)
def test_a_bracket_that_defines_nothing_is_left(text):
    assert defined_acronyms(text) == ()


def test_an_acronym_is_listed_once_and_in_order_of_use():
    text = "United Nations (UN), European Union (EU), united nations (UN)"
    assert defined_acronyms(text) == (("UN", "United Nations"), ("EU", "European Union"))


def test_what_furniture_defines_is_left_out():
    text = "United Nations (UN)\nThe European Union (EU) met."
    assert defined_acronyms(text, ((0, 20),)) == (("EU", "European Union"),)


PIECES = st.sampled_from(
    ["(", ")", "SCO", "Of", "of", "Organisation", "State", "-", "\n", '"', "OOO", "o"]
)


@given(st.one_of(st.text(), st.lists(PIECES, max_size=60).map(" ".join)))
def test_whatever_the_text_an_acronym_is_spelled_by_words_that_stand_in_it(text):
    flat = " ".join(text.split())
    for acronym, expansion in defined_acronyms(text):
        assert acronym.replace(" ", "") in text.replace(" ", "")
        assert expansion in flat
        assert expansion[0].casefold() == acronym[0].casefold()
