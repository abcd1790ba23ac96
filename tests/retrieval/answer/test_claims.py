"""Claims held against the archive."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from langchain_core.runnables import Runnable
from presses import article

from retrieval.answer.chain import build_chain
from retrieval.archive.store import Archive
from retrieval.search.retriever import HybridRetriever
from retrieval.types import Answer, Question

Chain = Runnable[Question, Answer]

TREATY = article(
    "treaty",
    "Foreign Minister Lena Orsk of Norland signed the harbour treaty in Port Amber on 3 May 2019. "
    "The treaty lets 40 boats of both states patrol the strait. "
    "She said that Southland did not ask for a base.\n\n"
    "The council proposed a joint coast guard. It met in Port Amber on 5 May 2019.",
    title="Treaty signed",
    outlet="Vesper Daily",
    published="2019-05-06",
)
RIVAL = article(
    "rival",
    "The harbour treaty lets 60 boats of both states patrol the strait.",
    title="Sixty boats",
    outlet="The Courier",
    published="2019-05-07",
)


@pytest.fixture(scope="session")
def chain(
    make_archive: Callable[..., Archive], make_retriever: Callable[[Archive], HybridRetriever]
) -> Chain:
    archive = make_archive(TREATY, RIVAL)
    return build_chain(archive, make_retriever(archive))


def check(chain: Chain, claim: str) -> Answer:
    return chain.invoke(Question(claim, form="check"))


@pytest.mark.parametrize(
    "claim",
    [
        "Lena Orsk signed the harbour treaty on 3 May 2019.",
        "The Norlandish minister signed the harbour treaty in Port Amber.",
        "Southland did not ask for a base.",
        "The council proposed a coast guard.",
    ],
)
def test_a_claim_that_the_archive_states_is_borne_out(chain: Chain, claim: str) -> None:
    answer = check(chain, claim)
    assert answer.verdict == "borne out"
    assert answer.statements[0].heading == "Bears it out"
    assert all(statement.citations for statement in answer.statements)


@pytest.mark.parametrize(
    ("claim", "difference"),
    [
        ("Lena Orsk signed the harbour treaty on 7 May 2019.", "3 here, not 7"),
        ("Southland asked for a base.", "“not”"),
        ("The council announced a joint coast guard.", "less sure"),
        ("Karl Venn signed the harbour treaty in Port Amber.", "Karl is not named here"),
    ],
)
def test_a_claim_that_differs_is_told_with_the_difference(
    chain: Chain, claim: str, difference: str
) -> None:
    answer = check(chain, claim)
    assert answer.verdict == "contradicted"
    assert difference in (answer.statements[0].heading or "")


def test_a_claim_over_two_sentences_is_checked_against_both(chain: Chain) -> None:
    answer = check(chain, "The council proposed a coast guard in Port Amber.")
    assert answer.verdict == "borne out"
    assert len(answer.statements) == 2


def test_sources_that_disagree_are_both_shown(chain: Chain) -> None:
    answer = check(chain, "The treaty lets 40 boats patrol the strait.")
    assert answer.verdict == "borne out"
    headings = [statement.heading or "" for statement in answer.statements]
    assert any("60 here, not 40" in heading for heading in headings)


@pytest.mark.parametrize(
    "claim", ["The bakery was closed by the guild.", "Lena Orsk owns a bakery on Mill Lane."]
)
def test_a_claim_on_another_matter_is_not_in_the_archive(chain: Chain, claim: str) -> None:
    answer = check(chain, claim)
    assert (answer.verdict, answer.found) == ("not in the archive", False)
    assert answer.passages


def test_a_date_in_a_claim_is_no_limit(chain: Chain) -> None:
    answer = check(chain, "The harbour treaty was signed in June 2018.")
    assert answer.understood == ()
    assert answer.passages
