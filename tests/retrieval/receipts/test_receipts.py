"""Receipts: an answer can be found again and checked against the archive as it is then."""

from __future__ import annotations

from dataclasses import replace

import pytest

from retrieval.archive.earlier_versions import earlier_versions
from retrieval.archive.indexing import remove
from retrieval.archive.store import Archive
from retrieval.embedding import MiniLM
from retrieval.errors import UsageError
from retrieval.receipts.receipts import ALPHABET, Verified, find_receipt, recall, verify_receipt
from retrieval.types import Answer, Citation, Question
from support.articles import article, index_articles
from support.passages import COMET, HARBOUR, MakeArchive, MakeChain
from support.receipts import answered
from support.revised_articles import FIRST, SECOND

pytestmark = pytest.mark.slow


@pytest.fixture
def asked(make_archive: MakeArchive, make_chain: MakeChain) -> tuple[Archive, Answer]:
    """An archive of its own and an answer from it."""
    archive = make_archive(HARBOUR, COMET)
    chain = make_chain(archive)
    return archive, chain.invoke(Question("What will the dredging cost?", id="q\ud800"))


def standings(archive: Archive, answer: Answer) -> set[str]:
    assert answer.receipt is not None
    receipt = find_receipt(archive, answer.receipt)
    assert len(receipt.answer["citations"]) == len(answer.citations) > 0
    return {verified.standing for verified in verify_receipt(archive, receipt)}


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
    asked: tuple[Archive, Answer], minilm: MiniLM
) -> None:
    archive, answer = asked
    index_articles(archive, minilm, [article("harbour", HARBOUR.text + " The end."), COMET])
    assert standings(archive, answer) == {"changed"}


def changed_to(asked: tuple[Archive, Answer], minilm: MiniLM, text: str) -> Verified:
    """The citation of the cost, after the article's text has been replaced."""
    archive, answer = asked
    index_articles(archive, minilm, [article("harbour", text, published="2021-03-05"), COMET])
    assert answer.receipt is not None
    verified = verify_receipt(archive, find_receipt(archive, answer.receipt))
    return next(one for one in verified if "will cost" in one.citation["quote"])


def test_of_a_changed_article_the_cited_version_and_what_stands_there_now_are_told(
    asked: tuple[Archive, Answer], minilm: MiniLM
) -> None:
    one = changed_to(asked, minilm, HARBOUR.text.replace("4.2 million", "5.7 million"))
    assert one.standing == "changed"
    assert one.earlier is not None
    assert (one.earlier.text, one.earlier.hash) == (HARBOUR.text, HARBOUR.hash)
    assert one.earlier.published == "2021-03-04"
    assert one.now is not None
    assert one.now.endswith("The dredging will cost 5.7 million crowns and take eighteen months.")
    assert one.published == "2021-03-05"
    assert one.indexed is not None
    assert one.earlier.replaced >= one.earlier.indexed


def test_the_same_words_in_a_changed_article_are_told_as_such(
    asked: tuple[Archive, Answer], minilm: MiniLM
) -> None:
    one = changed_to(asked, minilm, "A new lead. " + HARBOUR.text)
    assert one.now == one.citation["quote"]


def test_where_nothing_like_the_quotation_is_left_nothing_is_shown(
    asked: tuple[Archive, Answer], minilm: MiniLM
) -> None:
    one = changed_to(asked, minilm, "Xylophones: zzz!")
    assert one.now is None
    assert one.earlier is not None


def test_a_version_that_no_longer_matches_its_hash_is_not_shown(
    asked: tuple[Archive, Answer], minilm: MiniLM
) -> None:
    changed_to(asked, minilm, "Another text.")
    archive, answer = asked
    with archive.writing() as connection:
        connection.execute("update versions set text = replace(text, 'The', 'Teh')")
    assert answer.receipt is not None
    assert verify_receipt(archive, find_receipt(archive, answer.receipt))[0].earlier is None


def test_a_removed_article_takes_its_earlier_versions_with_it(
    asked: tuple[Archive, Answer], minilm: MiniLM
) -> None:
    changed_to(asked, minilm, "Another text.")
    archive, answer = asked
    remove(archive, ["harbour"])
    assert standings(archive, answer) == {"removed"}
    with archive.reading() as connection:
        assert earlier_versions(connection, "harbour") == ()


