"""What is understood of a question, over a small archive."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest

from retrieval.archive.store import Archive
from retrieval.search.retriever import HybridRetriever
from retrieval.search.understand import Understood, understand
from retrieval.types import DateMention, Question
from support.articles import article

TODAY = date(2022, 7, 1)


def understood(archive: Archive, text: str, **given: object) -> Understood:
    return understand(archive, Question(text, **given), TODAY)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text",
    [
        "According to Vesper Daily, what brightened?",
        "What did the Larkfield Courier and Vesper Daily report about the harbour?",
        "What brightened, Vesper Daily says?",
        "What is in Vesper Daily's report on the comet?",
        "По данным Vesper Daily, что стало ярче?",
        "Что Vesper Daily сообщает о комете?",
        "Что пишет Vesper Daily о комете?",
    ],
)
def test_an_outlet_asked_about_as_a_reporter_is_a_limit(archive: Archive, text: str) -> None:
    found = understood(archive, text)
    assert found.parts[-1].outlet == "Vesper Daily"
    assert found.labels[0].startswith("outlet: ")


@pytest.mark.parametrize(
    "text",
    [
        "По данным «Маяка Побережья», сколько лодок пропало?",
        "Что «Маяк Побережья» сообщает о пирсе?",
        "Что пишет Маяк Побережья о пирсе?",
        "What does Mayak Poberezhya report on the pier?",
    ],
)
def test_a_russian_outlet_may_be_declined_transliterated_and_in_quotation_marks(
    make_archive: Callable[..., Archive], text: str
) -> None:
    light = article("light", "Огонь на пирсе погас.", outlet="Маяк Побережья")
    found = understood(make_archive(light), text)
    assert [part.outlet for part in found.parts] == ["Маяк Побережья"]
    assert found.parts[0].phrases == ()
    assert found.notes == ()
    assert "«" not in found.parts[0].text


def test_two_outlets_make_two_parts(archive: Archive) -> None:
    found = understood(archive, "How do The Larkfield Courier and Vesper Daily describe it?")
    assert [part.outlet for part in found.parts] == ["The Larkfield Courier", "Vesper Daily"]
    assert found.labels == ("outlet: The Larkfield Courier and Vesper Daily",)


def test_two_outlets_that_are_compared_may_be_in_small_letters(archive: Archive) -> None:
    found = understood(archive, "boats lost off the quay: vesper daily vs the larkfield courier?")
    assert {part.outlet for part in found.parts} == {"The Larkfield Courier", "Vesper Daily"}
    assert {part.text for part in found.parts} == {"boats lost off the quay?"}


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        (
            "Compare the number of lost boats in The Larkfield Courier of May with that in Vesper"
            " Daily a day later.",
            "the number of lost boats?",
        ),
        (
            "How long is the quay according to The Larkfield Courier, and how long according to"
            " Vesper Daily?",
            "How long is the quay?",
        ),
        (
            "How many boats were lost when The Larkfield Courier wrote about it and how many when"
            " Vesper Daily did?",
            "How many boats were lost?",
        ),
        (
            "What does The Larkfield Courier say about the quay, and what does Vesper Daily?",
            "quay?",
        ),
    ],
)
def test_outlets_named_in_clauses_side_by_side_are_each_asked_alone(
    archive: Archive, text: str, asked: str
) -> None:
    found = understood(archive, text)
    assert [(part.outlet, part.text) for part in found.parts] == [
        ("The Larkfield Courier", asked),
        ("Vesper Daily", asked),
    ]


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        (
            "What length does the Larkfield Courier give for the quay, and what length had"
            " Vesper Daily reported?",
            "What length quay?",
        ),
        (
            "The quay: how long did the divers tell the Vesper Daily, and how long The Larkfield"
            " Courier's reporter?",
            "The quay how long did the divers?",
        ),
    ],
)
def test_outlets_named_together_are_each_asked_whatever_the_verb(
    archive: Archive, text: str, asked: str
) -> None:
    found = understood(archive, text)
    assert {part.outlet for part in found.parts} == {"The Larkfield Courier", "Vesper Daily"}
    assert {part.text for part in found.parts} == {asked}


def test_each_outlet_is_asked_of_its_own_days(make_archive: Callable[..., Archive]) -> None:
    archive = make_archive(
        article("bell", "The pier is long.", outlet="Bell from the Quay", published="2021-05-04"),
        article("post", "The pier is short.", outlet="Post", published="2021-06-01"),
    )
    found = understood(archive, "How long is the pier, Bell from the Quay of 4 May vs Post?")
    assert [(one.outlet, one.since, one.until, one.text) for one in found.parts] == [
        ("Bell from the Quay", "2021-05-04", "2021-05-04", "How long is the pier?"),
        ("Post", None, None, "How long is the pier?"),
    ]
    assert found.notes == ()


def test_what_asks_another_outlet_something_else_is_kept(archive: Archive) -> None:
    text = (
        "What did The Larkfield Courier report, and what do the divers of the wreck say in the"
        " Vesper Daily?"
    )
    assert "divers of the wreck" in understood(archive, text).parts[0].text


@pytest.mark.parametrize(
    "text",
    [
        "Who owns Vesper Daily?",
        "When was the Larkfield Courier founded?",
        "What did the Morning Star say?",
        "what did the council say?",
    ],
)
def test_an_outlet_that_is_only_named_is_no_limit(archive: Archive, text: str) -> None:
    found = understood(archive, text)
    assert [part.outlet for part in found.parts] == [None]
    assert found.labels == ()


def test_a_date_in_which_something_was_published_is_a_limit(archive: Archive) -> None:
    found = understood(archive, "What was found in June 2022?")
    assert found.parts[0].during == ("2022-06-01", "2022-06-30")
    assert found.labels == ("from 1 June 2022 to 30 June 2022",)


def test_a_date_from_which_nothing_is_held_is_dropped_and_said_so(archive: Archive) -> None:
    found = understood(archive, "What was found in May 2019?")
    assert found.parts[0].during is None
    assert found.notes == (
        "No article held was published from 1 May 2019 to 31 May 2019; all dates were searched.",
    )


def test_an_archive_without_dates_says_that_it_has_none(
    make_archive: Callable[..., Archive],
) -> None:
    archive = make_archive(article("undated", "The ferry came back on its own that night."))
    found = understood(archive, "What came back in May 2019?")
    assert found.parts[0].during is None
    assert "states its date" in found.notes[0]
    assert "all dates were searched" in found.notes[0]


@pytest.mark.parametrize("when", ["yesterday", "last week", "in the past 3 days"])
def test_the_last_days_stay_a_limit_though_nothing_is_held_of_them(
    archive: Archive, when: str
) -> None:
    found = understood(archive, f"What was found {when}?")
    assert found.parts[0].during is not None
    assert "No article held was published" in found.notes[0]
    assert "searched" not in found.notes[0]


def test_a_limit_of_the_askers_own_comes_before_a_date_in_the_words(archive: Archive) -> None:
    found = understood(archive, "What was found in June 2022?", since="2020-01-01")
    assert (found.parts[0].since, found.parts[0].during) == ("2020-01-01", None)


def test_as_of_in_the_words_limits_by_publication(archive: Archive) -> None:
    assert understood(archive, "As of May 2022, what was known?").parts[0].as_of == "2022-05-31"


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("As of May 2022, what did Vesper Daily say of the comet?",
         "What did it say of the comet?"),
        ("As of May 2022, how many boats were lost according to Vesper Daily, and how many"
         " according to The Larkfield Courier?", "How many boats were lost?"),
    ],
)  # fmt: skip
def test_as_of_a_day_is_left_out_of_what_outlets_are_asked(
    archive: Archive, text: str, asked: str
) -> None:
    found = understood(archive, text)
    assert {(part.text, part.as_of) for part in found.parts} == {(asked, "2022-05-31")}


def test_a_phrase_limits_the_part_that_quotes_it(archive: Archive) -> None:
    text = "Who chairs the harbour council, and who spoke of “dredging plan” costs?"
    assert [part.phrases for part in understood(archive, text).parts] == [(), ("dredging plan",)]


def test_a_quoted_phrase_must_be_there_word_for_word(
    archive: Archive, retriever: HybridRetriever
) -> None:
    found = understood(archive, "Who said “The silt will smother the OYSTER  beds”?")
    # "the silt" opens no sentence there: case and blanks are folded, words are not.
    assert found.parts[0].phrases == ("The silt will smother the OYSTER  beds",)
    documents = retriever.invoke("Who spoke of “dredging plan” costs?")
    assert [document.metadata["article"] for document in documents] == ["harbour"]


def test_a_phrase_that_no_article_holds_is_dropped_and_said_so(archive: Archive) -> None:
    found = understood(archive, 'Who said "silt will smother every oyster"?')
    assert found.parts[0].phrases == ()
    assert "No article holds the words “silt will smother every oyster”" in found.notes[0]


def test_a_date_inside_a_quotation_is_no_limit(archive: Archive) -> None:
    assert understood(archive, 'Who wrote "in June 2022"?').parts[0].during is None


def test_the_latest_is_asked_for_by_its_words(archive: Archive) -> None:
    assert understood(archive, "What is the latest on the harbour?").parts[0].latest
    assert not understood(archive, "Who was late at the harbour?").parts[0].latest


def test_literal_takes_a_question_by_its_words_alone(archive: Archive) -> None:
    asked = Question("What did Vesper Daily say in June 2022?", literal=True)
    assert understand(archive, asked, TODAY) == Understood((asked,))


def test_the_newest_of_the_relevant_comes_first(
    make_archive: Callable[..., Archive], minilm: object
) -> None:
    from retrieval.archive.vectors import Vectors

    told = "The Larkfield ferry carried {} passengers in the year."
    archive = make_archive(
        article("older", told.format(900), published="2019-02-01"),
        article("newest", told.format(700), published="2021-02-01"),
        article("undated", told.format(800)),
        article("off", "Bees were seen on the moor.", published="2022-01-01"),
    )
    retriever = HybridRetriever(archive=archive, vectors=Vectors(archive), embedder=minilm)
    documents = retriever.invoke("What is the latest on passengers of the Larkfield ferry?")
    names = [document.metadata["article"] for document in documents]
    assert names[:3] == ["newest", "older", "undated"]


def test_a_passage_that_names_a_day_of_the_span_counts_whenever_it_was_published(
    make_archive: Callable[..., Archive], minilm: object
) -> None:
    from retrieval.archive.vectors import Vectors

    text = "The bridge at Larkfield opened on 3 May 2018 with a parade."
    place = text.index("3 May 2018")
    archive = make_archive(
        article(
            "told",
            text,
            published="2021-05-01",
            dates=(DateMention(place, place + 10, "2018-05-03", "2018-05-03"),),
        ),
        article("then", "The bridge at Larkfield is nearly done.", published="2018-05-02"),
        article("other", "The bridge at Larkfield was painted green.", published="2020-05-02"),
    )
    retriever = HybridRetriever(archive=archive, vectors=Vectors(archive), embedder=minilm)
    documents = retriever.invoke("What happened to the Larkfield bridge in May 2018?")
    assert {document.metadata["article"] for document in documents} == {"told", "then"}


@pytest.mark.parametrize("text", ["Что нового о гавани?", "Кто сейчас начальник порта?"])
def test_the_newest_is_asked_for_in_russian_too(archive: Archive, text: str) -> None:
    assert understood(archive, text).parts[0].latest
