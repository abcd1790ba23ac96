from __future__ import annotations

from retrieval.language import tables
from retrieval.language.phrases import phrase_at, phrase_before
from retrieval.language.tokens import is_past, stem, tokens


def test_every_language_has_the_same_tables() -> None:
    first, *others = tables._languages()
    for other in others:
        assert set(other) == set(first)
        assert set(other["names"]) == set(first["names"])


def test_alternatives_are_written_with_a_bar() -> None:
    assert list(tables.expanded("plans|planned to")) == [("plans", "to"), ("planned", "to")]


def test_months_of_all_languages_have_their_number() -> None:
    months = tables.positions("months")
    assert months["march"] == months["mar"] == months["марта"] == 3
    assert sorted(set(months.values())) == list(range(1, 13))


def test_the_longest_phrase_is_found() -> None:
    ts = tokens("no more than ten")
    assert phrase_before(ts, 3, tables.phrases("precision")) == (0, "less than")
    assert phrase_at(ts, 3, tables.phrases("precision")) is None


def test_tokens_keep_apart_what_is_not_one_word() -> None:
    assert [one.text for one in tokens("O’Brien’s forty-seven A380s, U.S. $5K")] == [
        "O’Brien", "’s", "forty", "-", "seven", "A380s", ",", "U.S.", "$", "5", "K",
    ]  # fmt: skip


def test_stems_join_the_forms_of_a_verb() -> None:
    assert stem("halting") == stem("halted") == "halt"
    assert stem("sold") == stem("selling") == stem("sell")
    assert stem("заводы") == stem("завода")
    assert is_past("chosen")
    assert not is_past("choose")
