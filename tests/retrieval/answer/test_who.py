"""Who holds an office, and who somebody is."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from langchain_core.runnables import Runnable
from presses import article

from retrieval.answer import who
from retrieval.answer.chain import build_chain
from retrieval.archive.store import Archive
from retrieval.search.retriever import HybridRetriever
from retrieval.types import Answer, Question

THEN = article(
    "then",
    "President Tom Hale of Norland opened the quay. The Norlandish President spoke of Grey Cove.",
    title="Norland opens a quay",
    published="2009-05-01",
)
NOW = article(
    "now",
    "Norland closed the quay. President Orla Venn said that silt had choked it. Former President "
    "Tom Hale was there. Ada Finch, the mayor of Grey Cove, was not.",
    title="Norland closes a quay",
    published="2021-03-04",
)
VALE = article("vale", "Mayor Ida Moss of Vale shut the mill of Vale.", title="Vale")
OTHER = article("other", "The mayor of Vale, Pia Lind, shut the mill.", outlet="B", title="Vale")
AGAIN = article("again", "In Vale, Mayor Moss shut a mill.", outlet="C", title="Vale")
GUEST = article(
    "guest",
    "The Southlandish President Una Brand came to Norland. Vice President Rolf Berg met her.",
    title="A guest in Norland",
    published="2022-05-06",
)
UNDATED = article("undated", "The chairman of the Rowers' Guild of Vale Karl Steen rowed home.")


@pytest.fixture(scope="module")
def chain(
    make_archive: Callable[..., Archive], make_retriever: Callable[[Archive], HybridRetriever]
) -> Runnable[Question, Answer]:
    archive = make_archive(THEN, NOW, GUEST, UNDATED, VALE, OTHER, AGAIN)
    return build_chain(archive, make_retriever(archive))


@pytest.mark.parametrize(
    ("question", "heading", "told"),
    [
        ("Who is the president of Norland?", "As of 4 March 2021", "Orla Venn"),
        ("Who is the mayor of Grey Cove?", "As of 4 March 2021", "Ada Finch"),
        ("Who is Ada Finch?", "As of 4 March 2021", "the mayor"),
        ("Who is Karl Steen?", None, "chairman of the Rowers"),
    ],
)
def test_the_newest_that_tells_it_is_quoted_with_its_date(
    chain: Runnable[Question, Answer], question: str, heading: str | None, told: str
) -> None:
    (statement,) = chain.invoke(Question(question)).statements
    assert statement.heading == heading
    assert told in statement.text


@pytest.mark.parametrize(
    "question",
    ["Who closed the quay?", "Which quay was closed?", "Who is the leader to whom Vale bowed?"],
)
def test_other_questions_are_left_to_others(question: str) -> None:
    assert who.write(question, []) is None


def test_nobody_is_made_holder_of_an_office_that_nothing_names(
    chain: Runnable[Question, Answer],
) -> None:
    assert not chain.invoke(Question("Who is the king of Southland?")).found


def test_two_who_are_named_for_one_office_are_both_shown(
    chain: Runnable[Question, Answer],
) -> None:
    statements = chain.invoke(Question("Who is the mayor of Vale?")).statements
    assert {statement.heading for statement in statements} == {"Sources differ"}
    assert len(statements) == 2
    told = " ".join(statement.text for statement in statements)
    assert "Moss" in told
    assert "Lind" in told
