"""Russian and Kazakh follow-ups made to stand alone."""

from __future__ import annotations

import time

import pytest

from retrieval.search.followup.standalone import make_standalone
from retrieval.types import Answer, Coverage

OUTLETS = ("Маяк Побережья", "Larkfield Post", "Толқын")


def read(last: str, question: str) -> str:
    """How a question is read after another one."""
    answer = Answer(
        asked=last, question=last, found=False, text="", mode="extractive", statements=(),
        citations=(), passages=(), coverage=Coverage(1),
    )  # fmt: skip
    return make_standalone(question, (answer,), OUTLETS)


BOATS = "Сколько лодок пропало у Ларкфилда?"
WHO = "Кто потопил паром?"
IN_MAY = "Что случилось в мае 2015 года у Ларкфилда?"
FERRY = "Паром қанша жолаушы алды?"


@pytest.mark.parametrize(
    ("last", "question", "expected"),
    [
        (BOATS, "Почему?", "Почему столько лодок пропало у Ларкфилда?"),
        (BOATS, "А когда это было?", "Когда столько лодок пропало у Ларкфилда?"),
        (BOATS, "Как это произошло?", "Как столько лодок пропало у Ларкфилда?"),
        (WHO, "Зачем?", "Зачем кто-то потопил паром?"),
        ("Какой срок получил Веннов?", "За что?", "За что такой срок получил Веннов?"),
        ("На какой срок осудили Веннова?", "Когда?", "Когда на такой срок осудили Веннова?"),
        ("В каком городе прошёл форум?", "В каком году?", "В каком году прошёл форум?"),
        ("О чём договорились в порту?", "Когда?", "Когда об этом договорились в порту?"),
        ("Кому принадлежит паром?", "С какого года?", "С какого года кому-то принадлежит паром?"),
        ("Подписал ли Веннов договор?", "Почему?", "Почему подписал Веннов договор?"),
        ("Правда ли, что Веннов ушёл?", "Когда?", "Когда Веннов ушёл?"),
        ("Паром у Ларкфилда", "Когда?", "Когда? (Паром у Ларкфилда)"),
        ("Кто такой Веннов?", "С какого года?", "С какого года? (Кто такой Веннов)"),
        ("Why did the ferry sink?", "Когда?", "Когда? (Why did the ferry sink)"),
        (BOATS, "Why?", "Why? (Сколько лодок пропало у Ларкфилда)"),
        (FERRY, "Неге?", "Неге Паром сонша жолаушы алды?"),
        ("Паромды кім сатты?", "Қашан болды?", "Қашан Паромды біреу сатты?"),
        ("Паром қалаға келді ме?", "Қашан?", "Қашан Паром қалаға келді?"),
    ],
)
def test_another_word_asks_of_the_same(last: str, question: str, expected: str) -> None:
    assert read(last, question) == expected


@pytest.mark.parametrize(
    ("last", "question", "expected"),
    [
        (BOATS, "Кто это сказал?", "Кто сказал, сколько лодок пропало у Ларкфилда?"),
        (BOATS, "Какое издание об этом написало?",
         "Какое издание написало, сколько лодок пропало у Ларкфилда?"),
        (WHO, "Откуда это известно?", "Откуда известно, кто потопил паром?"),
        (FERRY, "Мұны кім айтты?", "Паром сонша жолаушы алды деп кім айтты?"),
        (BOATS, "А в «Маяке Побережья»?",
         "Сколько лодок пропало у Ларкфилда, по данным издания «Маяк Побережья»?"),
        (BOATS, "А что пишет Larkfield Post?",
         "Сколько лодок пропало у Ларкфилда, по данным издания «Larkfield Post»?"),
        ("Сколько лодок пропало, согласно Larkfield Post?", "По данным Маяка Побережья?",
         "Сколько лодок пропало, по данным издания «Маяк Побережья»?"),
        (FERRY, "Ал Толқын ше?", "Толқын басылымының мәліметінше, Паром қанша жолаушы алды?"),
        (BOATS, "Что пишет Larkfield Post?", "Что пишет Larkfield Post?"),
        (BOATS, "А что писал Маяк Побережья о пароме?",
         "А что писал Маяк Побережья о пароме?"),
    ],
)  # fmt: skip
def test_who_says_so_may_be_asked(last: str, question: str, expected: str) -> None:
    assert read(last, question) == expected


@pytest.mark.parametrize(
    ("last", "question", "expected"),
    [
        (IN_MAY, "А в июне?", "Что случилось в июне 2015 года у Ларкфилда?"),
        (IN_MAY, "А в 2016 году?", "Что случилось в 2016 году у Ларкфилда?"),
        (BOATS, "А на сегодня?", "Сколько лодок пропало у Ларкфилда на сегодня?"),
        (BOATS, "А 5 мая 2015 года?", "Сколько лодок пропало у Ларкфилда 5 мая 2015 года?"),
        ("Что нового о пароме?", "А об Орлове?", "Что нового об Орлове?"),
        (
            "Сколько лодок пропало в порту у моста?",
            "А во дворе?",
            "Сколько лодок пропало во дворе у моста?",
        ),
        ("Сколько статей о пароме?", "А о порте?", "Сколько статей о порте?"),
        (BOATS, "А с парома?", "С парома? (Сколько лодок пропало у Ларкфилда)"),
        ("Какой срок получил Веннов?", "А Орлов?", "Какой срок получил Орлов?"),
        ("Веннов паромды сатты ма?", "Ал Орлов ше?", "Орлов паромды сатты ма?"),
    ],
)
def test_a_time_or_a_name_takes_the_place_of_its_like(
    last: str, question: str, expected: str
) -> None:
    assert read(last, question) == expected


@pytest.mark.parametrize(
    ("last", "question", "expected"),
    [
        ("Кто такой Орлан Веннов?", "Что он сказал о пароме?",
         "Что он (Орлан Веннов) сказал о пароме?"),
        (WHO, "А сколько ему было лет?", "Сколько ему было лет? (Кто потопил паром)"),
        (BOATS, "Что там случилось?", "Что там случилось? (Сколько лодок пропало у Ларкфилда)"),
        (BOATS, "А что известно о мосте?", "А что известно о мосте?"),
        (BOATS, "Когда открыли мост?", "Когда открыли мост?"),
        (BOATS, "Кто сказал, что Веннов продал его?", "Кто сказал, что Веннов продал его?"),
        (BOATS, "Спасибо!", "Спасибо!"),
    ],
)  # fmt: skip
def test_what_points_back_keeps_the_last_question_beside_it(
    last: str, question: str, expected: str
) -> None:
    assert read(last, question) == expected


@pytest.mark.parametrize("word", ["а ", "когда это ", "в каком ", "он ", "ли ", "қанша "])
def test_a_strange_question_takes_no_longer(word: str) -> None:
    began = time.process_time()
    for text in (word * 200, f"А {word * 200}?"):
        read(BOATS, text)
        read(text, "Когда?")
    assert time.process_time() - began < 2.0
