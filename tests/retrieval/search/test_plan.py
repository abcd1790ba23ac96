"""The plan: what a question asks for, worked out once."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from retrieval.archive.store import Archive
from retrieval.errors import UsageError
from retrieval.search.plan import DEPTH, PlanKind, QueryPlan, make_plan
from retrieval.types import Form, Question


def plan(archive: Archive, text: str, **fields: object) -> QueryPlan:
    question = Question(text, **fields)  # type: ignore[arg-type]
    return make_plan(archive, question, text)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("What will the dredging cost?", "answer"),
        ("Who chairs the council?", "answer"),
        ("How big a threat is the silt?", "answer"),
        ("How many ships called at the quay?", "answer"),
        ("When did the bakery close?", "answer"),
        ("hello", "help"),
        ("Thanks!", "help"),
        ("help", "help"),
        ("How many articles do you have?", "archive"),
        ("What do you have on the comet?", "archive"),
        ("Which outlets are in the archive?", "archive"),
        ("What is the oldest article?", "archive"),
        ("What's the latest on the dredging?", "latest"),
        ("What happened in 2022?", "timeline"),
        ("What happened to the ferry?", "answer"),
        ("Что случилось с паромом?", "answer"),
        ("what has happened in Larkfield since March 2021", "timeline"),
    ],
)
def test_what_is_to_be_written_is_told_by_the_question(
    archive: Archive, text: str, kind: PlanKind
) -> None:
    found = plan(archive, text)
    assert found.kind == kind
    assert (found.talk is not None) is (kind == "help")
    assert (found.asked_of_archive is not None) is (kind == "archive")
    assert found.parts or kind in ("help", "archive")


def test_what_is_asked_of_the_archive_keeps_the_limits_set_beside_the_words(
    archive: Archive,
) -> None:
    asked = plan(
        archive, "How many articles are there?", outlet="Vesper Daily", since="2020-01-01",
        as_of="2021-12-31",
    ).asked_of_archive  # fmt: skip
    assert asked is not None
    assert (asked.outlets, asked.since) == (("Vesper Daily",), "2020-01-01")
    assert asked.until == "2021-12-31"


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("What's the latest on the ferry?", "the ferry?"),
        ("Что нового о пароме?", "пароме"),
        ("Паром туралы не жаңалық бар?", "Паром"),
    ],
)
def test_the_latest_is_searched_for_by_its_topic_alone(
    archive: Archive, text: str, topic: str
) -> None:
    found = plan(archive, text)
    assert (found.kind, found.parts[0].text) == ("latest", topic)
    assert "newest first" in found.labels


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("Is there any news on the ferry?", "the ferry?"),
        ("Tell me about the ferry", "the ferry"),
        ("What do we know about the ferry?", "the ferry?"),
        ("Give me the key facts on the ferry.", "the ferry."),
        ("Give me everything on the ferry", "the ferry"),
        ("I need some background on the ferry", "the ferry"),
        ("Please summarise the ferry row", "the ferry row"),
        ("Расскажи мне о пароме", "пароме"),
        ("Что известно о пароме?", "пароме"),
        ("Паром туралы не белгілі?", "Паром"),
    ],
)
def test_a_topic_alone_is_told_by_the_newest_articles_on_it(
    archive: Archive, text: str, topic: str
) -> None:
    found = plan(archive, text)
    assert (found.kind, found.parts[0].text.strip()) == ("latest", topic)


@pytest.mark.parametrize(
    "text", ["Summarise the article on the ferry", "Tell me about the article on the ferry"]
)
def test_an_article_that_is_asked_for_is_no_topic(archive: Archive, text: str) -> None:
    assert plan(archive, text).kind == "archive"


def test_a_topic_taken_by_its_words_stays_whole(archive: Archive) -> None:
    found = plan(archive, "What happened at the pier?", form="timeline", literal=True)
    assert found.parts[0].text == "What happened at the pier?"


@pytest.mark.parametrize(
    "text", ["Tell me who sank the ferry", "What are the facts?", "All of the crew were saved?"]
)
def test_what_asks_for_no_topic_is_a_question(archive: Archive, text: str) -> None:
    assert plan(archive, text).kind == "answer"


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("What does the archive say about the ferry?", "the ferry?"),
        ("What has Vesper Daily reported on the ferry?", "the ferry?"),
        ("What do our papers write about the ferry?", "the ferry?"),
        ("Что пишет Vesper Daily о пароме?", "пароме"),
        ("Что говорится в архиве о пароме?", "пароме"),
        ("Паром туралы басылымдар не жазады?", "Паром"),
        ("What does Orlan Vane say about the ferry?", ""),
        ("What did it cost, and what does it say about the ferry?", ""),
    ],
)
def test_what_articles_are_asked_to_tell_of_is_a_question_with_a_topic(
    archive: Archive, text: str, topic: str
) -> None:
    found = plan(archive, text)
    assert (found.kind, found.reported_topic) == ("answer", topic)


@pytest.mark.parametrize(
    ("text", "topic"),
    [
        ("What happened at the pier?", "at the pier?"),
        ("What has happened around the ferry since then", "around the ferry since then"),
        ("Что случилось на пароме?", "на пароме?"),
    ],
)
def test_what_happened_is_searched_for_by_its_topic_alone(
    archive: Archive, text: str, topic: str
) -> None:
    found = plan(archive, text)
    assert (found.kind, found.parts[0].text.strip()) == ("timeline", topic)


@pytest.mark.parametrize("form", ["timeline", "check"])
@pytest.mark.parametrize("text", ["hello", "What's the latest on the ferry?", "How many articles?"])
def test_a_form_that_was_asked_for_stays(archive: Archive, form: Form, text: str) -> None:
    assert plan(archive, text, form=form).kind == form


@pytest.mark.parametrize(
    "text", ["hello", "What happened in 2022?", "How many articles are there?"]
)
def test_taken_by_its_words_a_question_is_a_plain_one(archive: Archive, text: str) -> None:
    found = plan(archive, text, literal=True)
    assert (found.kind, [part.text for part in found.parts]) == ("answer", [text])


def test_limits_are_understood_once_and_told(archive: Archive) -> None:
    found = plan(archive, "What did Vesper Daily report about the comet in June 2022?")
    (part,) = found.parts
    assert part.outlet == "Vesper Daily"
    assert part.during == ("2022-06-01", "2022-06-30") or part.since == "2022-06-01"
    assert "outlet: Vesper Daily" in found.labels
    assert part.literal, "nothing parses it a second time"


def test_the_dates_of_a_claim_are_no_limits(archive: Archive) -> None:
    text = "The council approved the plan in March 2021, the Courier wrote."
    (part,) = plan(archive, text, form="check").parts
    assert (part.during, part.since, part.outlet, part.text) == (None, None, None, text)
    assert part.k == DEPTH


def test_each_sentence_of_a_claim_is_searched_for(archive: Archive) -> None:
    one, two = "Orla Venn chairs the Larkfield council.", "The bakery on Mill Lane closed."
    found = plan(archive, f"Hi! {one} {two}", form="check")
    assert [(part.text, part.k, part.literal) for part in found.parts] == [
        (one, DEPTH, True),
        (two, DEPTH, True),
    ]
    with pytest.raises(UsageError, match="Send fewer"):
        plan(archive, f"{one} " * 7, form="check")
    assert len(plan(archive, f"{one} {two}").parts) == 1


def test_a_topic_is_looked_through_deeper_than_an_answer(archive: Archive) -> None:
    assert plan(archive, "What will the dredging cost?").parts[0].k == 8
    assert plan(archive, "dredging", form="timeline").parts[0].k == DEPTH
    assert plan(archive, "dredging", form="timeline", k=100).parts[0].k == 100


def test_a_comparison_has_a_part_for_each_outlet_and_needs_two(archive: Archive) -> None:
    outlets = ("Vesper Daily", "Délano Post")
    found = plan(archive, "the ferry", form="compare", outlets=outlets)
    assert tuple(part.outlet for part in found.parts) == outlets
    with pytest.raises(UsageError, match="two outlets"):
        plan(archive, "the ferry", form="compare", outlets=outlets[:1])
    with pytest.raises(UsageError):
        plan(archive, "the ferry", form="compare", outlets=(outlets[0], outlets[0].upper()))


def test_two_things_asked_are_two_parts(archive: Archive) -> None:
    found = plan(archive, "What will the dredging cost, and when did the bakery close?")
    assert len(found.parts) == 2


def test_an_outlet_that_the_archive_does_not_hold_is_noted(archive: Archive) -> None:
    assert any("Nosuch" in note for note in plan(archive, "dredging", outlet="Nosuch").notes)


def test_as_of_and_latest_are_the_parts(archive: Archive) -> None:
    found = plan(archive, "Who currently chairs the council?", as_of="2021-06-01")
    assert (found.as_of, found.latest) == ("2021-06-01", True)
    assert not plan(archive, "Who chairs the council?").latest
    assert plan(archive, "What's the latest on the ferry?").latest


@pytest.mark.parametrize(
    "text", ["What's the latest on the ferry?", "Any news about the ferry?", "latest on the ferry?"]
)
def test_the_word_latest_is_no_part_of_the_topic(archive: Archive, text: str) -> None:
    assert [part.text for part in plan(archive, text).parts] == ["the ferry?"]


@pytest.mark.parametrize(
    ("text", "without"),
    [
        ("What happened in 2022?", True),
        ("What happened in June 2022?", True),
        ("What happened in June?", True),
        ("What happened on 4 March 2021?", True),
        ("Что произошло в марте 2021 года?", True),
        ("What happened?", True),
        ("What happened to the bakery in 2022?", False),
        # Of which nothing is held: another time is no answer to it.
        ("What happened in July 2019?", True),
    ],
)
def test_a_time_alone_is_no_topic(archive: Archive, text: str, *, without: bool) -> None:
    assert (plan(archive, text).time_alone is not None) is without


@settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=80))
def test_any_text_has_a_plan(archive: Archive, text: str) -> None:
    found = plan(archive, text)
    assert found.text == text
    assert found.parts or found.kind == "help"


@pytest.mark.parametrize(
    ("text", "since"),
    [
        ("How many articles are there from June?", "2022-06-01"),
        ("How many articles are there since December?", "2021-12-01"),
    ],
)
def test_a_month_without_a_year_is_one_that_the_archive_has_also_where_articles_are_counted(
    archive: Archive, text: str, since: str
) -> None:
    found = plan(archive, text)
    assert found.asked_of_archive is not None
    assert found.asked_of_archive.since == since
    assert found.notes[0].startswith("No year is named; ")
    assert plan(archive, "How many articles are there from 2022?").notes == ()