def test_an_earlier_version_is_never_found_or_cited_again(
    asked: tuple[Archive, Answer], minilm: MiniLM, make_chain: MakeChain
) -> None:
    archive, before = asked
    one = changed_to(asked, minilm, "The mayor opened a bakery. Its bread costs four crowns.")
    assert one.earlier is not None
    chain = make_chain(archive)
    after = chain.invoke(Question(before.asked, k=50))
    assert before.found
    assert not any("dredging" in passage.text for passage in after.passages)
    assert HARBOUR.hash not in {item.hash for item in (*after.passages, *after.citations)}


def test_a_citation_tells_what_has_corrected_its_article_since(
    make_archive: MakeArchive, minilm: MiniLM
) -> None:
    archive = make_archive(FIRST)
    receipt = answered(archive, FIRST)
    index_articles(archive, minilm, [FIRST, SECOND])
    (one,) = verify_receipt(archive, find_receipt(archive, receipt))
    assert (one.standing, one.citation["corrected_by"]) == ("exact", "second")
    recalled = recall(archive, receipt)
    assert recalled is not None
    (cited,) = recalled.citations
    assert (cited.corrected_how, cited.corrected_on) == ("correction", "2024-03-05")
    remove(archive, ["second"])
    (one,) = verify_receipt(archive, find_receipt(archive, receipt))
    assert one.citation["corrected_by"] is None


def test_copies_are_recalled_with_a_citation_until_they_are_removed(
    make_archive: MakeArchive, make_chain: MakeChain
) -> None:
    text = f"{HARBOUR.text} The council meets again in May, and the quay stays open until then."
    prints = [article(name, text, outlet=name, published="2021-03-04") for name in ("one", "two")]
    archive = make_archive(*prints)
    chain = make_chain(archive)
    answer = chain.invoke(Question("What will the dredging cost?"))
    (copy,) = answer.citations[0].copies
    assert {answer.citations[0].article, copy.article} == {"one", "two"}
    assert all(citation.copies == (copy,) for citation in answer.citations)
    assert answer.receipt is not None
    assert _citations(archive, answer.receipt) == answer.citations
    remove(archive, [copy.article])
    alone = tuple(replace(citation, copies=()) for citation in answer.citations)
    assert _citations(archive, answer.receipt) == alone


def _citations(archive: Archive, receipt: str) -> tuple[Citation, ...]:
    recalled = recall(archive, receipt)
    assert recalled is not None
    assert not recalled.changed + recalled.removed
    return recalled.citations


def test_a_recalled_quotation_comes_with_what_its_article_says_around_it(
    asked: tuple[Archive, Answer],
) -> None:
    archive, answer = asked
    assert answer.receipt is not None
    recalled = recall(archive, answer.receipt)
    assert recalled is not None
    assert len(recalled.surroundings) == len(recalled.citations) > 0
    for citation, (before, after) in zip(recalled.citations, recalled.surroundings, strict=True):
        assert f"{before} {citation.quote} {after}".strip() in HARBOUR.text
        assert before or after


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
    make_archive: MakeArchive, make_chain: MakeChain
) -> None:
    archive = make_archive(HARBOUR)
    chain = make_chain(archive)
    with archive.reading() as connection:
        connection.execute("pragma query_only = on")
    answer = chain.invoke(Question("What will the dredging cost?"))
    assert answer.found
    assert answer.receipt is None


def test_a_full_disk_costs_the_receipt_and_not_the_answer(
    make_archive: MakeArchive, make_chain: MakeChain
) -> None:
    archive = make_archive(HARBOUR)
    chain = make_chain(archive)
    with archive.reading() as connection:
        pages = connection.execute("pragma page_count").fetchone()[0]
        connection.execute(f"pragma max_page_count = {pages}")
    for _ in range(40):  # the first ones find room in pages that are not full
        answer = chain.invoke(Question("What will the dredging cost?"))
        assert answer.found
        if answer.receipt is None:
            break
    assert answer.receipt is None


def test_a_receipt_leaves_the_generation_as_it_was(archive: Archive, make_chain: MakeChain) -> None:
    def generation() -> int:
        with archive.reading() as connection:
            return int(
                connection.execute("select value from meta where key = 'generation'").fetchone()[0]
            )

    before = generation()
    assert make_chain(archive).invoke(Question("What is the cost?")).receipt
    assert generation() == before
