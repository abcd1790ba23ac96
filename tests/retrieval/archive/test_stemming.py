"""Words without their endings: forms of one word meet, and two words stay two."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.archive.stemming import SHORTEST, fleeting_forms, script_stem, without_turkic_endings


def stemmed(word: str) -> str:
    return script_stem(without_turkic_endings(word).lower())


@pytest.mark.parametrize(
    "forms",
    [
        ("президент", "президента", "президентом", "президенты"),
        ("Токаев", "Токаева", "Токаеву"),
        ("қала", "қалада", "қаланың", "қалалар"),
        ("күн", "күнге", "күндер", "күндерден"),
        ("Қазақстан", "Қазақстанның", "Қазақстанда"),
        ("Жапаров", "Жапаровдун", "Жапаровго", "Жапаровым"),
        ("Токаев", "Токаевпен", "Токаевты"),
        ("Мирзиёев", "Мирзиёевнинг", "Мирзиёевга"),
        ("Mirziyoyev", "Mirziyoyevning", "Mirziyoyevga"),
        ("Oʻzbekiston", "O'zbekistonda", "O‘zbekistonning", "Oʼzbekistondan"),
    ],
)
def test_the_forms_of_a_word_have_one_stem(forms: tuple[str, ...]) -> None:
    assert len({stemmed(form) for form in forms}) == 1, [stemmed(form) for form in forms]


@pytest.mark.parametrize(
    ("one", "other"),
    [("рынок", "рынке"), ("паводок", "паводка"), ("отец", "отцы"), ("боец", "бойцов"),
     ("огонь", "огне"), ("ветер", "ветром"), ("перестрелок", "перестрелке")],
)  # fmt: skip
def test_a_stem_is_told_with_and_without_its_fleeting_vowel(one: str, other: str) -> None:
    assert stemmed(other) in fleeting_forms(stemmed(one))
    assert stemmed(one) in fleeting_forms(stemmed(other))


@pytest.mark.parametrize("word", ["пост", "город", "market", "президент", "ец", "йц"])
def test_other_stems_have_no_such_form(word: str) -> None:
    assert fleeting_forms(word) == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Токаев", "Токмак"),
        ("мост", "месть"),
        ("қала", "қару"),
        ("банк", "бант"),
        ("деревни", "дерево"),
        ("Каховка", "Кахов"),
        ("O'Brien", "Brien"),
    ],
)
def test_words_that_only_look_alike_keep_two(one: str, other: str) -> None:
    assert stemmed(one) != stemmed(other)


def test_letters_that_russian_lacks_count_as_the_ones_beside_them() -> None:
    assert without_turkic_endings("Қазақ") == "Казак"
    assert without_turkic_endings("Казак") == "Казак"


@pytest.mark.parametrize("text", ["Larkfield", "4.2", "", "naïve", "東京"])
def test_other_scripts_are_left_as_they_are(text: str) -> None:
    assert without_turkic_endings(text) == text
    assert script_stem(text.lower()) == text.lower()


@pytest.mark.parametrize("text", ["а" * 50_000, "oʻzbek " + "a" * 50_000])
def test_a_word_without_end_is_looked_through_once(text: str) -> None:
    began = time.process_time()
    assert len(without_turkic_endings(text)) >= 50_000
    assert time.process_time() - began < 1


@given(st.text(alphabet="абвгдежзиклмнопрстуәғқңөұүһі", min_size=SHORTEST, max_size=14))
def test_a_stem_is_never_empty_and_a_stem_of_a_stem_is_itself(word: str) -> None:
    stem = script_stem(word)
    assert stem
    assert script_stem(stem) == stem
