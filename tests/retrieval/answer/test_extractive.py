"""The extractive writer: one to three sentences as they stand, whole, none twice."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.answer.extractive import (
    AS_LIKELY,
    FARTHEST,
    LEAST_READ,
    MOST_SENTENCES,
    MOST_WORDS,
    extract_answer,
    latest,
    newest,
)
from retrieval.answer.read import Candidate, Evidence
from retrieval.answer.versions import order_versions
from retrieval.messages import speaking
from retrieval.models.calibration import threshold
from retrieval.search.hit import Hit
from retrieval.types import Copy
from retrieval.types.draft import NEAREST
from support.passages import candidate, hit, with_passage


def sure(*candidates: Candidate) -> Evidence:
    return Evidence(tuple(sorted(candidates, key=lambda one: -one.logit)), 0.99)


def of(found: Hit, *logits: float) -> list[Candidate]:
    return [Candidate(found, at, logit, None, logit) for at, logit in enumerate(logits)]


def said(*candidates: Candidate) -> list[str]:
    return [statement.text for statement in extract_answer(sure(*candidates)).statements]


FROZE = candidate("a", "The Larkfield harbour froze over on Monday night.", logit=1.2)


def test_the_sentence_that_answers_best_is_quoted_whole_with_its_own_place() -> None:
    draft = extract_answer(sure(FROZE))
    (statement,) = draft.statements
    (cited,) = statement.quotes
    assert (draft.mode, statement.kind) == ("extractive", "quote")
    assert statement.text == cited.text == FROZE.text
    assert cited.passage.article == "a"


def test_of_a_table_its_head_and_the_row_asked_for_are_quoted_each_at_its_place() -> None:
    table = candidate("a", "Port\tShips\nTully\t3,000\nArden\t200", logit=5)
    draft = extract_answer(replace(sure(table), question="How many ships are in Arden?"))
    assert [one.text for one in draft.statements] == ["Port\tShips", "Arden\t200"]
    assert all(one.quotes[0].text == one.text for one in draft.statements)
    assert said(table) == [table.text]


def test_there_are_at_most_three() -> None:
    found = hit("a", "Ice came.", "Gulls left.", "Boats sank.", "Crews wept.", "Bells rang.")
    assert len(said(*of(found, 1.3, 1.2, 1.1, 1, 0.9))) == MOST_SENTENCES


def test_what_hardly_answers_is_left_out() -> None:
    assert said(*of(hit("a", "Ice came.", "Gulls left."), 5, -4)) == ["Ice came."]


def test_a_sure_answer_stands_alone() -> None:
    found = hit("a", "Ice came.", "Gulls left.")
    assert said(*of(found, 1.3, 1.2)) == ["Ice came.", "Gulls left."]
    assert said(*of(found, 2.6, 1.2)) == ["Ice came."]


def test_beside_a_sure_answer_one_of_another_article_that_is_as_likely_is_told() -> None:
    sunk, left = candidate("a", "Ice came.", logit=2.6), candidate("b", "Gulls left.", logit=2.0)
    assert said(sunk, left) == ["Ice came.", "Gulls left."]
    assert said(sunk, replace(left, logit=sunk.logit - AS_LIKELY - 0.1)) == ["Ice came."]


def test_one_far_behind_what_is_shown_adds_nothing() -> None:
    found = hit("a", "Ice came.", "Gulls left.")
    assert said(*of(found, 1.3, 1.3 - FARTHEST + 0.1)) == ["Ice came.", "Gulls left."]
    far = of(found, 1.3, 1.3 - FARTHEST - 0.1)
    assert said(*far) == ["Ice came."]
    # A cause may stand in other words than the question's.
    apart = candidate("a", "Ice came.", logit=1.3), candidate("b", "Gulls left.", logit=-1.2)
    why = extract_answer(replace(sure(*apart), question="Why is the quay shut?"))
    assert [one.text for one in why.statements] == ["Ice came.", "Gulls left."]


def test_a_sentence_in_which_the_reader_finds_nothing_is_no_further_one() -> None:
    froze, left = of(hit("a", "Ice came.", "Gulls left."), 1.2, 1)
    assert said(froze, replace(left, read=LEAST_READ - 0.1)) == [froze.text]
    assert said(froze, replace(left, read=LEAST_READ)) == [froze.text, left.text]


def test_who_holds_another_office_than_was_asked_for_adds_nothing() -> None:
    asked = "Who is the transport minister?"
    named = candidate("a", "Transport Minister Emil Straat spoke.", "Emil Straat", 1.2)
    other = candidate("b", "Foreign Minister Orla Venn spoke too.", "Orla Venn", 1)
    none = candidate("c", "The ministry has forty rooms.", "", 1)
    told = extract_answer(replace(sure(named, other, none), question=asked))
    assert [one.text for one in told.statements] == [named.text, none.text]


def test_what_has_none_of_the_names_adds_nothing() -> None:
    asked = "When does the term of Orla Venn end?"
    told = candidate("a", "Orla Venn has two years left.", "two years", 1.2)
    other = candidate("b", "The bridge has two years left.", "two years", 1)
    beside = candidate("c", "For Venn no end was set.", "", 1, title="Orla Venn at the port")
    draft = extract_answer(replace(sure(told, other, beside), question=asked))
    assert [one.text for one in draft.statements] == [told.text, beside.text]
    own = of(hit("a", "My term has two years left.", "Nobody asked me to stay."), 1.2, 1)
    whole = extract_answer(replace(sure(*own), question=asked))
    assert len(whole.statements) == len(own)
    unnamed = replace(sure(told, other), question="When does the term end?")
    assert [one.text for one in extract_answer(unnamed).statements] == [told.text, other.text]


def test_asked_why_what_came_along_is_not_quoted_a_second_time() -> None:
    found = hit(
        "a", "The film showed the Larkfield children.", "Larkfield outlawed all of it on Monday."
    )
    asked = replace(sure(*of(found, 2.0, 1.9)), question="Why was the film banned?")
    told = [one.text for one in extract_answer(asked).statements]
    assert told == [found.passage.text]


def test_asked_why_the_next_sentence_comes_along_where_no_cause_is_given() -> None:
    (shut, flood) = of(hit("a", "Larkfield shut its harbour.", "A flood is near."), 2, -4)
    asked = replace(sure(shut, flood), question="Why did Larkfield shut its harbour?")
    assert [one.text for one in extract_answer(asked).statements] == [f"{shut.text} {flood.text}"]
    what = replace(asked, question="What did Larkfield shut?")
    assert [one.text for one in extract_answer(what).statements] == [shut.text]


def test_what_a_question_only_describes_is_quoted_beside_its_answer() -> None:
    link = candidate("b", "The council wanted a pilot.", logit=-3)
    draft = extract_answer(replace(sure(candidate("a", "Orla Venn steers it.")), link=link))
    assert [one.text for one in draft.statements] == ["Orla Venn steers it.", link.text]


def test_what_calls_off_an_older_plan_stands_under_it_as_later() -> None:
    plan = candidate(
        "a", "Arden will race Tully at Gull harbour in June.", logit=5, published="2021-03-01"
    )
    off = candidate(
        "b", "Arden and Tully called off the Gull harbour race.", logit=-6, published="2021-05-01"
    )
    draft = extract_answer(sure(plan, off))
    assert [(one.heading, one.text) for one in draft.statements] == [
        (None, plan.text),
        ("Later", off.text),
    ]


@pytest.mark.parametrize(("logit", "headings"), [(-3.0, ["Sources differ"] * 2), (-5, [None] * 2)])
def test_a_figure_that_may_differ_is_shown_beside_without_a_word_on_it(
    logit: float, headings: list[str | None]
) -> None:
    counts = candidate("a", "The council counts 430 boats.", "430 boats", logit=5)
    _, crews = of(hit("b", "Venn told of 430 boats.", "The crews of Tully say 190."), -9, logit)
    told = sure(counts, *of(crews.hit, -9, logit))
    draft = extract_answer(replace(told, question="How many boats are there?"))
    assert [(one.heading, one.text) for one in draft.statements] == list(
        zip(headings, [counts.text, crews.text], strict=True)
    )


def test_near_copies_are_said_once_and_other_figures_are_no_copies() -> None:
    again = candidate("b", "On Monday night the Larkfield harbour froze over.", logit=1.1)
    assert said(FROZE, again) == [FROZE.text]
    one = candidate("a", "The harbour held 12 boats then.", logit=1.2)
    other = candidate("b", "The harbour held 15 boats then.", logit=1.1)
    assert said(one, other) == [one.text, other.text]


def test_what_came_along_with_a_sentence_is_not_said_again() -> None:
    found = hit("a", "Orla Venn closed the gate.", "She left.")
    assert said(*of(found, 1, 1.3)) == ["Orla Venn closed the gate. She left."]


def test_two_copies_of_a_story_are_never_two_sources() -> None:
    other = candidate("b", "Gulls left.", logit=1.1)
    assert said(FROZE, other) == [FROZE.text, "Gulls left."]
    copy = Copy("a", "a.txt", None, None, None, None, None)
    copied = replace(other, hit=with_passage(other.hit, copies=(copy,)))
    assert said(FROZE, copied) == [FROZE.text]


def test_a_long_answer_is_not_made_longer() -> None:
    long = candidate("a", " ".join(f"word{n}" for n in range(MOST_WORDS)) + ".")
    assert said(long, candidate("b", "Gulls left.", logit=1.5)) == [long.text]


def test_sources_that_differ_stand_under_one_heading_and_the_older_under_its_own() -> None:
    def boats(name: str, figure: str, day: str) -> Candidate:
        text = f"The fleet of Larkfield had {figure} boats."
        answer, outlet = f"{figure} boats", f"{name} Post"
        return candidate(name, text, answer, 1.3, published=day, outlet=outlet)

    draft = extract_answer(
        sure(boats("Ada", "12", "2020-01-01"), boats("Bea", "15", "2020-01-02"),
             boats("Cid", "9", "2001-01-01"))
    )  # fmt: skip
    assert [(one.heading, one.quotes[0].passage.article) for one in draft.statements] == [
        ("Sources differ", "Bea"),
        ("Sources differ", "Ada"),
        ("Earlier", "Cid"),
    ]
    past = [boats("Ada", "12", "2020-01-01"), boats("Bea", "9", "2010-01-01"),
            boats("Cid", "6", "2001-01-01")]  # fmt: skip
    told = [
        (one.heading, one.quotes[0].passage.article)
        for one in extract_answer(sure(*past)).statements
    ]
    assert told == [(None, "Ada"), ("Earlier", "Bea")]
    differing = sure(boats("Ada", "12", "2020-01-01"), boats("Bea", "15", "2020-01-02"), FROZE)
    assert extract_answer(differing).statements[-1].heading == "Besides"


def test_a_sentence_quoted_with_the_current_one_is_not_quoted_as_differing_too() -> None:
    found = hit("a", "The crew says 12.", "They were nine people, says the ministry.")
    start = found.passage.text.index("nine people")
    nine = Candidate(found, 1, 3.0, (start, start + len("nine people")), 3.0)
    twelve = Candidate(found, 0, 1.0, (14, 16), 1.0)
    assert order_versions([nine, twelve]).differing == (twelve,)
    assert said(nine, twelve) == [found.passage.text]


def test_how_many_independent_sources_agree_is_said() -> None:
    one = candidate("a", "Ten boats sank.", "Ten boats", published="2020-01-02", outlet="A Post")
    other = candidate("b", "It lost 10 boats.", "10 boats", published="2020-01-01", outlet="B Post")
    assert extract_answer(sure(one, other)).notes == (
        "2 independent sources give this figure: A Post, B Post.",
    )
    unnamed = candidate("c", "It lost 10 boats.", "10 boats", published="2020-01-01")
    assert extract_answer(sure(one, unnamed)).notes == ()


def test_a_refusal_has_the_nearest_sentences_whole_and_none_twice() -> None:
    found = hit("a", "Ice came.", "Gulls left.", "Boats sank.", "Crews wept.")
    again = candidate("b", "Ice came.", logit=4.5)
    draft = extract_answer(Evidence((*of(found, 5, 4, 3, 2), again), 0.01))
    assert draft.statements == ()
    assert [quote.text for quote in draft.nearest] == ["Ice came.", "Gulls left.", "Boats sank."]
    assert len(draft.nearest) == NEAREST
    assert extract_answer(Evidence()).nearest == ()


def test_asked_for_the_latest_the_newest_article_opens() -> None:
    old = candidate("old", "The Strait League met in Port Amber.", logit=4, published="2019-01-02")
    new = candidate("new", "Vale joined the league on Monday.", published="2021-03-04")
    draft = newest(sure(old, new))
    assert [one.quotes[0].passage.article for one in draft.statements] == ["new", "old"]
    assert newest(Evidence((old,), 0.01)).statements == ()


def test_a_newer_figure_far_behind_is_told_as_later() -> None:
    asked = "How many members has Kazakhstan's league?"
    six = "Kazakhstan's league at Orsk has six members."
    ten = "Kazakhstan's league at Tully has ten members."
    old = candidate("old", six, "six members", 2.5, published="2010-01-01")
    new = candidate("new", ten, "ten members", 0.3, published="2020-01-01")
    read = replace(sure(old, new), question=asked)
    told = [(one.heading, one.text) for one in extract_answer(read).statements]
    assert told == [(None, old.text), ("Later", new.text)]
    # Asked for the newest, it comes first, and is later than nothing.
    told = [(one.heading, one.text) for one in newest(read).statements]
    assert told == [(None, new.text), (None, old.text)]


def test_the_latest_on_a_topic_is_what_each_article_says_first_newest_first() -> None:
    new = hit("new", "Vale joined the Strait League.", "It rained.", published="2021-03-04")
    old = hit("old", "The Strait League met.", published="2019-01-02")
    undated = hit("undated", "The Strait League sang.")
    draft = latest([old, undated, new], "the Strait League")
    assert [(one.heading, one.text) for one in draft.statements] == [
        ("4 March 2021", "Vale joined the Strait League."),
        ("2 January 2019", "The Strait League met."),
        (None, "The Strait League sang."),
    ]
    assert latest([], "ice").statements == ()


def test_a_date_without_a_year_heads_what_is_quoted_in_the_askers_language() -> None:
    partial = hit("old", "The Strait League met.", date_note="4 June (year not stated)")
    with speaking("ru"):
        draft = latest([partial], "the Strait League")
    assert [one.heading for one in draft.statements] == ["4 июня (год не указан)"]


def test_an_article_whose_title_has_the_topic_is_on_it_from_its_first_sentence() -> None:
    found = hit("deal", "A contract was signed.", "It rained.", title="Vale signs rail deal")
    found = replace(
        found, sentences=tuple(replace(s, cosine=0.1, overlap=0) for s in found.sentences)
    )
    assert [one.text for one in latest([found], "the rail deal").statements] == [
        "A contract was signed."
    ]
    assert latest([found], "the rail strike").statements == ()


SENTENCES = st.sampled_from(
    ["Ice came.", "He left.", "Ten boats sank.", "12 boats sank.", "The list:", "- a ferry", "Она."]
)


@given(
    st.lists(
        st.tuples(st.lists(SENTENCES, min_size=1, max_size=4), st.floats(-6, 6), st.booleans()),
        max_size=5,
    ),
    st.floats(0, 1),
)
def test_whatever_was_read_only_whole_places_of_the_passages_are_quoted(
    rows: list[tuple[list[str], float, bool]], probability: float
) -> None:
    every = []
    for n, (texts, logit, dated) in enumerate(rows):
        found = hit(f"a{n}", *texts, published="2020-01-01" if dated else None)
        for at, sentence in enumerate(found.sentences):
            every.append(Candidate(found, at, logit, sentence.span, logit - at))
    draft = extract_answer(Evidence(tuple(sorted(every, key=lambda one: -one.logit)), probability))
    assert len(draft.statements) <= MOST_SENTENCES
    for quote in (*draft.nearest, *(q for one in draft.statements for q in one.quotes)):
        start, end = quote.span
        assert quote.passage.start <= start < end <= quote.passage.end
        assert quote.text == quote.passage.text[start - quote.passage.start :][: end - start]
    assert all(one.text == one.quotes[0].text for one in draft.statements)


@pytest.mark.parametrize("share", [0.0, 0.99])
def test_below_the_threshold_nothing_is_said(share: float) -> None:
    assert extract_answer(Evidence((FROZE,), share * threshold())).statements == ()
