"""Which sentences state something."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

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


@pytest.mark.parametrize(
    "text",
    [
        "Yorumlar (3)",
        "7.4K views",
        "5 211 просмотров | 14 комментариев",
        "👁 5 211   💬 6   Поделиться",
        "Сегодня, 10:32",
        "Today at 10:32",
        "Bugün 10.32",
        "Thursday, 4 June 2015",
        "4 июня 2015, 10:15",
        "04.06.2015 10:15 | Yorumlar (3)",
        "Päivitetty: 4 June 2015 10:15",
        "Поделиться",
        "Поделиться: Facebook ВКонтакте",
        "Jaa: Facebook, Telegram",
        "Мы в соцсетях: Instagram Telegram YouTube",
        "Telegram | YouTube | TikTok",
    ],
)
def test_a_line_of_labels_states_nothing_in_any_language(text):
    assert not states_something(text)


@pytest.mark.parametrize(
    "text",
    [
        "Dead: 40.",
        "Dead: 40",
        "Погибшие: 40",
        "Death toll: 40",
        "40 people dead",
        "Founded: 2001",
        "Born: 4 June 1979",
        "Fee: $40",
        "Share: 40%",
        "Population: 19 million",
        "Reds 14 11 6 15",
        "Blank | 2 | 1",
        "Year\t2015",
        "| Ships | 12 |",
        "- cabbage",
        "• капуста",
        "2) cabbage",
        "9:30 – Lunch",
        "Порт закрыт",
        "Blocked Facebook and Telegram",
        "Facebook, Telegram and YouTube were blocked",
        "Blocked: Facebook, Telegram and the site of the port",
        "No.",
        "再起動して完了",
        "По словам мэра, порт закрыт: 12 кораблей ждут | Сегодня, 10:32",
    ],
)
def test_a_fact_that_looks_like_a_label_states_something(text):
    assert states_something(text)


@given(st.text(max_size=200))
def test_any_text_is_judged(text):
    assert states_something(text) in {True, False}
