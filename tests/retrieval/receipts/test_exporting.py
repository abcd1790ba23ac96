"""What is exported stands: dates as stated, and nothing of what has gone."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from retrieval.archive.store import Archive
from retrieval.embedding import MiniLM
from retrieval.errors import UsageError
from retrieval.receipts.exporting import as_csl, as_json, csl_date
from retrieval.receipts.receipts import keep_receipt
from retrieval.types import Limits, Question
from support.articles import article, index_articles
from support.passages import HARBOUR, MakeArchive, MakeChain
from support.receipts import Ask, answered
from support.revised_articles import FIRST, SECOND

COST = "The dredging will cost 4.2 million crowns and take eighteen months."


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
    assert csl_date(published, note) == expected


def test_an_unknown_receipt_is_told(archive: Archive) -> None:
    with pytest.raises(UsageError, match="There is no receipt"):
        as_csl(archive, "abcdefgh")


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


def test_json_has_what_was_asked_and_where_it_differs_what_it_was_read_as(ask: Ask) -> None:
    archive, answer = ask(HARBOUR)
    told = as_json(archive, answer.receipt or "")
    assert told["question"] == "What will the dredging cost?"
    assert "read_as" not in told
    follow_up = keep_receipt(archive, replace(answer, asked=" And what will it cost?"))
    told = as_json(archive, follow_up.receipt or "")
    assert told["question"] == " And what will it cost?"
    assert told["read_as"] == "What will the dredging cost?"


def test_what_has_corrected_an_article_since_is_told(
    make_archive: MakeArchive, minilm: MiniLM
) -> None:
    archive = make_archive(FIRST)
    receipt = answered(archive, FIRST)
    assert as_json(archive, receipt)["citations"][0]["corrected_by"] is None
    index_articles(archive, minilm, [FIRST, SECOND])
    (cited,) = as_json(archive, receipt)["citations"]
    assert (cited["corrected_by"], cited["corrected_how"]) == ("second", "correction")
    assert (cited["corrected_on"], cited["revision"]) == ("2024-03-05", None)
    (item,) = as_csl(archive, receipt)
    assert (
        "). Corrected by “UPDATE 1-Bridge falls” (second, 5 March 2024). Text SHA-256"
        in item["note"]
    )
    (item,) = as_csl(archive, answered(archive, SECOND))
    assert "). Correction of “Bridge falls” (first). Text SHA-256" in item["note"]


def test_json_has_the_limits_as_data(ask: Ask) -> None:
    archive, answer = ask(HARBOUR)
    limited = replace(answer, limits=Limits("TASS", until="2022-12-31"), understood=("in 2021",))
    told = as_json(archive, keep_receipt(archive, limited).receipt or "")
    assert (told["limits"]["outlet"], told["limits"]["until"]) == ("TASS", "2022-12-31")
    assert told["understood"] == ["in 2021"]
    assert as_json(archive, answer.receipt or "")["limits"]["until"] is None
