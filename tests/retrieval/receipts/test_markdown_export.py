"""An answer in Markdown: exact quotations under the numbers that it was shown with."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from markdown_it import MarkdownIt

from retrieval.archive.indexing import remove
from retrieval.archive.store import Archive
from retrieval.embedding import MiniLM
from retrieval.errors import UsageError
from retrieval.receipts.exporting import as_csl, as_json
from retrieval.receipts.markdown_export import as_markdown
from retrieval.receipts.receipts import keep_receipt
from retrieval.types import Answer, Limits, Question
from support.articles import article, index_articles
from support.passages import COMET, HARBOUR, MakeArchive, MakeChain
from support.receipts import Ask, answered, citation, keep
from support.revised_articles import FIRST, SECOND

pytestmark = pytest.mark.slow

COST = "The dredging will cost 4.2 million crowns and take eighteen months."
BOTH = "What will the dredging cost, and who recorded a comet?"


def test_markdown_has_the_sentences_with_numbered_references_and_exact_quotations(ask: Ask) -> None:
    archive, answer = ask(HARBOUR)
    text = as_markdown(archive, answer.receipt or "")
    paragraph = text.split("\n\n")[1]
    assert COST in paragraph
    marks = [int(n) for n in re.findall(r"\\\[(\d+)\\\]", paragraph)]
    assert list(dict.fromkeys(marks)) == list(range(1, len(answer.citations) + 1))
    for cited in answer.citations:
        assert f"   > {cited.quote}\n" in text
        head = "The Larkfield Courier, “Council backs dredging”, 4 March 2021. harbour.json"
        assert f"\n{cited.number}. {head}\n" in text
        assert f"SHA-256 {HARBOUR.hash}, characters {cited.start}–{cited.end}." in text
    assert answer.receipt in text


def test_what_was_asked_stands_first_and_where_it_differs_what_it_was_read_as(ask: Ask) -> None:
    archive, answer = ask(HARBOUR)
    first, second, *_ = as_markdown(archive, answer.receipt or "").split("\n\n")
    assert first == "*What will the dredging cost?*"
    assert COST in second
    follow_up = keep_receipt(archive, replace(answer, asked="And what will *it* cost? "))
    first, second, third, *_ = as_markdown(archive, follow_up.receipt or "").split("\n\n")
    assert first == r"*And what will \*it\* cost?*"
    assert second == "Read as: What will the dredging cost?"
    assert COST in third


def test_what_has_corrected_an_article_since_stands_behind_its_date(
    make_archive: MakeArchive, minilm: MiniLM
) -> None:
    archive = make_archive(FIRST)
    receipt = answered(archive, FIRST)
    head = "1. Tarn Post, “Bridge falls”, 4 March 2024"
    assert f"\n{head}. first.json\n" in as_markdown(archive, receipt)
    index_articles(archive, minilm, [FIRST, SECOND])
    told = f"\n{head}, corrected by “UPDATE 1-Bridge falls” (second, 5 March 2024). first.json\n"
    assert told in as_markdown(archive, receipt)


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
    assert paragraph == rf"Boat 0 was lost. \[1\] {why} {why} Boat 3 was lost. \[4\]"


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


def test_a_sentence_whose_article_has_changed_is_left_out_and_said_to_be(
    ask: Ask, minilm: MiniLM
) -> None:
    archive, answer = ask(HARBOUR, COMET, question=BOTH)
    assert {c.article for c in answer.citations} == {"harbour", "comet"}
    index_articles(archive, minilm, [article("harbour", "Another text."), COMET])
    text = as_markdown(archive, answer.receipt or "")
    assert "(A sentence is left out: its article has changed since.)" in text
    assert "dredging will" not in text.partition("\n\n")[2]
    comet = next(one.number for one in answer.citations if one.article == "comet")
    assert f"\n{comet}. Vesper Daily" in text
    assert [item["id"] for item in as_csl(archive, answer.receipt or "")] == ["dateline-comet"]


def test_where_nothing_stands_any_more_nothing_is_exported(ask: Ask) -> None:
    archive, answer = ask(HARBOUR)
    remove(archive, ["harbour"])
    for export in (as_markdown, as_csl):
        with pytest.raises(UsageError, match="no longer in the archive"):
            export(archive, answer.receipt or "")


def test_where_some_has_changed_and_some_is_gone_both_are_told_once(
    ask: Ask, minilm: MiniLM
) -> None:
    archive, answer = ask(HARBOUR, COMET, question=BOTH)
    index_articles(archive, minilm, [article("harbour", "Another text."), COMET])
    remove(archive, ["comet"])
    with pytest.raises(UsageError, match=r": some of its articles have changed since, others are"):
        as_markdown(archive, answer.receipt or "")


def test_an_article_that_is_named_by_its_id_begins_a_sentence(ask: Ask) -> None:
    archive, answer = ask(HARBOUR)
    text = as_markdown(archive, answer.receipt or "", paths=False)
    assert "4 March 2021. Article harbour\n" in text


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


def test_the_check_of_a_claim_is_exported_with_its_verdict_and_headings(
    make_archive: MakeArchive, make_chain: MakeChain
) -> None:
    archive = make_archive(HARBOUR)
    chain = make_chain(archive)
    claim = Question("The dredging will cost 9.2 million crowns.", form="check")
    told = as_markdown(archive, chain.invoke(claim).receipt or "")
    assert "Claim checked: the archive says otherwise." in told
    assert "**Contradicts it:**" in told


def twice(make_archive: MakeArchive) -> tuple[Archive, str]:
    """The receipt of an answer that quotes an article, another one, and the first one again."""
    first = article("a", "Boat one was lost. It sank.")
    second = article("b", "Boat two came home. It was late.")
    archive = make_archive(first, second)
    at = first.text.index("It")
    cited = (citation(1, first), citation(2, second), replace(
        citation(3, first), start=at, end=len(first.text), quote=first.text[at:]
    ))  # fmt: skip
    return archive, keep(archive, cited)


def test_by_article_a_number_is_an_articles_and_its_reference_has_all_its_quotations(
    make_archive: MakeArchive,
) -> None:
    archive, receipt = twice(make_archive)
    text = as_markdown(archive, receipt, by_article=True)
    paragraph = r"Boat one was lost. \[1\] Boat two came home. \[2\] It sank. \[1\]"
    assert text.split("\n\n")[1] == paragraph
    assert re.findall(r"^(?:\d+\.|   >) .*$", text, re.MULTILINE) == [
        "1. undated. a.json", "   > Boat one was lost.", "   > It sank.",
        "2. undated. b.json", "   > Boat two came home.",
    ]  # fmt: skip
    assert r"It sank. \[3\]" in as_markdown(archive, receipt)


@pytest.mark.parametrize(("by_article", "numbers"), [(True, ["1", "2"]), (False, ["1", "2", "3"])])
def test_what_has_fallen_leaves_the_other_numbers_as_they_were_shown(
    make_archive: MakeArchive, numbers: list[str], *, by_article: bool
) -> None:
    archive, receipt = twice(make_archive)
    remove(archive, ["a"])
    text = as_markdown(archive, receipt, by_article=by_article)
    assert r"Boat two came home. \[2\]" in text
    assert re.findall(r"^(\d+)\. ", text, re.MULTILINE) == numbers
    assert "\n1. (Left out: its article is no longer in the archive.)\n" in text
    assert "It sank" not in text


def test_the_limits_stand_below_what_was_asked(ask: Ask) -> None:
    archive, answer = ask(HARBOUR)
    limited = replace(answer, limits=Limits("*TASS*", until="2022-12-31"), understood=("in 2021",))
    receipt = keep_receipt(archive, limited).receipt
    _, second, third, fourth, *_ = as_markdown(archive, receipt or "").split("\n\n")
    assert second == r"Asked for: outlet \*TASS\* · until 31 December 2022"
    assert third == "Understood: in 2021"
    assert COST in fourth
