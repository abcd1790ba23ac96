"""What is exported stands: exact quotations, dates as stated, and nothing of what has gone."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import replace

import pytest
from markdown_it import MarkdownIt

from retrieval.archive.indexing import remove
from retrieval.archive.store import Archive
from retrieval.embedding import MiniLM
from retrieval.errors import UsageError
from retrieval.receipts.exporting import as_csl, as_json, as_markdown, issued
from retrieval.receipts.receipts import keep_receipt
from retrieval.types import Answer, Article, Question
from support.articles import article, index_articles
from support.passages import COMET, HARBOUR, MakeArchive, MakeChain
from support.receipts import answered

COST = "The dredging will cost 4.2 million crowns and take eighteen months."


@pytest.fixture
def ask(make_archive: MakeArchive, make_chain: MakeChain) -> Callable[..., tuple[Archive, Answer]]:
    def asked(*articles: Article, question: str = "What will the dredging cost?", **limits: str):
        archive = make_archive(*articles)
        answer = make_chain(archive).invoke(Question(question, **limits))
        assert answer.found
        assert answer.receipt
        return archive, answer

    return asked


Ask = Callable[..., tuple[Archive, Answer]]


def test_markdown_has_the_sentences_with_numbered_references_and_exact_quotations(ask: Ask) -> None:
    archive, answer = ask(HARBOUR)
    text = as_markdown(archive, answer.receipt or "")
    paragraph = text.split("\n\n")[1]
    assert COST in paragraph
    marks = [int(n) for n in re.findall(r"\\\[(\d+)\\\]", paragraph)]
    assert list(dict.fromkeys(marks)) == list(range(1, len(answer.citations) + 1))
    for citation in answer.citations:
        assert f"   > {citation.quote}\n" in text
        head = "The Larkfield Courier, “Council backs dredging”, 4 March 2021. harbour.json"
        assert f"\n{citation.number}. {head}\n" in text
        assert f"SHA-256 {HARBOUR.hash}, characters {citation.start}–{citation.end}." in text
    assert answer.receipt in text


def test_each_quotation_and_its_place_stand_within_their_numbered_reference(
    make_archive: MakeArchive,
) -> None:
    articles = [article(f"a{at:02}", f"Boat {at:02} was lost. It sank.") for at in range(11)]
    archive = make_archive(*articles)
    text = as_markdown(archive, answered(archive, *articles))
    items = [
        token.type
        for token in MarkdownIt("commonmark").parse(text)
        if token.level == 2 and token.type in {"paragraph_open", "blockquote_open"}
    ]
    # The reference, its quotation, and where that stands.
    order = ["paragraph_open", "blockquote_open", "paragraph_open"]
    assert items == order * len(articles)


def test_every_sentence_that_no_longer_stands_is_said_to_be_left_out(
    make_archive: MakeArchive,
) -> None:
    articles = [article(f"a{at}", f"Boat {at} was lost. It sank.") for at in range(4)]
    archive = make_archive(*articles)
    receipt = answered(archive, *articles)
    remove(archive, ["a1", "a2"])
    paragraph = as_markdown(archive, receipt).split("\n\n")[1]
    why = "(A sentence is left out: its article is no longer in the archive.)"
    assert paragraph == rf"Boat 0 was lost. \[1\] {why} {why} Boat 3 was lost. \[2\]"


def test_the_day_as_of_which_it_was_answered_is_said(ask: Ask) -> None:
    archive, answer = ask(HARBOUR, as_of="2021-06-01")
    assert ", as of 1 June 2021." in as_markdown(archive, answer.receipt or "")


def test_markup_in_an_article_stays_text(ask: Ask) -> None:
    sly = "The dredging of Larkfield *will* cost [4.2 crowns](https://evil.test) <b>in</b> `all`."
    archive, answer = ask(article("sly", sly, title="# A | B", outlet="O_O"))
    text = as_markdown(archive, answer.receipt or "")
    assert "crowns](" not in text
    assert "<b>" not in text
    assert "O\\_O, “# A \\| B”" in text


def test_a_page_is_given_by_its_address_and_only_a_real_one_becomes_a_link(ask: Ask) -> None:
    page = article("p", COST, url="https://courier.test/a?b=1")
    archive, answer = ask(page)
    assert "undated. <https://courier.test/a?b=1>" in as_markdown(archive, answer.receipt or "")
    bad = article("q", COST, url="javascript:alert(1)")
    archive, answer = ask(bad)
    assert "<javascript" not in as_markdown(archive, answer.receipt or "")
    assert "URL" not in as_csl(archive, answer.receipt or "")[0]


def test_csl_has_what_is_known_and_nothing_else(ask: Ask) -> None:
    known = article("h", HARBOUR.text, title="T", outlet="Courier", author="By Orla Venn",
                    published="2021-03-04", url="https://courier.test/h",
                    language="en")  # fmt: skip
    archive, answer = ask(known)
    (item,) = as_csl(archive, answer.receipt or "")
    assert item["type"] == "article-newspaper"
    assert (item["title"], item["container-title"], item["language"]) == ("T", "Courier", "en")
    assert item["author"] == [{"family": "Venn", "given": "Orla"}]
    assert item["issued"] == {"date-parts": [[2021, 3, 4]]}
    assert item["URL"] == "https://courier.test/h"
    (accessed,) = item["accessed"]["date-parts"]
    assert len(accessed) == 3
    for citation in answer.citations:
        assert f"“{citation.quote}” (characters {citation.start}–{citation.end})" in item["note"]
    assert known.hash in item["note"]
    json.dumps(item)


def test_csl_of_an_article_that_states_nothing_invents_nothing(ask: Ask) -> None:
    archive, answer = ask(article("bare", COST))
    (item,) = as_csl(archive, answer.receipt or "")
    assert set(item) <= {"id", "type", "accessed", "note", "language"}
    assert item["type"] == "document"


@pytest.mark.parametrize(
    ("published", "note", "expected"),
    [
        ("2021-03-04", None, {"date-parts": [[2021, 3, 4]]}),
        (None, "June 2015", {"date-parts": [[2015, 6]]}),
        (None, "2015", {"date-parts": [[2015]]}),
        (None, "4 June (year not stated)", {"literal": "4 June (year not stated)"}),
        (None, None, None),
        ("", None, None),
    ],
)
def test_a_date_goes_as_far_as_it_is_known(
    published: str | None, note: str | None, expected: object
) -> None:
    assert issued(published, note) == expected


BOTH = "What will the dredging cost, and who recorded a comet?"


def test_a_sentence_whose_article_has_changed_is_left_out_and_said_to_be(
    ask: Ask, minilm: MiniLM
) -> None:
    archive, answer = ask(HARBOUR, COMET, question=BOTH)
    assert {c.article for c in answer.citations} == {"harbour", "comet"}
    index_articles(archive, minilm, [article("harbour", "Another text."), COMET])
    text = as_markdown(archive, answer.receipt or "")
    assert "(A sentence is left out: its article has changed since.)" in text
    assert "dredging will" not in text.partition("\n\n")[2]
    assert "\n1. Vesper Daily" in text
    assert [item["id"] for item in as_csl(archive, answer.receipt or "")] == ["dateline-comet"]


def test_where_nothing_stands_any_more_nothing_is_exported(ask: Ask) -> None:
    archive, answer = ask(HARBOUR)
    remove(archive, ["harbour"])
    for export in (as_markdown, as_csl):
        with pytest.raises(UsageError, match="no longer in the archive"):
            export(archive, answer.receipt or "")


def refused(ask: Ask) -> tuple[Archive, Answer]:
    """A refusal with the one quotation that comes nearest, and its receipt."""
    archive, answer = ask(HARBOUR)
    nearest = answer.citations[:1]
    refusal = replace(
        answer, found=False, text="Not in the archive. I searched 1 article.\nNearest: x.",
        statements=(), citations=(), nearest=nearest,
    )  # fmt: skip
    return archive, keep_receipt(archive, refusal)


def test_a_refusal_is_exported_with_the_quotations_that_come_nearest(ask: Ask) -> None:
    archive, refusal = refused(ask)
    asked, said, head, reference, *_ = as_markdown(archive, refusal.receipt or "").split("\n\n")
    assert (asked, said) == (f"*{refusal.question}*", "Not in the archive. I searched 1 article.")
    assert head == "**The closest the archive comes**"
    assert reference.startswith("1. The Larkfield Courier")
    told = as_json(archive, refusal.receipt or "")
    assert (told["found"], told["statements"]) == (False, [])
    assert [one["quote"] for one in told["citations"]] == [refusal.nearest[0].quote]


def test_of_a_refusal_nothing_is_exported_that_does_not_stand(ask: Ask) -> None:
    archive, refusal = refused(ask)
    remove(archive, ["harbour"])
    with pytest.raises(UsageError, match="no longer in the archive"):
        as_markdown(archive, refusal.receipt or "")


def test_what_quotes_nothing_has_nothing_to_export(ask: Ask) -> None:
    archive, refusal = refused(ask)
    bare = keep_receipt(archive, replace(refusal, nearest=()))
    with pytest.raises(UsageError, match="quotes nothing"):
        as_markdown(archive, bare.receipt or "")


def test_an_unknown_receipt_is_told(archive: Archive) -> None:
    with pytest.raises(UsageError, match="There is no receipt"):
        as_csl(archive, "abcdefgh")


def test_the_check_of_a_claim_is_exported_with_its_verdict_and_headings(
    make_archive: MakeArchive, make_chain: MakeChain
) -> None:
    archive = make_archive(HARBOUR)
    chain = make_chain(archive)
    claim = Question("The dredging will cost 9.2 million crowns.", form="check")
    told = as_markdown(archive, chain.invoke(claim).receipt or "")
    assert "Claim checked: the archive says otherwise." in told
    assert "**Contradicts it:**" in told


def test_json_tells_the_form_the_verdict_and_what_each_sentence_stands_under(
    make_archive: MakeArchive, make_chain: MakeChain
) -> None:
    archive = make_archive(HARBOUR)
    chain = make_chain(archive)
    claim = Question("The dredging will cost 9.2 million crowns.", form="check")
    told = as_json(archive, chain.invoke(claim).receipt or "")
    assert (told["form"], told["verdict"]) == ("check", "contradicted")
    assert told["statements"][0]["heading"] == "Contradicts it"
    json.dumps(told)
