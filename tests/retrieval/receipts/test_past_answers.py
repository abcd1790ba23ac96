"""Earlier answers taken up again: nothing is said once more that no longer stands."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest

from retrieval.archive.indexing import remove
from retrieval.archive.store import Archive
from retrieval.embedding import MiniLM
from retrieval.receipts.past_answers import earlier_answer, kept_limits, whole_answer
from retrieval.receipts.receipts import keep_receipt
from retrieval.types import Answer, Article, Citation, ClaimPart, Coverage, Limits, Statement
from support.articles import article, index_articles
from support.passages import BAKERY, HARBOUR, MakeArchive

COST = "The dredging will cost 4.2 million crowns and take eighteen months."
FLOUR = "Its owner blamed the price of flour, which doubled within a winter."


def citation(number: int, source: Article, quote: str) -> Citation:
    start = source.text.index(quote)
    return Citation(
        number=number,
        article=source.id,
        source=source.source,
        title=source.title,
        outlet=source.outlet,
        published=source.published,
        date_note=None,
        url=None,
        hash=source.hash,
        start=start,
        end=start + len(quote),
        quote=quote,
    )


CITATIONS = (citation(1, HARBOUR, COST), citation(2, BAKERY, FLOUR))
GIVEN = Answer(
    asked="And the costs?",
    question="What will the dredging cost?",
    found=True,
    text=f"{COST} [1] {FLOUR} [2]",
    mode="extractive",
    statements=(Statement(COST, (1,), "2021"), Statement(FLOUR, (2,))),
    citations=CITATIONS,
    passages=(),
    coverage=Coverage(2, "2021-03-04", "2021-03-04", 1),
    notes=("A note.",),
    as_of="2022-01-01",
)


@pytest.fixture
def archive(make_archive: MakeArchive) -> Archive:
    return make_archive(HARBOUR, BAKERY)


def kept(archive: Archive, answer: Answer = GIVEN) -> str:
    receipt = keep_receipt(archive, answer).receipt
    assert receipt is not None
    return receipt


def change(archive: Archive, minilm: MiniLM, text: str) -> None:
    index_articles(archive, minilm, [article("harbour", text), BAKERY])


def test_an_answer_that_stands_comes_back_as_it_was_given(archive: Archive) -> None:
    whole = whole_answer(archive, kept(archive))
    assert whole is not None
    assert (whole.asked, whole.text, whole.statements) == (
        GIVEN.asked,
        GIVEN.text,
        GIVEN.statements,
    )
    assert whole.citations == CITATIONS
    assert (whole.coverage, whole.notes, whole.as_of) == (GIVEN.coverage, GIVEN.notes, GIVEN.as_of)


def test_the_sentences_of_a_claim_come_back_with_their_verdicts(archive: Archive) -> None:
    parts = (ClaimPart(COST, "supported", (1,)), ClaimPart("Why?", None, (), "no statement"))
    whole = whole_answer(archive, kept(archive, replace(GIVEN, parts=parts)))
    assert whole is not None
    assert whole.parts == parts


def test_one_changed_article_takes_the_whole_answer_back(archive: Archive, minilm: MiniLM) -> None:
    receipt = kept(archive)
    change(archive, minilm, HARBOUR.text.replace("4.2", "4.3"))
    assert whole_answer(archive, receipt) is None


def test_a_removed_article_takes_the_whole_answer_back(archive: Archive) -> None:
    receipt = kept(archive)
    remove(archive, ["bakery"])
    assert whole_answer(archive, receipt) is None


def test_a_follow_up_draws_only_on_the_statements_that_stand(
    archive: Archive, minilm: MiniLM
) -> None:
    receipt = kept(archive)
    change(archive, minilm, HARBOUR.text.replace("4.2", "4.3"))
    earlier = earlier_answer(archive, receipt)
    assert earlier is not None
    assert [one.text for one in earlier.statements] == [FLOUR]
    assert earlier.text == FLOUR
    assert [one.article for one in earlier.citations] == ["bakery"]


def test_a_statement_that_rests_on_two_articles_needs_both(archive: Archive) -> None:
    both = Answer(
        asked="?", question="?", found=True, text=f"{COST} [1][2]", mode="model",
        statements=(Statement(COST, (1, 2)),), citations=CITATIONS, passages=(),
        coverage=Coverage(2),
    )  # fmt: skip
    receipt = kept(archive, both)
    remove(archive, ["bakery"])
    earlier = earlier_answer(archive, receipt)
    assert earlier is not None
    assert earlier.statements == ()
    assert earlier.text == ""


def test_a_refusal_comes_back_with_what_came_nearest_and_cites_nothing(archive: Archive) -> None:
    refusal = Answer(
        asked="Who?", question="Who?", found=False, text="Not in the archive.",
        mode="extractive", statements=(), citations=(), passages=(), coverage=Coverage(2),
        nearest=CITATIONS,
    )  # fmt: skip
    receipt = kept(archive, refusal)
    whole, earlier = whole_answer(archive, receipt), earlier_answer(archive, receipt)
    assert whole is not None
    assert (whole.found, whole.citations, whole.nearest) == (False, (), CITATIONS)
    assert earlier is not None
    assert (earlier.found, earlier.citations) == (False, ())


class Expiring(Archive):
    """An archive whose receipts have had their time after so many readings."""

    left = 0

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        if self.left == 0:
            with self.noting() as connection:
                connection.execute("delete from receipts")
        self.left -= 1
        with super().reading() as connection:
            yield connection


@pytest.mark.parametrize("take_up", [earlier_answer, whole_answer])
def test_a_receipt_that_expires_while_it_is_read_is_none(
    archive: Archive, take_up: Callable[[Archive, str], Answer | None]
) -> None:
    receipt = kept(archive)
    with Expiring(archive.path) as expiring:
        expiring.left = 1
        assert take_up(expiring, receipt) is None


@pytest.mark.parametrize("receipt", ["", "aaaaaaaa", "../../..", "AAAAAAAA"])
def test_without_such_a_receipt_there_is_nothing(archive: Archive, receipt: str) -> None:
    assert earlier_answer(archive, receipt) is None
    assert whole_answer(archive, receipt) is None


def test_the_limits_of_an_answer_are_kept_with_it_and_are_none_of_an_older_receipt(
    archive: Archive,
) -> None:
    limits = Limits("TASS", until="2022-12-31", outlets=("A", "B"))
    again = whole_answer(archive, kept(archive, replace(GIVEN, limits=limits)))
    assert again is not None
    assert again.limits == limits
    assert kept_limits({}) == Limits()
