"""One answer judged: right, exact, cited."""

from __future__ import annotations

from dataclasses import replace

import pytest

from retrieval.evaluation.judging import Response, holds_words, judge
from retrieval.types import Statement
from support.judged import TEXT, answer, citation, gold, outcome, passage


@pytest.mark.parametrize(
    ("text", "wanted", "stands"),
    [
        ("It was Lena  Orsk. [1]", "lena orsk", True),
        ("the \u201cugly face\u201d of it", '"ugly face"', True),
        ("from 2001\u20132002", "2001-2002", True),
        ("65 boats", "65", True),
        ("1965 boats", "65", False),
        ("6,500 boats", "500", True),
        ("Orskov said", "Orsk", False),
        ("nothing [65]", "65", False),
        ("Lena [1] Orsk", "Lena Orsk", True),
    ],
)
def test_an_answer_stands_in_a_text_as_whole_words(text: str, wanted: str, stands: bool) -> None:
    assert holds_words(text, wanted) is stands


def test_a_right_answer_is_found_and_holds_one_of_the_answers() -> None:
    known = gold(answers=("Reed", "Orsk"), docs=("treaty",), ranked=True)
    said = "Lena Orsk, who chairs the council"
    went = outcome(known, answer(said, citation(said)))
    assert went.right
    assert went.judged is not None
    assert went.judged.cites_gold
    assert outcome(known, answer("Nobody.")).right is False
    assert outcome(known, answer("The archive does not mention Orsk.", found=False)).right is False


def test_where_every_answer_is_needed_one_alone_is_wrong() -> None:
    known = gold(answers=("40", "forty", "50"), every=(("40", "forty"), ("50",)))
    assert outcome(known, answer("One says forty, the other 50.")).right
    assert outcome(known, answer("One says 40 or forty.")).right is False


@pytest.mark.parametrize(
    ("statements", "stale"),
    [
        (("There were 12.", "Now 19."), True),
        (("From 12 they rose to 19.",), False),
        (("There were 19.", "At first 12."), False),
        (("There were some.",), False),
    ],
)
def test_an_answer_that_begins_with_an_older_figure_is_stale(
    statements: tuple[str, ...], stale: bool
) -> None:
    said = replace(
        answer(" ".join(statements)), statements=tuple(Statement(one, ()) for one in statements)
    )
    judged = outcome(gold(answers=("19",), wrong=("12",)), said).judged
    assert judged
    assert judged.stale is stale
    unknown = outcome(gold(answers=("19",)), said).judged
    assert unknown
    assert unknown.stale is None


def test_a_refusal_is_not_stale() -> None:
    judged = outcome(gold(answers=("19",), wrong=("12",)), answer("12?", found=False)).judged
    assert judged
    assert judged.stale is False


def test_a_question_to_be_refused_is_right_if_it_is() -> None:
    assert outcome(gold(refuse=True), answer("No.", found=False)).right
    assert outcome(gold(refuse=True), answer("Orsk.")).right is False


def test_where_no_answer_is_known_nothing_is_right_or_wrong() -> None:
    assert outcome(gold(docs=("treaty",), ranked=True), answer("Orsk.")).right is None


def test_of_a_search_a_gold_article_in_front_is_right() -> None:
    known = gold(docs=("b",), ranked=True)
    assert outcome(known, None, "b.md", "a.md").right
    assert outcome(known, None, "a.md", "b.md").right is False
    assert outcome(gold(), None, "a.md").right is None


def test_a_quotation_is_read_back_from_the_stored_article() -> None:
    exact = citation("Lena Orsk")
    elsewhere = replace(exact, start=exact.start + 1, end=exact.end + 1)
    other_text = replace(exact, hash="0" * 64)
    blank = citation(" ")
    given = answer("x", exact, elsewhere, other_text, blank)
    judged = outcome(gold(), given).judged
    assert judged is not None
    assert (judged.citations, judged.exact) == (4, 1)
    gone = judge(gold(), Response((), 1.0, given), lambda _: None).judged
    assert gone is not None
    assert gone.exact == 0


def test_what_a_refusal_quotes_is_shown_and_read_back_but_is_no_answer() -> None:
    refused = answer("Not in the archive.", found=False)
    near = replace(refused, nearest=(citation("Lena Orsk"), citation("The treaty", at=5)))
    judged = outcome(gold(answers=("Orsk",)), near).judged
    assert judged
    assert (judged.found, judged.holds, judged.shown) == (False, False, True)
    assert (judged.citations, judged.exact) == (2, 1)
    assert judged.nearest[0] == "Lena Orsk"


def test_a_statement_without_a_citation_is_counted() -> None:
    bare, cited = outcome(gold(), answer("x")), outcome(gold(), answer("x", citation("Orsk")))
    assert bare.judged is not None
    assert cited.judged is not None
    assert (bare.judged.uncited, cited.judged.uncited) == (1, 0)


def test_evidence_must_stand_in_one_of_the_first_five_passages() -> None:
    known = gold(answers=("Orsk",), evidence=("Lena  orsk, who\nchairs",))
    other = [passage(f"{n}.md", "Nothing of it.") for n in range(5)]
    before = judge(known, Response((*other[:4], passage("a.md", TEXT)), 1.0), lambda _: None)
    after = judge(known, Response((*other, passage("a.md", TEXT)), 1.0), lambda _: None)
    assert before.evidence is True
    assert after.evidence is False
