"""Receipts: an answer can be found again and checked against the archive as it is then."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from presses import COMET, HARBOUR, article, fill

from retrieval.answer.chain import build_chain
from retrieval.answer.receipts import ALPHABET, find_receipt, verify
from retrieval.archive.indexing import remove
from retrieval.archive.store import Archive
from retrieval.embedding import MiniLM
from retrieval.errors import UsageError
from retrieval.search.retriever import HybridRetriever
from retrieval.types import Answer, Question

MakeArchive = Callable[..., Archive]
MakeRetriever = Callable[[Archive], HybridRetriever]


@pytest.fixture
def asked(make_archive: MakeArchive, make_retriever: MakeRetriever) -> tuple[Archive, Answer]:
    """An archive of its own and an answer from it."""
    archive = make_archive(HARBOUR, COMET)
    chain = build_chain(archive, make_retriever(archive))
    return archive, chain.invoke(Question("What will the dredging cost?", id="q\ud800"))


def standings(archive: Archive, answer: Answer) -> set[str]:
    assert answer.receipt is not None
    receipt = find_receipt(archive, answer.receipt)
    assert len(receipt.answer["citations"]) == len(answer.citations) > 0
    return {verified.standing for verified in verify(archive, receipt)}


def test_an_answer_is_kept_under_a_short_id_of_clear_letters(
    asked: tuple[Archive, Answer],
) -> None:
    archive, answer = asked
    assert answer.receipt is not None
    assert len(answer.receipt) == 8
    assert set(answer.receipt) <= set(ALPHABET)
    kept = find_receipt(archive, answer.receipt)
    assert kept.answer["text"] == answer.text
    assert kept.answer["id"] == answer.id
    assert kept.answer["citations"][0]["quote"] == answer.citations[0].quote


def test_a_quotation_that_still_stands_is_exact(asked: tuple[Archive, Answer]) -> None:
    assert standings(*asked) == {"exact"}


def test_a_quotation_of_a_changed_article_is_told_as_changed(
    asked: tuple[Archive, Answer], embedder: MiniLM
) -> None:
    archive, answer = asked
    fill(archive, embedder, [article("harbour", HARBOUR.text + " The end."), COMET])
    assert standings(archive, answer) == {"changed"}


def test_a_quotation_of_a_removed_article_is_told_as_removed(
    asked: tuple[Archive, Answer],
) -> None:
    archive, answer = asked
    remove(archive, ["harbour"])
    assert standings(archive, answer) == {"removed"}


@pytest.mark.parametrize("name", ["abcdefgh", "", "no such", "\ud800", "a\x00b", "' or 1=1"])
def test_an_unknown_receipt_is_told(archive: Archive, name: str) -> None:
    with pytest.raises(UsageError, match="There is no receipt"):
        find_receipt(archive, name)


def test_an_archive_that_can_not_be_written_to_still_answers(
    make_archive: MakeArchive, make_retriever: MakeRetriever
) -> None:
    archive = make_archive(HARBOUR)
    chain = build_chain(archive, make_retriever(archive))
    with archive.reading() as connection:
        connection.execute("pragma query_only = on")
    answer = chain.invoke(Question("What will the dredging cost?"))
    assert answer.found
    assert answer.receipt is None


def test_a_full_disk_costs_the_receipt_and_not_the_answer(
    make_archive: MakeArchive, make_retriever: MakeRetriever
) -> None:
    archive = make_archive(HARBOUR)
    chain = build_chain(archive, make_retriever(archive))
    with archive.reading() as connection:
        pages = connection.execute("pragma page_count").fetchone()[0]
        connection.execute(f"pragma max_page_count = {pages}")
    answers = [chain.invoke(Question("What will the dredging cost?")) for _ in range(40)]
    assert all(answer.found for answer in answers)
    assert answers[-1].receipt is None


def test_a_receipt_leaves_the_generation_as_it_was(
    archive: Archive, retriever: HybridRetriever
) -> None:
    def generation() -> int:
        with archive.reading() as connection:
            return int(
                connection.execute("select value from meta where key = 'generation'").fetchone()[0]
            )

    before = generation()
    assert build_chain(archive, retriever).invoke(Question("What is the cost?")).receipt
    assert generation() == before
