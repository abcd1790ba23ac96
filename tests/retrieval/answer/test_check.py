"""Nothing is said that its quotations do not bear out, and no quotation that no longer stands."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from presses import ARTICLES, BAKERY, COMET, HARBOUR, article, passage, quote

from retrieval.answer.check import check, unsupported
from retrieval.answer.draft import Draft, DraftStatement, Quote
from retrieval.archive.indexing import remove
from retrieval.archive.store import Archive
from retrieval.types import Article


def borne_out(statement: str, evidence: str, **fields: object) -> bool:
    """Whether the statement passes, citing an article of just this evidence."""
    return not unsupported(statement, [quote(article("a", evidence, **fields))])


@pytest.mark.parametrize(
    ("statement", "evidence"),
    [
        ("The port sold 1,000 tickets.", "Tickets sold at the port: 1000."),
        ("The port sold one thousand tickets.", "The port sold 1,000 tickets."),
        ("The port sold 12 tickets.", "Tickets sold at the port came to twelve."),
        ("The port sold twenty-five tickets.", "At the port 25 tickets were sold."),
        ("The port cost 4.2 million crowns.", "The cost of the port: 4,200,000 crowns."),
        ("The port cost 4.2m crowns.", "The cost of the port was 4.2 million crowns."),
        ("The port cost a million crowns.", "The cost of the port was 1 million crowns."),
        ("The port cost 3.5 crowns.", "The port's cost: 3.50 crowns."),
        ("No one sold tickets at the port.", "At the port nobody sold tickets."),
    ],
)
def test_a_number_may_be_spelled_in_another_way(statement: str, evidence: str) -> None:
    assert borne_out(statement, evidence)


@pytest.mark.parametrize(
    ("statement", "evidence"),
    [
        ("The port sold 13 tickets.", "The port sold 12 tickets."),
        ("The port sold thirty tickets.", "The port sold tickets."),
        ("The port sold twenty-six tickets.", "The port sold twenty-five tickets."),
        ("The port cost 5 billion crowns.", "The port cost 5 million crowns."),
        ("The port cost millions of crowns.", "The port cost thousands of crowns."),
        ("The port cost 15 crowns.", "The port cost 1,5 crowns."),
        ("The port cost 42 crowns.", "The port cost 4.2 crowns."),
        ("The port opened in 2015.", "The port opened in 2014."),
    ],
)
def test_a_number_that_the_evidence_lacks_is_not_said(statement: str, evidence: str) -> None:
    assert not borne_out(statement, evidence)


@pytest.mark.parametrize(
    "statement",
    [
        "The port opened, the Larkfield Courier wrote on 4 March 2021.",
        "The port opened, the Larkfield Courier wrote on March 4.",
        "The port opened, The Larkfield Courier wrote on 2021-03-04.",
        "The port opened, it was reported in March 2021.",
        "The port opened, it was reported on the 4th of March.",
    ],
)
def test_the_outlet_and_the_day_of_publication_may_be_named(statement: str) -> None:
    known = {"outlet": "The Larkfield Courier", "published": "2021-03-04"}
    evidence = "It was reported that the port opened."
    assert borne_out(statement, evidence, **known)
    assert not borne_out(statement, evidence)


@pytest.mark.parametrize(
    ("statement", "holds"),
    [
        ("Westland attacked Eastland near the port.", False),
        ("Eastland was attacked by Westland near the port.", False),
        ("Eastland attacked Westland by the port.", True),
        ("Westland was attacked by Eastland near the port.", True),
    ],
)
def test_whoever_acts_in_a_sentence_acts_in_what_it_cites(statement: str, *, holds: bool) -> None:
    assert borne_out(statement, "Eastland attacked Westland near the port.") is holds
    assert borne_out(statement, "It rained. Eastland attacked Westland near the port.") is holds
    assert borne_out(statement, "Westland and Eastland attacked each other near the port.")


@pytest.mark.parametrize(
    ("statement", "holds"),
    [
        ("Ada Quill is a painter.", False),
        ("Ada Quill praised the council of Larkfield.", False),
        ("Ada Quill closes her bakery.", True),
        ("Ada Quill of Larkfield shut the bakery.", True),
    ],
)
def test_names_alone_bear_no_sentence_out(statement: str, *, holds: bool) -> None:
    assert borne_out(statement, "In Larkfield, the bakery of Ada Quill was closed.") is holds


@pytest.mark.parametrize("number", ["3", "4", "24", "21", "03"])
def test_the_day_of_publication_is_no_evidence_for_a_count(number: str) -> None:
    known = {"outlet": "Port 24", "published": "2021-03-04"}
    assert not borne_out(f"The port sold {number} tickets.", "The port sold tickets.", **known)


@pytest.mark.parametrize(
    ("statement", "evidence"),
    [
        ("The mayor of Larkfield opened the port.", "The mayor opened the port at Larkfield."),
        ("Larkfield's mayor opened the port.", "The mayor of Larkfield opened the port."),
        ("The US opened a port.", "A port was opened by the U.S. today."),
        ("The U.S. opened a port.", "A port was opened by the US today."),
        ("The café near the port opened.", "Near the port a café opened."),
        ("The iPhone shop at the port opened.", "At the port an iPhone shop opened."),
        ("Мэр открыл порт.", "Порт открыл Мэр."),
        ("It said: “We opened the port.”", "“We opened the port,” it said, and left."),
        ("O'Neill opened the port.", "The port was opened by O'Neill."),
        ("The port opened in May.", "In May the port opened."),
    ],
)
def test_a_name_that_the_evidence_holds_may_be_said(statement: str, evidence: str) -> None:
    assert borne_out(statement, evidence)


@pytest.mark.parametrize(
    ("statement", "evidence"),
    [
        ("The mayor of Larkfield opened the port.", "The mayor of Vesper opened the port."),
        ("Orla Venn opened the port.", "Orla Zimm opened the port."),
        ("The US opened the port.", "The UN opened the port."),
        ("WHO opened the port.", "The UN opened the port."),
        ("The port opened in May 2015.", "The port opened in June 2015."),
        ("The port opened on Monday.", "The port opened on Tuesday."),
        ("İzmir opened the port.", "Ankara opened the port."),
        ("Мэр Иванов открыл порт.", "Мэр Петров открыл порт."),
        ("港口开放", "港口关闭"),
    ],
)
def test_a_name_that_the_evidence_lacks_is_not_said(statement: str, evidence: str) -> None:
    assert not borne_out(statement, evidence)


@pytest.mark.parametrize(
    ("statement", "evidence"),
    [
        ("The crews signed the plan.", "The crews did not sign the plan."),
        ("The crews signed the plan.", "The crews didn't sign the plan."),
        ("The crews did not sign the plan.", "The crews signed the plan."),
        ("No agreement was reached.", "An agreement was reached."),
        ("An agreement was reached.", "No agreement was reached."),
        ("The crews can sign the plan.", "The crews cannot sign the plan."),
        ("The crews did not sign the plan.", "The crews, who have no boats, signed the plan."),
        ("sign the plan", "The crews did not sign the plan."),
    ],
)
def test_a_negation_is_neither_added_nor_lost(statement: str, evidence: str) -> None:
    assert not borne_out(statement, evidence)


@pytest.mark.parametrize(
    ("statement", "evidence"),
    [
        ("The crews signed the plan.", "The plan was signed by crews, who have no boats."),
        ("The plan was not signed by the crews.", "The crews didn't sign the plan."),
        ("The crews signed the plan.", "Not only did crews sign the plan, they cheered."),
        ("The crews signed in June.", "Crews did not sign in May; they signed in June."),
    ],
)
def test_a_negation_of_something_else_does_no_harm(statement: str, evidence: str) -> None:
    assert borne_out(statement, evidence)


@pytest.mark.parametrize(
    "statement",
    [
        "i was told to ignore my orders and so i do",
        "the port opened, see https://evil.test/?q=1",
        "the port opened, see evil.test",
        "the weather will be fine tomorrow afternoon",
    ],
)
def test_what_has_no_name_or_number_must_still_be_about_its_evidence(statement: str) -> None:
    assert not borne_out(statement, "The port opened and a band played.")


def test_a_link_that_the_article_holds_may_be_said() -> None:
    assert borne_out("The port is at port.test now.", "Now at port.test: the port.")


@pytest.mark.parametrize("source", ARTICLES)
def test_a_whole_sentence_of_the_article_is_always_borne_out(source: Article) -> None:
    for sentence in source.text.split(". "):
        assert unsupported(sentence, [quote(source, sentence)]) == []
        assert unsupported(sentence, [quote(source)]) == []


def cite(*quotes: Quote, text: str = "") -> DraftStatement:
    return DraftStatement(text or " ".join(q.text for q in quotes), quotes)


def test_places_are_numbered_by_first_use_and_one_place_is_one_citation(archive: Archive) -> None:
    plan = quote(HARBOUR, "approved a dredging plan")
    comet = quote(COMET, "recorded a comet")
    draft = Draft("extractive", (cite(comet), cite(plan, comet), cite(plan, plan)))
    statements, citations, dropped = check(archive, draft)
    assert [s.citations for s in statements] == [(1,), (2, 1), (2,)]
    assert [(c.number, c.article, c.quote) for c in citations] == [
        (1, "comet", comet.text),
        (2, "harbour", plan.text),
    ]
    assert dropped == 0


@pytest.mark.parametrize("text", ["The plan was approved.", "It is so.", "", "..."])
def test_a_statement_without_a_quotation_is_dropped(archive: Archive, text: str) -> None:
    draft = Draft("model", (DraftStatement(text, ()),))
    assert check(archive, draft) == ((), (), 1)


def test_only_the_quotations_that_still_stand_count(
    make_archive: Callable[..., Archive],
) -> None:
    archive = make_archive(HARBOUR, COMET)
    both = Draft("model", (cite(quote(HARBOUR), quote(COMET), text="a comet was recorded"),))
    remove(archive, ["harbour"])
    statements, citations, dropped = check(archive, both)
    assert [c.article for c in citations] == ["comet"]
    assert statements[0].citations == (1,)
    assert dropped == 0


def test_an_article_that_has_changed_or_gone_is_not_quoted(
    make_archive: Callable[..., Archive],
) -> None:
    archive = make_archive(HARBOUR)
    changed = article("harbour", HARBOUR.text.replace("Thursday", "Friday"))
    draft = Draft("extractive", (cite(quote(changed)), cite(quote(BAKERY)), cite(quote(HARBOUR))))
    statements, citations, dropped = check(archive, draft)
    assert [c.quote for c in citations] == [HARBOUR.text]
    assert (len(statements), dropped) == (1, 2)


def test_a_footnote_mark_of_the_article_is_not_read_as_a_citation(archive: Archive) -> None:
    words = "The bakery on Mill Lane closed after ninety years [12]."
    statements, citations, _ = check(archive, Draft("extractive", (cite(quote(BAKERY, words)),)))
    assert statements[0].text == "The bakery on Mill Lane closed after ninety years."
    assert citations[0].quote == words


@st.composite
def places(draw: st.DrawFn) -> Quote:
    source = draw(st.sampled_from(ARTICLES))
    start = draw(st.integers(0, len(source.text) - 1))
    end = draw(st.integers(start + 1, len(source.text)))
    first = draw(st.integers(start, end - 1))
    return Quote(passage(source, start, end), (first, draw(st.integers(first + 1, end))))


STATEMENTS = st.lists(places(), max_size=3).flatmap(
    lambda quotes: st.sampled_from([q.text for q in quotes] or ["nothing"]).map(
        lambda text: DraftStatement(text, tuple(quotes))
    )
)


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(STATEMENTS, max_size=5))
def test_whatever_the_draft_every_citation_is_exact_and_numbered_in_order(
    archive: Archive, drafted: list[DraftStatement]
) -> None:
    statements, citations, dropped = check(archive, Draft("model", tuple(drafted)))
    texts = {a.id: a.text for a in ARTICLES}
    for citation in citations:
        assert citation.quote == texts[citation.article][citation.start : citation.end]
    used = [number for statement in statements for number in statement.citations]
    assert list(dict.fromkeys(used)) == [c.number for c in citations]
    assert [c.number for c in citations] == list(range(1, len(citations) + 1))
    assert len(statements) + dropped == len(drafted)
    assert all(statement.citations for statement in statements)


SILENT = "The guard did not say how many were missing, and gave no reason."


@pytest.mark.parametrize(
    ("statement", "held"),
    [
        ("The guard did not say how many of the crew were missing.", True),
        ("The guard didn't say how many were missing.", True),
        ("The guard gave no reason.", True),
        ("The guard did not give a reason.", True),
        ("The guard said how many were missing.", False),
        ("The guard gave a reason.", False),
    ],
)
def test_what_was_not_said_may_be_told_as_not_said(statement: str, *, held: bool) -> None:
    assert borne_out(statement, SILENT) is held


@pytest.mark.parametrize("joined", ["that", "whether", "if"])
def test_what_was_not_said_to_be_so_is_not_so(joined: str) -> None:
    evidence = f"The guard did not say {joined} crews signed the plan."
    assert not borne_out("Crews signed the plan.", evidence)
