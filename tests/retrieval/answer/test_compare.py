"""Outlets side by side: where they differ, what they share, what each has besides."""

from __future__ import annotations

from dataclasses import replace

import pytest

from retrieval.answer.compare import MOST_EACH, MOST_JUDGED, compare_outlets
from retrieval.errors import UsageError
from retrieval.search.hit import Hit
from retrieval.types import Copy, Question
from support.articles import article
from support.passages import Chain, MakeArchive, MakeChain, Says, hit, with_passage

SILENT = Says({})
DIFFER = "They differ: A Post and B Post"
BOTH = "Both A Post and B Post"


def outlets(*sentences: str) -> list[Hit]:
    return [hit(n, one, outlet=f"{n} Post") for n, one in zip("ABC", sentences, strict=False)]


def headings(*hits: Hit, judge: Says = SILENT) -> list[str | None]:
    return [one.heading for one in compare_outlets(judge, [[each] for each in hits]).statements]


SANK = "The Larkfield ferry sank near the quay with 12 sailors aboard."


def test_other_figures_for_the_same_thing_stand_side_by_side() -> None:
    told = outlets(SANK, "The ferry of Larkfield sank near the quay with 15 sailors aboard.")
    assert headings(*told) == [DIFFER, DIFFER]


def test_where_no_outlet_is_known_the_title_heads_what_it_says_and_no_path() -> None:
    titled = hit("A", SANK, outlet=None, title="Ferry lost", source="/srv/desk/a.txt")
    bare = hit("B", "The ferry of Larkfield sank near the quay with 15 sailors aboard.",
               outlet=None, title=None, source="/srv/desk/b.txt")  # fmt: skip
    assert headings(titled, bare)[0] == "They differ: “Ferry lost” and B"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The Larkfield mill cost $449K to repair.", "The Larkfield mill cost $449,000 to repair."),
        ("The Larkfield ferry carried ten sailors.", "The Larkfield ferry carried 10 sailors."),
    ],
)
def test_amounts_are_made_alike_before_they_differ(one: str, other: str) -> None:
    assert DIFFER not in headings(*outlets(one, other))


def test_what_the_entailment_model_calls_contradicted_differs() -> None:
    told = outlets(
        "The Larkfield bridge museum opened on Monday.",
        "The Larkfield bridge museum was shut on Monday.",
    )
    assert headings(*told, judge=Says({"shut": (0.0, 0.95)})) == [DIFFER, DIFFER]
    assert headings(*told) == ["Only A Post", "Only B Post"]


def test_words_in_common_make_no_agreement() -> None:
    told = outlets(
        "The Larkfield bridge museum opened on Monday.",
        "The Larkfield bridge museum was shut on Monday.",
    )
    assert headings(*told, judge=Says({"shut": (0.99, 0.0)})) == ["Only A Post", "Only B Post"]


def test_what_both_report_is_one_sentence_with_both_places() -> None:
    told = outlets(
        "Silt choked the old Larkfield quay.", "The old Larkfield quay filled with silt."
    )
    draft = compare_outlets(Says({"silt": (0.95, 0.0)}), [[each] for each in told])
    (statement,) = draft.statements
    assert statement.heading == BOTH
    assert statement.text == told[0].passage.text
    assert [quote.passage.outlet for quote in statement.quotes] == ["A Post", "B Post"]


def test_a_sentence_that_another_brings_along_is_not_said_twice() -> None:
    told = hit(1, f"{SANK} It was raised a week later by two cranes.", outlet="A Post")
    texts = [one.text for one in compare_outlets(SILENT, [[told]]).statements]
    assert all(one not in other for one in texts for other in texts if one is not other)
    assert any("raised" in one for one in texts)


def test_what_a_difference_brings_along_is_not_said_once_more_alone() -> None:
    one = hit(1, SANK, outlet="A Post")
    other = hit(
        2, "The Larkfield ferry had been painted in May.",
        "It sank near the Larkfield quay with 15 sailors aboard the ferry.", outlet="B Post",
    )  # fmt: skip
    draft = compare_outlets(SILENT, [[one], [other]])
    assert [each.heading for each in draft.statements] == [DIFFER, DIFFER]
    assert draft.statements[1].text == other.passage.text


COST = "The Vardo tunnel cost 355 million kroner, the Vardo ministry said."
OWN = "The Vardo tunnel cost 310 million kroner, according to the Vardo roads agency."


def test_what_a_sentence_leans_on_is_not_said_again_where_it_was_said_before() -> None:
    longer = "The tunnel is 4.2 kilometres long and lies under the strait."
    told = compare_outlets(
        SILENT, [[hit(1, OWN, longer, outlet="A Post")], [hit(2, COST, outlet="B Post")]]
    ).statements
    assert [(one.heading, one.text) for one in told] == [
        (DIFFER, OWN), (DIFFER, COST), ("Only A Post", longer),
    ]  # fmt: skip
    # Without it nobody knows what a pronoun means.
    leaning = "It lies under the strait of Vardo, and the Vardo tunnel is 4.2 kilometres long."
    told = compare_outlets(
        SILENT, [[hit(1, OWN, leaning, outlet="A Post")], [hit(2, COST, outlet="B Post")]]
    ).statements
    assert told[-1].text == f"{OWN} {leaning}"


