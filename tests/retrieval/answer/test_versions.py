"""The newest figure is current; older ones are earlier; another outlet's at that time differs."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.answer.answer_values import answer_value
from retrieval.answer.read import Candidate
from retrieval.answer.report_order import SAME_TIME
from retrieval.answer.versions import (
    LIKELY,
    RIVAL,
    UNLIKELY,
    order_versions,
)
from retrieval.types import Copy
from support.passages import candidate, hit, with_passage


def told(
    name: str, figure: str, published: str | None, outlet: str | None = None, logit: float = 2.0,
    **fields: object,
) -> Candidate:  # fmt: skip
    return candidate(
        name, f"The league has {figure} members.", f"{figure} members", logit,
        published=published, outlet=outlet or f"{name} Post", **fields,
    )  # fmt: skip


OLD = told("old", "six", "2010-01-01", logit=3.0)
NEW = told("new", "10", "2020-01-01")


def names(candidates: tuple[Candidate, ...]) -> list[str]:
    return [one.passage.article for one in candidates]


def test_the_newest_figure_is_current_and_the_older_is_earlier() -> None:
    found = order_versions([OLD, NEW])
    assert found.current is NEW
    assert (names(found.earlier), found.differing, found.agreeing) == (["old"], (), ())


def test_earlier_ones_stand_newest_first() -> None:
    between = told("between", "8", "2015-01-01")
    assert names(order_versions([OLD, between, NEW]).earlier) == ["between", "old"]


def test_of_the_year_that_was_asked_no_newer_figure_of_another_one_is_current() -> None:
    text = "The league had 8 members in 2015, up from 7 in 2014."
    then = candidate("then", text, "8 members", 3.0, published="2016-01-01", outlet="Post")
    assert order_versions([then, NEW], "How many members had it in 2015?").current is then
    assert order_versions([then, NEW], "How many members has it?").current is NEW
    # Where none tells of the year, the newest is current as ever.
    assert order_versions([OLD, NEW], "How many members had it in 2015?").current is NEW


def test_a_newer_figure_far_behind_and_of_other_names_is_later_unless_a_change_is_told() -> None:
    asked = "How many members has Kazakhstan's league?"
    text = "Kazakhstan's league at {} {} members."
    was = candidate("was", text.format("Orsk", "has six"), "six", 3.0, published="2010-01-01")

    def newer(place: str, told: str, logit: float = was.logit - RIVAL - 0.1) -> Candidate:
        return candidate("n", text.format(place, told), "10", logit, published="2020-01-01")

    other = newer("Tully", "has 10")
    found = order_versions([was, other], asked)
    assert (found.current, found.earlier, found.later) == (was, (), (other,))
    for one in (newer("Orsk", "has 10"), newer("Tully", "has 10", was.logit - RIVAL)):
        assert order_versions([was, one], asked).current is one
    grown = newer("Orsk", "has grown to 10")
    assert order_versions([was, grown], asked).current is grown


@pytest.mark.parametrize("denial", ["and not six", "instead of about six", "rather than six"])
def test_what_another_says_is_not_so_is_no_state_of_now(denial: str) -> None:
    text = f"The league has 10 members, {denial}, its office said."
    other = candidate("other", text, "10 members", published=None, outlet="Bell")
    assert order_versions([OLD, other]).current is other
    # A report of before tells nothing of what came after.
    before = candidate("before", text, "10 members", published="2009-12-31", outlet="Bell")
    assert order_versions([OLD, before]).current is OLD
    plain = text.replace(f", {denial},", ",")
    assert order_versions([OLD, replace(other, hit=hit("other", plain))]).current is OLD


def test_the_holder_of_another_office_comes_behind_and_is_no_newer_one() -> None:
    held = candidate(
        "held", "Norland's Foreign Minister Hanna Reed spoke.", "Hanna Reed", 2.0,
        published="2020-01-01", outlet="Post",
    )  # fmt: skip
    other = candidate(
        "other", "Finance Minister Emil Straat of Norland spoke.", "Emil Straat", 3.0,
        published="2020-06-01", outlet="TASS",
    )  # fmt: skip
    found = order_versions([other, held], "Who is the foreign minister of Norland?")
    assert (found.current, found.differing, found.earlier) == (held, (), ())
    assert order_versions([other, held], "Who is the finance minister?").current is other


@pytest.mark.parametrize(
    ("day", "differs"), [(f"2020-01-0{1 + SAME_TIME}", True), ("2020-01-20", False)]
)
def test_another_outlet_within_days_disagrees_and_later_it_is_newer(
    day: str, *, differs: bool
) -> None:
    later = told("later", "12", day)
    found = order_versions([NEW, later])
    assert found.current is later
    assert (names(found.differing), names(found.earlier)) == (
        (["new"], []) if differs else ([], ["new"])
    )


def test_an_outlet_never_disagrees_with_itself() -> None:
    later = told("later", "12", "2020-01-02", outlet="new Post")
    found = order_versions([NEW, later])
    assert (found.current, names(found.earlier), found.differing) == (later, ["new"], ())


def test_an_undated_source_disagrees_and_is_never_the_newest() -> None:
    undated = told("undated", "12", None, logit=3.5)
    found = order_versions([undated, NEW])
    assert found.current is NEW
    assert names(found.differing) == ["undated"]


def test_what_was_corrected_is_earlier_whatever_its_date() -> None:
    wrong = told("wrong", "12", "2020-01-02", corrected_by="new", logit=3.5)
    found = order_versions([wrong, NEW])
    assert found.current is NEW
    assert (names(found.earlier), found.differing) == (["wrong"], ())


def test_sources_that_say_the_same_agree_in_words_and_in_digits() -> None:
    other = told("other", "ten", "2020-01-02")
    found = order_versions([NEW, other])
    assert found.current is other
    assert names(found.agreeing) == ["new"]
    assert (found.differing, found.earlier) == ((), ())


def test_a_copy_and_a_second_article_of_an_outlet_are_no_sources_of_their_own() -> None:
    copy = Copy("new", "new.txt", None, "new Post", None, None, None)
    copied = told("copied", "10", "2020-01-01")
    copied = replace(copied, hit=with_passage(copied.hit, copies=(copy,)))
    again = told("again", "10", "2020-01-01", outlet="new Post")
    assert names(order_versions([NEW, copied, again]).agreeing) == []


def test_what_hardly_answers_is_no_rival() -> None:
    weak = told("weak", "12", "2022-01-01", logit=min(NEW.logit - RIVAL, LIKELY) - 0.1)
    assert order_versions([NEW, weak]).current is NEW


def dead(name: str, sentence: str, answer: str, day: str, logit: float) -> Candidate:
    return candidate(name, sentence, answer, logit, published=day, outlet=f"{name} Post")


ASKED = "How many people died in the ferry accident off Larkfield?"
NINE = dead("first", "Nine people died off Larkfield on Monday.", "Nine people", "2020-01-01", 2.0)


def test_an_update_is_told_by_its_words_however_unlikely_the_reader_finds_it() -> None:
    text = "The toll off Larkfield has risen to 14."
    risen = dead("later", text, "14", "2020-01-20", UNLIKELY)
    assert order_versions([NINE, risen], ASKED).current is risen
    lacking = dead("later", "The guests off Larkfield were 14.", "14", "2020-01-20", UNLIKELY)
    assert order_versions([NINE, lacking], ASKED).current is NINE
    elsewhere = dead("later", "The toll in Port Amber has risen to 14.", "14", "2020-01-20", -3)
    assert order_versions([NINE, elsewhere], ASKED).current is NINE


@pytest.mark.parametrize("spoken_of", ["off Larkfield", "near Port Amber"])
def test_a_figure_about_elsewhere_is_no_earlier_version(spoken_of: str) -> None:
    text = f"Eleven people died {spoken_of} when a ferry sank."
    older = dead("older", text, "Eleven people", "2019-12-20", 1.9)
    found = order_versions([NINE, older], ASKED)
    assert names(found.earlier) == (["older"] if "Larkfield" in spoken_of else [])


def test_a_figure_far_larger_counts_another_thing() -> None:
    seals = dead("later", "Off Larkfield the herd has risen to 9,000.", "9,000", "2020-02-01", 1.9)
    assert order_versions([NINE, seals], ASKED).current is NINE


def test_what_a_correction_replaced_is_no_present_fact_unless_asked_for() -> None:
    text = "An earlier version put the number of dead at 19."
    wrong = dead("right", text, "19", "2020-02-01", 3.0)
    title = "Larkfield ferry sinks"
    wrong = replace(wrong, hit=with_passage(wrong.hit, note=(0, len(text)), title=title))
    found = order_versions([wrong, NINE], ASKED)
    assert (found.current, names(found.earlier)) == (NINE, ["right"])
    before = "How many dead did it report before it corrected its article?"
    assert order_versions([NINE, wrong], before).current is wrong


def test_a_corrected_figure_gives_way_to_the_note_that_repeats_it() -> None:
    wrong = dead("wrong", "Nine people died off Larkfield.", "Nine people", "2020-01-01", 2.0)
    wrong = replace(wrong, hit=with_passage(wrong.hit, corrected_by="right"))
    text = "Our report spoke of nine."
    note = dead("right", text, "nine", "2020-01-02", -3.0)
    note = replace(note, hit=with_passage(note.hit, note=(0, len(text))))
    found = order_versions([wrong, note], ASKED)
    assert (found.current, found.earlier) == (note, (wrong,))
    # Another figure's note, or one in an article that does not correct it, tells nothing of it.
    other = dead("right", "Our report spoke of ten.", "ten", "2020-01-02", -3.0)
    other = replace(other, hit=with_passage(other.hit, note=(0, len(text))))
    assert order_versions([wrong, other], ASKED).current is wrong
    apart = replace(note, hit=with_passage(note.hit, article="apart"))
    assert order_versions([wrong, apart], ASKED).current is wrong


def test_asked_for_the_corrected_figure_the_corrected_article_comes_first() -> None:
    right = dead("right", "The figure is 12.", "12", "2020-01-01", -1.0)
    right = replace(right, hit=with_passage(right.hit, note=(90, 99)))
    assert order_versions([NINE, right], "What is the corrected number of dead?").current is right


@pytest.mark.parametrize(
    ("fields", "heading"),
    [
        ({"outlet": "now Post"}, "earlier"),
        ({"corrected_by": "now"}, "earlier"),
        ({}, "differing"),
    ],
)
def test_a_figure_that_its_own_outlet_puts_right_is_earlier(
    fields: dict[str, str], heading: str
) -> None:
    text = "Seven boats sank off Larkfield, not eight."
    now = candidate("now", text, "Seven boats", published="2020-01-03", outlet="now Post")
    wrong = candidate(
        "then", "Eight boats sank off Larkfield.", "Eight boats", published="2020-01-01", **fields
    )
    found = order_versions([now, wrong], "How many boats sank off Larkfield?")
    assert found.current is now
    assert getattr(found, heading) == (wrong,)


@pytest.mark.parametrize(
    ("question", "behind", "first"),
    [
        ("Who heads the Tully harbour office?", 3.0, "head"),
        ("Who heads the Tully harbour office?", 4.0, "deputy"),  # hardly an answer
        ("Who is the deputy head of the Tully harbour office?", 3.0, "deputy"),
        ("Who told of a strike?", 3.0, "deputy"),
    ],
)
def test_asked_for_the_head_what_tells_of_the_deputy_comes_later(
    question: str, behind: float, first: str
) -> None:
    text = "The deputy head of the Tully harbour office, Bo Rask, told of a strike."
    deputy = candidate("deputy", text, "Bo Rask", 2.0)
    head = candidate("head", "Harbour head Orla Venn was there.", "Orla Venn", 2.0 - behind)
    assert order_versions([deputy, head], question).current.passage.article == first


def test_what_a_change_has_overtaken_is_earlier_and_no_other_opinion() -> None:
    risen = dead("now", "The toll off Larkfield has risen to 43.", "43", "2020-01-03", 2.0)
    first = dead("then", "At least 17 people died off Larkfield.", "17 people", "2020-01-02", 1.5)
    found = order_versions([risen, first], ASKED)
    assert (found.current, found.differing, found.earlier) == (risen, (), (first,))


def test_a_figure_of_an_earlier_year_is_earlier() -> None:
    found = hit("a", "The Tully mill employs 3,100 people today.", "In 2019 it employed 4,500.")
    of_2021 = with_passage(found, published="2021-03-04")
    now = Candidate(of_2021, 0, 3.0, (16, 41), 3.0)
    then = Candidate(of_2021, 1, 1.0, None, 1.0)
    told = order_versions([now, then], "How many people does the Tully mill employ?")
    assert (told.current, told.differing, told.earlier) == (now, (), (then,))


def test_a_name_far_behind_is_no_other_name_unless_a_change_is_told() -> None:
    asked = "Which league is meeting Tully's gunners in Orsk?"
    best = candidate("a", "The Harbour League is meeting Tully's gunners.", "Harbour League", 3.0)

    def far(text: str, logit: float = best.logit - RIVAL - 0.1) -> Candidate:
        return candidate("b", f"{text} Tully's gunners in Orsk.", "Quay League", logit)

    assert order_versions([best, far("The Quay League fears")], asked).differing == ()
    near = far("The Quay League meets", best.logit - RIVAL)
    assert order_versions([best, near], asked).differing == (near,)
    changed = far("The Quay League no longer meets")
    assert order_versions([best, changed], asked).differing == (changed,)


def test_a_deputys_name_is_no_other_name_of_the_head() -> None:
    who = "Who is the head of the Tully harbour office?"
    head = candidate(
        "a", "Tully harbour office head Orla Venn left.", "Orla Venn", published="2020-01-02"
    )
    deputy = candidate(
        "b",
        "The deputy head of the Tully harbour office, Bo Rask, left.",
        "Bo Rask",
        1.9,
        published="2020-01-01",
    )
    found = order_versions([head, deputy], who)
    assert (found.current, found.differing, found.earlier) == (head, (), ())
    again = candidate(
        "b",
        "The head of the Tully harbour office, Bo Rask, left.",
        "Bo Rask",
        published="2020-01-01",
    )
    assert names(order_versions([head, again], who).differing) == ["b"]


def test_a_number_of_other_things_is_no_other_number_of_what_is_counted() -> None:
    # "The first three of nine": a part is set against nothing, wherever the same figure stands.
    text = "Larkfield has received the first three of nine ferries."
    ferries = dead("ferries", text, "nine ferries", "2020-01-01", 2.0)
    held = dead("held", "Police in Larkfield held three men.", "three men", "2020-01-02", 1.0)
    other = dead("other", "Larkfield has six ferries.", "six ferries", "2020-01-02", 1.0)
    found = order_versions([ferries, held, other], "How many ferries has Larkfield bought?")
    assert held not in (found.current, *found.agreeing, *found.differing, *found.earlier)
    assert found.current is other


def test_who_holds_an_office_now_is_told_by_the_newest() -> None:
    who = "Who is the director of the Larkfield museum?"
    before = "Orla Venn is director of the Larkfield museum."
    old = dead("old", before, "Orla Venn", "2019-01-01", 2)
    text = "Maya Reed has been the director of the Larkfield museum since May."
    new = dead("new", text, "Maya Reed", "2020-01-01", 0.5)
    found = order_versions([old, new], who)
    assert (found.current, names(found.earlier)) == (new, ["old"])
    opened = dead(
        "opened", "Orla Venn opened the museum with a band.", "Orla Venn", "2019-01-01", 2
    )
    assert order_versions([opened, new], "Who opened the Larkfield museum?").current is opened


def test_asked_how_many_of_a_thing_what_counts_it_comes_first() -> None:
    fine = dead("a", "She paid 40 crowns for flight T-7.", "40 crowns", "2020-01-01", 0.5)
    seats = dead("b", "The plane with 163 passengers landed.", "163 passengers", "2020-01-01", -2)
    assert order_versions([fine, seats], "How many passengers were on flight T-7?").current is seats


@pytest.mark.parametrize(
    ("sentence", "answer"),
    [
        ("The league met in Port Amber.", "Port Amber"),
        ("The league was founded in 1991.", "1991"),
        ("The league has a budget of 40 million crowns.", "40 million crowns"),
        ("The league met.", ""),
    ],
)
def test_what_gives_another_kind_of_thing_is_no_rival(sentence: str, answer: str) -> None:
    other = candidate("other", sentence, answer, published="2022-01-01", outlet="B")
    found = order_versions([NEW, other])
    assert (found.current, found.differing, found.earlier) == (NEW, (), ())


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("$449K", "$449,000", True),
        ("4.2 million crowns", "4,200,000 crowns", True),
        ("2,500 soldiers", "2,030 soldiers", False),
        ("3 May 2019", "May 3", True),
        ("3 May", "4 May", False),
        ("in 1991", "since 1991", True),
        ("1991", "1992", False),
    ],
)
def test_amounts_and_days_are_made_alike(one: str, other: str, *, same: bool) -> None:
    first, second = (
        answer_value(candidate("a", f"It was {words} then.", words)) for words in (one, other)
    )
    assert first is not None
    assert second is not None
    assert first.same(second) is same


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["6", "8", "10"]),
            st.sampled_from([None, "2010-01-01", "2019-12-31", "2020-01-01"]),
            st.sampled_from(["A", "B", "C"]),
            st.booleans(),
        ),
        min_size=1,
        max_size=5,
    )
)
def test_every_candidate_is_in_one_place_and_the_current_is_never_outdated(
    rows: list[tuple[str, str | None, str, bool]],
) -> None:
    every = [
        told(f"a{n}", figure, day, outlet, corrected_by="x" if wrong else None)
        for n, (figure, day, outlet, wrong) in enumerate(rows)
    ]
    found = order_versions(every)
    places = [found.current, *found.agreeing, *found.differing, *found.earlier]
    assert len(names(tuple(places))) == len(set(names(tuple(places))))
    if any(not one.passage.corrected_by for one in every):
        assert not found.current.passage.corrected_by
        right = [o.passage.published or "" for o in every if not o.passage.corrected_by]
        assert (found.current.passage.published or "") == max(right)
    assert all(answer_value(one) == answer_value(found.current) for one in found.agreeing)
    assert all(
        answer_value(one) != answer_value(found.current)
        for one in (*found.differing, *found.earlier)
    )


def test_a_state_that_a_newer_article_tells_anew_is_the_current_one() -> None:
    was = candidate(
        "was", "The lead ship of the fleet is now called Heron.", "Heron", 3.0,
        published="2019-03-23",
    )  # fmt: skip
    again = candidate(
        "again", "The lead ship of the fleet is called Egret again.", "Egret", 2.0,
        published="2022-09-17",
    )  # fmt: skip
    other = candidate(
        "other", "A crane fell into the harbour basin.", "crane", 2.0, published="2023-01-01"
    )
    found = order_versions([was, again, other], "What is the lead ship called?")
    assert (found.current, found.earlier) == (again, (was,))
    undated = replace(again, hit=with_passage(again.hit, published=None))
    assert order_versions([was, undated, other]).current is was
    assert order_versions([was, again], "What was it called in the earlier version?").current is was
