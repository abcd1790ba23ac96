"""Claims held against the archive."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from langchain_core.runnables import Runnable
from presses import article, hit

from retrieval.answer import figures
from retrieval.answer.chain import build_chain
from retrieval.answer.claims import Finding, _distinct
from retrieval.archive.store import Archive
from retrieval.search.retriever import HybridRetriever
from retrieval.types import Answer, Copy, DateMention, Question

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


COPY = Copy("a", "a.txt", None, "A Post", None, None, None)

EVENTS = article(
    "events",
    "Eastland attacked Westland near the ford. Norland left the Amber League in spring. "
    "The works on the quay began on 4 June 2019 and ended on 9 June. "
    "Six guilds bought the mill. Its owner, Tom Hale, was freed by Vale.",
    title="Events",
    outlet="Vesper Daily",
    published="2019-06-10",
)
SWALLOW = article(
    "swallow",
    "The ferry Swallow sank on 9 June off the cape.",
    title="Swallow",
    outlet="The Courier",
    published="2018-06-10",
    dates=(DateMention(26, 32, "2018-06-09", "2018-06-09"),),
)


LEAGUE_THEN = article(
    "league-then",
    "Norland joined the Strait League (SLG) in Port Amber. The organisation now has six members.",
    title="Norland joins the Strait League",
    outlet="Vesper Daily",
    published="2011-04-02",
)
LEAGUE_NOW = article(
    "league-now",
    "Vale joined the Strait League (SLG) in Grey Cove. The organisation now has 10 members. "
    "Its seat is in Port Amber.\n\n"
    "League leader Ada Finch welcomed Vale. She had asked the bloc for 40 million crowns. "
    "The leaders founded a bank for the coast. All of them thanked Finch for the bank.",
    title="SLG grows to ten",
    outlet="The Courier",
    published="2020-09-14",
)


@pytest.fixture(scope="session")
def chain(
    make_archive: Callable[..., Archive], make_retriever: Callable[[Archive], HybridRetriever]
) -> Chain:
    archive = make_archive(TREATY, RIVAL, EVENTS, SWALLOW, LEAGUE_THEN, LEAGUE_NOW)
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
        "Lena Orsk signed the harbour treaty in May 2019.",
        "Lena Orsk signed the harbour treaty on Friday.",
        "Westland was attacked by Eastland near the ford.",
        "Norland quit the Amber League in 2019.",
        "Six guilds acquired the mill.",
        "Vale freed Tom Hale.",
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
        ("Lena Orsk signed the harbour treaty on 7 May 2019.", "3 May 2019 here, not 7 May 2019"),
        ("Southland asked for a base.", "“not”"),
        ("Lena Orsk signed the harbour treaty on Monday, 3 May 2019.", "Friday here, not Monday"),
        ("Lena Orsk signed the harbour treaty in June 2019.", "3 May 2019 here, not June 2019"),
        ("The treaty lets 50 boats patrol the strait.", "here, not 50"),
        ("Norland joined the Amber League.", "“left” here, not “joined”"),
        ("The works on the quay ended on 4 June 2019.", "“began” here, not “ended”"),
    ],
)
def test_a_claim_that_differs_is_told_with_the_difference(
    chain: Chain, claim: str, difference: str
) -> None:
    answer = check(chain, claim)
    assert answer.verdict == "contradicted"
    assert difference in (answer.statements[0].heading or "")


@pytest.mark.parametrize(
    ("claim", "doubt"),
    [
        ("The council announced a joint coast guard.", "less sure of “announced”"),
        ("Karl Venn signed the harbour treaty in Port Amber.", "Venn is not named for it here"),
        ("Lena Orsk signed the harbour treaty in Grey Cove.", "Port Amber here, not Grey Cove"),
        ("Westland attacked Eastland near the ford.", "the roles may be reversed: read it"),
        ("Eastland was attacked by Westland near the ford.", "the roles may be reversed: read it"),
    ],
)
def test_what_comes_near_a_claim_is_shown_without_a_verdict(
    chain: Chain, claim: str, doubt: str
) -> None:
    answer = check(chain, claim)
    assert (answer.verdict, answer.found) == (None, True)
    assert doubt in (answer.statements[0].heading or "")
    assert any("neither bears it out nor contradicts" in note for note in answer.notes)


def test_a_year_that_only_the_stored_date_gives_is_compared(chain: Chain) -> None:
    assert check(chain, "The ferry Swallow sank on 9 June 2018.").verdict == "borne out"
    wrong = check(chain, "The ferry Swallow sank on 9 June 2017.")
    assert wrong.verdict == "contradicted"
    assert wrong.statements[0].heading == "Differs: 9 June 2018 here, not 9 June 2017"


def test_copies_of_one_story_bear_a_claim_out_once() -> None:
    one = hit("a", "The Amber ferry sank near the old quay.", outlet="A Post")
    two = hit("b", "The ferry Amber went down near rocks, crews told us.", outlet="B Post")
    apart = _distinct([Finding(h, h.evidence, 1.0, (), ()) for h in (one, two)])
    copy = replace(two, passage=replace(two.passage, copies=(COPY,)))
    together = _distinct([Finding(h, h.evidence, 1.0, (), ()) for h in (one, copy)])
    assert (len(apart), len(together)) == (2, 1)


def test_a_claim_over_two_sentences_is_checked_against_both(chain: Chain) -> None:
    answer = check(chain, "The council proposed a coast guard in Port Amber.")
    assert answer.verdict == "borne out"
    assert len(answer.statements) == 2


RENAMED = article(
    "renamed",
    "Greymouth is now called Queenstown on the maps of Norland. The mayor signed the act that "
    "changed the name of Greymouth harbour in 2019.\n\nThe rowers left the bay on 19 June.",
    title="A name",
    published="2019-06-20",
)


def test_what_two_sentences_only_say_together_is_shown_without_a_verdict(
    make_archive: Callable[..., Archive], make_retriever: Callable[..., HybridRetriever]
) -> None:
    archive = make_archive(RENAMED)
    chain = build_chain(archive, make_retriever(archive))
    answer = check(chain, "Greymouth was renamed Queenstown in 2019.")
    assert (answer.verdict, len(answer.statements)) == (None, 2)
    assert "only two sentences together" in (answer.statements[0].heading or "")


def test_a_common_word_that_opens_a_claim_is_no_name(
    make_archive: Callable[..., Archive], make_retriever: Callable[..., HybridRetriever]
) -> None:
    archive = make_archive(RENAMED)
    chain = build_chain(archive, make_retriever(archive))
    assert check(chain, "Rowers left the bay on 19 June 2019.").verdict == "borne out"


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


def test_an_amount_with_a_scale_differs_by_what_it_counts() -> None:
    claim = "The dredging will cost 9.2 million crowns."
    told = "The dredging will cost 4.2 million crowns and take eighteen months."
    assert figures.differing(claim, told) == ("9200000", "4200000")


@pytest.mark.parametrize(
    ("claim", "verdict", "heading"),
    [
        ("The SLG has ten members.", "borne out", "Bears it out"),
        ("The SLG has 12 members.", "contradicted", "Differs: 10 here, not 12"),
        ("Ada Finch asked the SLG for 40 million crowns.", "borne out", "Bears it out"),
        (
            "Ada Finch asked the SLG for 60 million crowns.",
            "contradicted",
            "Differs: 40 million here, not 60 million",
        ),
    ],
)
def test_a_sentence_that_leans_is_held_against_the_claim_under_the_name_it_means(
    chain: Chain, claim: str, verdict: str, heading: str
) -> None:
    answer = check(chain, claim)
    assert answer.verdict == verdict
    assert answer.statements[0].heading == heading


def test_the_sentence_that_names_what_another_leans_on_is_shown_before_it(chain: Chain) -> None:
    first, second, *_ = check(chain, "The SLG has ten members.").statements
    assert first.text == "Vale joined the Strait League (SLG) in Grey Cove."
    assert second.text == "The organisation now has 10 members."


def test_how_things_are_is_decided_by_the_newest(chain: Chain) -> None:
    then, now = check(chain, "The SLG has six members."), check(chain, "The SLG has ten members.")
    assert then.verdict == "contradicted"
    assert [s.heading for s in then.statements if s.heading == "Bears it out"]
    assert "What bears the claim out is older than what differs." in then.notes
    assert now.verdict == "borne out"
    assert "What differs is older than what bears the claim out." in now.notes


def test_where_a_passive_does_not_say_by_whom_nobody_is_missed(chain: Chain) -> None:
    assert check(chain, "The harbour treaty was signed in Port Amber.").verdict == "borne out"


def test_a_name_by_its_last_word_is_the_name_that_the_passage_gives_in_full(chain: Chain) -> None:
    answer = check(chain, "Ada Finch was thanked for the bank.")
    assert answer.verdict == "borne out"


def test_two_names_that_share_their_words_with_others_are_not_one(chain: Chain) -> None:
    answer = check(chain, "Vale joined the Amber League.")
    assert answer.verdict is None
    assert answer.statements[0].heading == "Comes near: Strait League here, not Amber League"


def test_a_day_that_the_sentence_does_not_name_leaves_the_claim_open(chain: Chain) -> None:
    answer = check(chain, "The council proposed a joint coast guard on 6 May 2019.")
    assert answer.verdict is None
    assert answer.statements[0].heading == "Comes near: 6 May 2019 is not named here"


def test_a_sentence_on_another_matter_is_no_difference_beside_one_on_the_matter(
    chain: Chain,
) -> None:
    answer = check(chain, "The council met in Port Amber on 5 May 2019.")
    assert answer.verdict == "borne out"
    assert {statement.heading for statement in answer.statements} == {"Bears it out"}
