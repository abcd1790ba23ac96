"""Names that no article mentions."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from retrieval.archive.store import Archive
from retrieval.search.unmentioned import likest_name, unmentioned, unmentioned_names
from support.articles import article


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("What did Turkmenistan say about Larkfield?", ("Turkmenistan",)),
        ("Who is Kaspar Wrobel of the Larkfield council?", ("Kaspar Wrobel",)),
        ("What did Orla Venn say?", ()),
        ("Did Turkmenistan and Wrobel meet?", ("Turkmenistan", "Wrobel")),
        ("What will the dredging cost?", ()),
        ("Summarise the Turkmenistan story.", ("Turkmenistan",)),
        ("Summarise the dredging plan.", ()),
        ("Tell me of “Black Flag”.", ()),
        ("What does the Larkfield Courier say of Zanzibar?", ("Zanzibar",)),
        ("Eighteen ferries sank.", ()),
        ("Who?", ()),
        ("", ()),
    ],
)
def test_a_name_of_which_no_word_is_held_is_told(
    archive: Archive, question: str, names: tuple[str, ...]
) -> None:
    with archive.reading() as connection:
        assert unmentioned(connection, question) == names


def test_a_name_may_stand_in_the_other_script_as_nobody_can_tell(
    make_archive: Callable[..., Archive],
) -> None:
    english = article("en", "The mill burned down, and the quay was shut for a week.")
    russian = article(
        "ru", "Варшава встретила гостей дождём и холодным ветром с реки.", language="ru"
    )
    asked = ("What did Warsaw say?", "Что сказал Вильнюс?")
    with make_archive(english).reading() as connection:
        assert [unmentioned(connection, one) for one in asked] == [("Warsaw",), ()]
    with make_archive(russian).reading() as connection:
        assert [unmentioned(connection, one) for one in asked] == [(), ("Вильнюс",)]


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("What did the Kazakh envoy say?", ()),
        ("What did the Kazakhs say?", ()),
        ("What did the Kyrgyz envoy say?", ("Kyrgyz",)),
        ("What did Astana say?", ("Astana",)),
    ],
)
def test_a_country_is_mentioned_in_any_form(
    make_archive: Callable[..., Archive], question: str, names: tuple[str, ...]
) -> None:
    with make_archive(article("a", "Kazakhstan closed a quay.")).reading() as connection:
        assert unmentioned(connection, question) == names


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("Кім келді?", ()),
        ("Скажите, кто видел Пупкина?", ("Пупкина",)),
        ("Перечисли жителей Ларкфилда", ("Ларкфилда",)),
        ("Қайда Өскемен мен Әлихан?", ("Өскемен", "Әлихан")),
    ],
)
def test_a_word_that_only_opens_a_russian_or_kazakh_question_is_no_name(
    make_archive: Callable[..., Archive], question: str, names: tuple[str, ...]
) -> None:
    russian = article(
        "ru", "Варшава встретила гостей дождём и холодным ветром с реки.", language="ru"
    )
    with make_archive(russian).reading() as connection:
        assert unmentioned(connection, question) == names


@pytest.mark.parametrize(
    ("name", "likest"),
    [
        ("Larkfeild", "Larkfield"),
        ("Larkfielde", "Larkfield"),
        ("Zanzibar", None),
        ("Venm", None),
        ("Dredgingg", None),
        ("Orla Ven", None),
    ],
)
def test_a_held_name_that_is_nearly_the_same_is_offered(
    archive: Archive, name: str, likest: str | None
) -> None:
    with archive.reading() as connection:
        assert likest_name(connection, name) == likest


def test_only_what_is_sure_to_be_a_name_is_a_stranger(archive: Archive) -> None:
    with archive.reading() as connection:
        assert unmentioned_names(connection, "Who is Zebedee Quux of Zanzibar?") == (
            "Zebedee Quux",
            "Zanzibar",
        )
        assert unmentioned_names(connection, "Besides cash, what was offered?") == ()
        assert unmentioned_names(connection, "What does the UK say?") == ()
        assert unmentioned_names(connection, "How many NGOs are there?") == ()
        asked = "Which European Asian country joined?"
        assert unmentioned(connection, asked) == ("European Asian",)
        assert unmentioned_names(connection, asked) == ()


@pytest.mark.parametrize(
    "asked",
    ["Who met in October 2016?", "Was it shut on Wednesday?", "Кто приехал в Октябре?"],
)
def test_a_month_or_a_day_of_the_week_is_no_name(archive: Archive, asked: str) -> None:
    with archive.reading() as connection:
        assert unmentioned(connection, asked) == ()
        assert unmentioned_names(connection, f"{asked} Not in Quxford.") == ("Quxford",)


def test_whoever_wrote_an_article_is_mentioned(make_archive: Callable[..., Archive]) -> None:
    archive = make_archive(article("col", "I put the price at ten crowns.", author="Ada Quill"))
    with archive.reading() as connection:
        assert unmentioned_names(connection, "What price does Quill name, and Kaspar Wrobel?") == (
            "Kaspar Wrobel",
        )


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("What did Quillon say?", ()),
        ("What does Quillon's report say of Zanzibar?", ("Zanzibar",)),
        ("What did Hexley say?", ()),
        ("What did Quill say?", ("Quill",)),
    ],
)
def test_an_outlet_may_be_named_for_short(
    make_archive: Callable[..., Archive], question: str, names: tuple[str, ...]
) -> None:
    archive = make_archive(
        article("a", "The quay was shut by a report.", outlet="Quillon News Agency"),
        article("b", "The quay was opened.", outlet="Hexley.az"),
    )
    with archive.reading() as connection:
        assert unmentioned(connection, question) == names
