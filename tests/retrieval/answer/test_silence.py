"""Where the source says itself that what is asked for was not given."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
from langchain_core.runnables import Runnable
from presses import article, hit

from retrieval.answer.chain import build_chain
from retrieval.answer.silence import HEADING, silences
from retrieval.archive.store import Archive
from retrieval.search.evidence import weigh_sentences
from retrieval.search.hybrid import Hit
from retrieval.search.retriever import HybridRetriever
from retrieval.search.words import informative
from retrieval.types import Answer, Question

BLAST = hit(
    "blast",
    "A blast at the Larkfield mill wounded several workers on 3 May.",
    "Twelve people were killed.",
    "Police did not say how many were wounded.",
    "The owner, Tom Hale, gave no reason for the blast.",
    "No date has been set for the mill to reopen.",
    title="Blast at Larkfield mill",
)
COUNTED = hit(
    "counted", "Ten workers were wounded in the blast at the Larkfield mill, a nurse said."
)
ROBBERY = hit(
    "robbery",
    "Prosecutors in Grey Cove charged a man over the Larkfield bank robbery.",
    "They did not name him.",
    "He was held on Monday.",
    title="Man charged",
)
NAMED = hit("named", "Prosecutors charged Karl Venn over the Larkfield bank robbery.")
MEASURES = hit(
    "measures",
    'Norland leader Lena Orsk urged the league to be ready for "preventive measures" on the coast.',
    '"The league must be prepared," Orsk said.',
    "However, the Norland leader did not specify what such measures may include.",
    title="Orsk calls for preventive measures",
)
TOLD = hit("told", "Orsk’s preventive measures include patrols and a curfew for the league.")


def weighed(question: str, found: Hit, reads: float | None = None) -> Hit:
    """The hit with its sentences weighed for the question, and read as told."""
    spans = [sentence.span for sentence in found.evidence]
    weights = dict.fromkeys(informative(question), 1.0)
    cosines = np.zeros(len(spans), dtype=np.float32)
    every = weigh_sentences(found.passage.text, spans, cosines, weights, question)
    return Hit(found.passage, tuple(replace(one, reads=reads) for one in every))


def unsaid(question: str, *hits: Hit) -> list[str]:
    """The last sentence of each silence."""
    found = silences(question, [weighed(question, one) for one in hits])
    return [silence.sentences[-1].text for silence in found]


@pytest.mark.parametrize(
    ("question", "found", "place"),
    [
        ("How many workers were wounded in the Larkfield blast?", BLAST, 2),
        ("What was the number of the injured in the Larkfield blast?", BLAST, 2),
        ("Why was there a blast at the Larkfield mill?", BLAST, 3),
        ("What caused the blast at the Larkfield mill?", BLAST, 3),
        ("When will the Larkfield mill reopen?", BLAST, 4),
        ("Who was charged over the Larkfield bank robbery?", ROBBERY, 1),
        ("What was the name of the man charged over the Larkfield robbery?", ROBBERY, 1),
        ("What preventive measures did Orsk mean?", MEASURES, 2),
        ("Which measures did Lena Orsk urge?", MEASURES, 2),
    ],
)
def test_a_sentence_that_withholds_what_is_asked_for_answers(
    question: str, found: Hit, place: int
) -> None:
    assert unsaid(question, found) == [found.evidence[place].text]


@pytest.mark.parametrize(
    ("question", "found"),
    [
        ("How many people were killed in the Larkfield blast?", BLAST),
        ("When was the blast at the Larkfield mill?", BLAST),
        ("Who owns the Larkfield mill?", BLAST),
        ("Who robbed the bank in Southland?", ROBBERY),
        ("When was the man charged over the Larkfield bank robbery?", ROBBERY),
        ("What did Orsk urge the league to be ready for?", MEASURES),
        ("When did Orsk call for preventive measures?", MEASURES),
        ("What measures will Southland take?", MEASURES),
        ("Tell me about the Larkfield blast.", BLAST),
    ],
)
def test_what_is_withheld_about_another_matter_or_of_another_kind_does_not(
    question: str, found: Hit
) -> None:
    assert unsaid(question, found) == []


@pytest.mark.parametrize(
    ("question", "silent", "giving"),
    [
        ("How many workers were wounded in the Larkfield blast?", BLAST, COUNTED),
        ("Who was charged over the Larkfield bank robbery?", ROBBERY, NAMED),
    ],
)
def test_a_sentence_that_gives_it_is_the_answer_whatever_others_withhold(
    question: str, silent: Hit, giving: Hit
) -> None:
    assert unsaid(question, silent, giving) == unsaid(question, giving, silent) == []


def test_what_reads_as_the_answer_elsewhere_gives_it() -> None:
    question = "What preventive measures did Orsk mean?"
    silent = weighed(question, MEASURES, reads=5.0)
    assert silences(question, [silent, weighed(question, TOLD, reads=-5.0)])
    assert not silences(question, [silent, weighed(question, TOLD, reads=5.0)])


def test_the_sentence_that_it_leans_on_comes_before_it() -> None:
    question = "Who was charged over the Larkfield bank robbery?"
    (silence,) = silences(question, [weighed(question, ROBBERY)])
    assert silence.sentences == weighed(question, ROBBERY).evidence[:2]


def test_one_that_says_too_little_alone_comes_after_what_tells_the_matter() -> None:
    question = "How many workers were wounded in the Larkfield blast?"
    (silence,) = silences(question, [weighed(question, BLAST)])
    assert [one.text for one in silence.sentences] == [
        BLAST.evidence[0].text,
        BLAST.evidence[2].text,
    ]


FERRY = article(
    "ferry",
    "The ferry Swallow sank off Cape Amber on Friday with its crew on board. "
    "The Norland coast guard saved some of them. It did not say how many were missing. "
    "The owner of the Swallow, Amber Lines, gave no reason for the accident.\n\n"
    "The ferry had carried 300 passengers a day since 1998.",
    title="Ferry Swallow sinks",
    outlet="Vesper Daily",
    published="2021-05-08",
)
LATER = article(
    "later",
    "Seven of the crew of the ferry Swallow are missing, Norland’s coast guard said on Sunday.",
    title="Search for the crew of the Swallow",
    outlet="The Courier",
    published="2021-05-10",
)

Chain = Runnable[Question, Answer]


@pytest.fixture(scope="session")
def ask(
    make_archive: Callable[..., Archive], make_retriever: Callable[[Archive], HybridRetriever]
) -> Callable[..., Answer]:
    first, both = make_archive(FERRY), make_archive(FERRY, LATER)
    one, two = (build_chain(a, make_retriever(a)) for a in (first, both))

    def ask(question: str, *, later: bool = False) -> Answer:
        return (two if later else one).invoke(Question(question))

    return ask


def test_the_reader_is_told_that_the_source_does_not_say(ask: Callable[..., Answer]) -> None:
    answer = ask("How many of the Swallow's crew were missing?")
    assert answer.found
    assert {statement.heading for statement in answer.statements} == {HEADING}
    assert answer.statements[-1].text == "It did not say how many were missing."
    assert all(statement.citations for statement in answer.statements)
    assert answer.text.startswith(f"{HEADING}: ")


def test_a_later_article_that_does_say_answers_instead(ask: Callable[..., Answer]) -> None:
    answer = ask("How many of the Swallow's crew were missing?", later=True)
    assert answer.statements[0].text.startswith("Seven of the crew")
    assert HEADING not in {statement.heading for statement in answer.statements}


def test_another_question_of_the_same_article_is_answered_as_ever(
    ask: Callable[..., Answer],
) -> None:
    answer = ask("How many passengers a day did the ferry Swallow carry?")
    assert "300 passengers" in answer.text
    assert HEADING not in answer.text
