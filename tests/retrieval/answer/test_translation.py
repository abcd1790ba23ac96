"""A translation stands beside its quotation only if names, numbers, dates and denial agree."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from retrieval.answer.translation import unfaithful, with_translations
from retrieval.archive.store import Archive
from retrieval.chat_model.meter import Meter
from retrieval.names.aliases import Aliases
from retrieval.search.spellings import make_spellings
from retrieval.types import Answer, Citation, Coverage
from retrieval.verification.verify import same_name_spelled
from support.articles import article

SAME = same_name_spelled(make_spellings(Aliases(), {}))
BUDGET = "Мэр Нурлан Бекетов подписал 4 июля 2024 года договор на 12,5 млрд сомов."
SILENT = "Министерство иностранных дел не подтвердило гибель троих рыбаков под Варшавой."
VISIT = "Uzbek envoy Dilshod Karimov may visit Germany in May 2025, the Foreign Ministry said."


@pytest.mark.parametrize(
    ("original", "translation"),
    [
        (BUDGET, "Mayor Nurlan Beketov signed a contract for 12.5 billion soms on 4 July 2024."),
        (SILENT, "The Ministry of Foreign Affairs did not confirm three deaths near Warsaw."),
        (SILENT, "The Foreign Ministry has not confirmed the death of three anglers near Warsaw."),
        (VISIT, "Посланник Узбекистана Дильшод Каримов может посетить Германию в мае 2025 года."),
        ("Саммит ШОС прошёл в Бишкеке.", "The Shanghai Cooperation Organisation met in Bishkek."),
        # What one language writes with a capital another writes small, or translates.
        ("A Soviet officer taught some Tajiks.", "Советский офицер учил нескольких таджиков."),
        ("По словам главы Совета Безопасности, конфликт затянулся.",
         "According to the head of the Security Council, the conflict has dragged on."),
    ],
)  # fmt: skip
def test_a_faithful_translation_stands(original: str, translation: str) -> None:
    assert unfaithful(original, translation, SAME) == []


@pytest.mark.parametrize(
    ("original", "translation"),
    [
        (BUDGET, "Mayor Nurlan Beketov signed a contract for 15 billion soms on 4 July 2024."),
        (BUDGET, "Mayor Nurlan Beketov signed a contract on 4 July 2024."),
        (BUDGET, "Mayor Nurlan Beketov signed a contract for 12.5 billion soms on 5 July 2024."),
        (BUDGET, "Mayor Nurlan Beketov signed a contract for 12.5 billion soms."),
        (BUDGET, "The mayor signed a contract for 12.5 billion soms on 4 July 2024."),
        ("Orla Venn met Dilshod Karimov in Osh.", "Orla Venn was there."),
        (BUDGET, "Mayor Askar Beketov signed a contract for 12.5 billion soms on 4 July 2024."),
        (SILENT, "The Foreign Ministry confirmed the death of three anglers near Warsaw."),
        (SILENT, "The Foreign Ministry did not confirm the death of three anglers near Minsk."),
        (SILENT, "Hungary did not confirm the death of three anglers near Warsaw."),
        (VISIT, "Посланник Узбекистана Дильшод Каримов может посетить Францию в мае 2025 года."),
        (VISIT, "Посланник Узбекистана Дильшод Каримов может посетить Германию в июне 2025 года."),
        ("Саммит ШОС прошёл в Бишкеке.", "The CSTO met in Bishkek."),
    ],
)
def test_another_number_date_name_or_denial_does_not(original: str, translation: str) -> None:
    assert unfaithful(original, translation, SAME)


def test_a_name_that_the_team_holds_apart_is_another() -> None:
    not_same = same_name_spelled(make_spellings(Aliases(never_same=(("Beketov", "Бекетов"),)), {}))
    told = "Mayor Nurlan Beketov signed a contract for 12.5 billion soms on 4 July 2024."
    assert unfaithful(BUDGET, told, not_same)


def answered(*quotes: tuple[str, str], language: str = "en") -> Answer:
    citations = tuple(
        Citation(
            number=number, article=name, source=f"{name}.txt", title=None, outlet=None,
            published=None, date_note=None, url=None, hash="0", start=0, end=len(quote),
            quote=quote,
        )
        for number, (name, quote) in enumerate(quotes, start=1)
    )  # fmt: skip
    return Answer(
        "Who?", "Who?", True, "", "extractive", (), citations, (), Coverage(1), language=language
    )


@pytest.fixture
def held(make_archive: Callable[..., Archive]) -> Archive:
    return make_archive(article("ru", BUDGET), article("en", VISIT))


def test_what_is_in_another_language_is_translated_and_marked(held: Archive) -> None:
    asked: list[tuple[dict[int, str], str]] = []

    def translate(quotes: Mapping[int, str], language: str, _meter: Meter) -> dict[int, str]:
        asked.append((dict(quotes), language))
        return {2: "Mayor Nurlan Beketov signed a contract for 12.5 billion soms on 4 July 2024."}

    answer = with_translations(held, answered(("en", VISIT), ("ru", BUDGET)), translate)
    assert asked == [({2: BUDGET}, "en")]
    assert [one.number for one in answer.translations] == [2]
    assert answer.citations[1].quote == BUDGET
    assert answer.notes == ()


def test_a_translation_that_does_not_hold_is_left_out_with_a_sentence(held: Archive) -> None:
    answer = with_translations(
        held, answered(("ru", BUDGET)), lambda *_: {1: "A contract was signed."}
    )
    assert answer.translations == ()
    assert answer.notes == (
        "1 quotation has no translation that agrees with it in names, numbers and dates.",
    )


def test_a_model_that_fails_leaves_the_answer_as_it_is(held: Archive) -> None:
    def translate(*_: object) -> dict[int, str]:
        raise RuntimeError("secret")

    before = answered(("ru", BUDGET))
    after = with_translations(held, before, translate)
    assert after.translations == ()
    assert after.citations == before.citations
    assert after.notes == ("The chat model failed (RuntimeError); nothing is translated.",)


def test_quotations_in_the_askers_language_are_not_sent(held: Archive) -> None:
    def translate(*_: object) -> dict[int, str]:
        raise AssertionError

    answer = with_translations(held, answered(("ru", BUDGET), language="ru"), translate)
    assert answer.notes == ("Цитаты уже на вашем языке: переводить нечего.",)