def test_a_figure_of_which_the_other_outlet_tells_too_is_not_its_alone() -> None:
    before = "The Vardo roads agency had put the cost of the Vardo tunnel at 310 million kroner."
    told = compare_outlets(
        SILENT, [[hit(1, OWN, outlet="A Post")], [hit(2, COST, before, outlet="B Post")]]
    ).statements
    assert [(one.heading, one.text.endswith(before)) for one in told] == [
        (DIFFER, False), (DIFFER, False), (DIFFER, True),
    ]  # fmt: skip


def test_copies_of_one_story_are_one_report() -> None:
    first, second = outlets(SANK, SANK)
    copy = Copy("A", "A.txt", None, "A Post", None, None, None)
    second = with_passage(second, copies=(copy,))
    assert headings(first, second) == ["One report, printed by A Post and B Post"]
    assert headings(*outlets(SANK, SANK)) == [BOTH]


def test_what_is_on_another_matter_stands_alone_and_is_not_judged() -> None:
    judge = Says({})
    told = outlets(SANK, "Orla Venn praised the guild of bakers.")
    assert headings(*told, judge=judge) == ["Only A Post", "Only B Post"]
    assert judge.pairs == []


def test_no_sentence_stands_twice_and_no_more_is_judged_than_pays() -> None:
    words = ["one", "two", "red", "old", "tall", "long", "wet", "dry", "late"]
    many = [
        hit(outlet, *(f"The {w} Larkfield ferry sank near the {w} quay." for w in words),
            outlet=f"{outlet} Post")
        for outlet in "AB"
    ]  # fmt: skip
    judge = Says({})
    draft = compare_outlets(judge, [[each] for each in many])
    places = [
        (quote.passage.article, quote.span) for one in draft.statements for quote in one.quotes
    ]
    assert len(places) == len(set(places)) <= 2 * MOST_EACH
    assert len(judge.pairs) <= MOST_JUDGED
    assert compare_outlets(judge, []).statements == ()


@pytest.fixture(scope="module")
def chain(make_archive: MakeArchive, make_chain: MakeChain) -> Chain:
    return make_chain(
        make_archive(
            article("a", SANK, title="Ferry", outlet="A Post", published="2021-03-04"),
            article("b", SANK.replace("12", "15"), title="Sunk", outlet="B Post"),
        )
    )


def test_the_whole_way(chain: Chain) -> None:
    answer = chain.invoke(Question("Larkfield ferry", form="compare", outlets=("A Post", "B Post")))
    assert [one.heading for one in answer.statements] == [DIFFER, DIFFER]
    assert {citation.outlet for citation in answer.citations} == {"A Post", "B Post"}


def test_asked_in_words_to_compare_on_a_topic_it_is_a_comparison(chain: Chain) -> None:
    answer = chain.invoke(Question("Compare A Post and B Post on Larkfield"))
    told = Question("Larkfield", form="compare", outlets=("A Post", "B Post"))
    assert [one.heading for one in answer.statements] == [DIFFER, DIFFER]
    assert answer.text == chain.invoke(told).text


def test_what_was_searched_of_a_silent_outlet_is_counted_within_the_limits(chain: Chain) -> None:
    asked = Question("Larkfield ferry", form="compare", outlets=("A Post", "C Post"))
    assert any("No article of 'C Post'" in note for note in chain.invoke(asked).notes)
    answer = chain.invoke(Question("comets", form="compare", outlets=("A Post", "B Post")))
    assert not answer.found
    assert {each.outlet for each in answer.nearest} == {"A Post", "B Post"}
    searched = "Searched of A Post: 1 article dated 4 March 2021"
    assert f"{searched}; nothing found that is surely on this topic." in answer.notes


def test_a_comparison_needs_two_outlets(chain: Chain) -> None:
    with pytest.raises(UsageError, match="two outlets"):
        chain.invoke(Question("lighthouse", form="compare", outlets=("A Post",)))


def test_an_outlet_with_nothing_on_the_topic_is_named_with_what_it_has_nearest() -> None:
    ferry, bakers = outlets(SANK, "Orla Venn praised the guild of bakers.")
    beside = with_passage(bakers, score=0.1)
    draft = compare_outlets(SILENT, [[ferry], [beside]], lambda at: f"searched {at}")
    assert [(one.heading, one.text) for one in draft.statements] == [
        ("Only A Post", SANK),
        ("Nothing found in B Post that is surely on this; nearest to it", bakers.passage.text),
    ]
    assert draft.notes == ("searched 1",)


def test_where_no_outlet_has_anything_the_nearest_of_each_is_for_the_refusal() -> None:
    told = outlets("Orla Venn praised the bakers.", "Tom Reed painted a mill.")
    beside = [
        replace(
            one, sentences=tuple(replace(each, cosine=0.1, overlap=0.0) for each in one.sentences)
        )
        for one in told
    ]
    draft = compare_outlets(SILENT, [[each] for each in beside], lambda at: f"searched {at}")
    assert draft.statements == ()
    assert [quote.passage.outlet for quote in draft.nearest] == ["A Post", "B Post"]
    assert draft.notes == ("searched 0", "searched 1")
