"""Which outlet a question asks for its report is told, and left out of what is searched for."""

from __future__ import annotations

import time

import pytest

from retrieval.search.outlet_attribution import is_asked, without_outlet


@pytest.mark.parametrize(
    ("question", "outlet", "left"),
    [
        ("What did the Courier say about ferries?", "Courier", "What did it say about ferries?"),
        ("How many drowned according to the Courier?", "Courier",
         "How many drowned according to it?"),
        ("What is the Courier's figure?", "Courier", None),
        ("What did «Маяк» report about ferries?", "«Маяк»", "What did it report about ferries?"),
        ("Сколько лодок пропало, согласно «Маяку»?", "«Маяку»", "Сколько лодок пропало?"),
        ("По данным газеты «Маяк», сколько лодок пропало?", "«Маяк»", "Сколько лодок пропало?"),
        ("Сколько лодок, как пишет Маяк, пропало?", "Маяк", "Сколько лодок пропало?"),
        ("Сколько лодок пропало, сообщает Маяк?", "Маяк", "Сколько лодок пропало?"),
        ("Сколько лодок пропало по сообщению «Маяка»?", "«Маяка»", "Сколько лодок пропало?"),
        ("Что сообщал «Маяк» о пароме?", "«Маяк»", "Что сообщал о пароме?"),
        ("Что сообщала «Волна» о пароме?", "«Волна»", "Что сообщала о пароме?"),
        ("Что «Маяк» пишет о пароме?", "«Маяк»", "Что пишет о пароме?"),
        ("Что говорилось в Маяке о пароме?", "Маяке", "Что говорилось о пароме?"),
        ("Какая цифра была в «Маяке»?", "«Маяке»", "Какая цифра была?"),
        ("Маяк мәліметінше, неше қайық жоғалды?", "Маяк", "Неше қайық жоғалды?"),
        ("Маяк газетінің дерегі бойынша неше қайық жоғалды?", "Маяк", "Неше қайық жоғалды?"),
        ("Маяк паром туралы не жазды?", "Маяк", "Паром туралы не жазды?"),
        ("Кто построил Маяк?", "Маяк", None),
        ("Когда Маяк закрыли?", "Маяк", None),
        ("Кто работает в Маяке?", "Маяке", None),
        ("Маяк қайда орналасқан?", "Маяк", None),
    ],
)  # fmt: skip
def test_an_outlet_is_asked_for_its_report_and_left_out(
    question: str, outlet: str, left: str | None
) -> None:
    start = question.index(outlet)
    place = (start, start + len(outlet))
    assert is_asked(question, *place) is (left is not None)
    if left is not None:
        assert without_outlet(question, [(*place, outlet)]) == left


@pytest.mark.parametrize("word", ["как пишет ", "по данным ", "сообщал ", "газеты ", ", "])
def test_a_strange_question_takes_no_longer(word: str) -> None:
    began = time.process_time()
    text = f"{word * 2_000}Маяк {word * 2_000}"
    start = text.index("Маяк")
    is_asked(text, start, start + 4)
    without_outlet(text, [(start, start + 4, "Маяк")])
    assert time.process_time() - began < 2.0
