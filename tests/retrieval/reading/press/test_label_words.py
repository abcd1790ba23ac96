"""The words of labels: what may stand beside a day, and what is a count."""

import pytest

from retrieval.reading.press.label_words import CHANGED_BEHIND, CLOCK, PUBLISHED, UPDATED, is_count


@pytest.mark.parametrize(
    ("part", "told"),
    [
        ("5 211 просмотров", True),
        ("Просмотров: 5 211", True),
        ("Қаралды: 310", True),
        ("7.4K views", True),
        ("(12) пікір", True),
        ("👁 310", True),
        ("👁 310 💬 6", True),
        ("310", True),
        ("views", False),
        ("310 boats sank", False),
        ("$310", False),
        ("12 %", False),
        ("👁 310 boats", False),
        ("", False),
    ],
)
def test_figures_and_one_word_are_a_count(part, told):
    assert is_count(part) == told


@pytest.mark.parametrize(
    "words",
    [
        "10:15",
        "в 10:15 (МСК)",
        "10:15 по московскому времени",
        "10:15, время Орска",
        "10:15 по Астане",
        "сағат 10:15",
        "10:15, Астана уақыты",
        "среда,",
        "Жұма",
        "дүйшөмбү",
        "payshanba",
        "Thursday at 10:15 GMT",
    ],
)
def test_a_clock_and_a_weekday_say_nothing_else(words):
    assert not CLOCK.sub("", words).strip(" ,()")


@pytest.mark.parametrize(
    "lead", ["Published on", "Опубликовано:", "Дата публикации:", "Жарияланды:", "E'lon qilingan:"]
)
def test_a_word_for_publishing_leads_a_day(lead):
    assert PUBLISHED.sub("", f"{lead} 4.6.2015") == "4.6.2015"


@pytest.mark.parametrize("lead", ["Last updated", "Обновлено:", "Обновлён", "Жаңартылды:"])
def test_what_was_changed_goes_with_its_day(lead):
    assert UPDATED.sub("", f"{lead} 4.6.2015").strip() == ""


def test_a_turkic_verb_stands_behind_its_day():
    assert CHANGED_BEHIND.search("5 маусым 2015, 14:10 жаңартылды")
    assert not CHANGED_BEHIND.search("жаңартылды: 5 маусым 2015")
