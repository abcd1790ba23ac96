"""Who somebody is, by name alone: what names them is quoted, and what describes them first."""

from __future__ import annotations

from dataclasses import replace

import pytest

from retrieval.answer.introductions import AskedName, asked_name, introduced
from retrieval.answer.read import Candidate, Evidence
from retrieval.models.calibration import threshold
from retrieval.types import Question
from support.articles import article
from support.passages import MakeArchive, MakeChain, candidate

SAID = candidate("a", '"No ship was lost," said Orla Venn, spokeswoman for the port.', "Venn", -6)
SAW = candidate("b", "A crowd saw Orla Venn at the quay.", "crowd", -2)
LATER = candidate("b", "Venn left by boat.", "Venn", -3)
ELSEWHERE = candidate("c", "Karl Venn sells boats.", "Karl Venn", -1)


def unlikely(*candidates: Candidate) -> Evidence:
    return Evidence(candidates, 0.1, "Who is Orla Venn?")


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("Who is Orla Venn?", "Orla Venn"),
        ("who's orla venn", "orla venn"),
        ("Who was General Venn?", "General Venn"),
        ("Кто такая Орла Венн?", "Орла Венн"),
        ("Кто Орла Венн?", "Орла Венн"),
        ("Орла Венн деген кім?", "Орла Венн"),
        ("Who is the mayor of Larkfield?", None),
        ("Who is Orla Venn's brother?", None),
        ("Who is in Larkfield?", None),
        ("Who is Orla Venn meeting?", None),
        ("who is there", None),
        ("who is he?", None),
        ("Кто мэр Ларкфилда?", None),
        ("What is the mayor?", None),
        ("what is climate change", None),
        ("Who is?", None),
    ],
)
def test_only_a_name_is_asked_for(question: str, name: str | None) -> None:
    assert asked_name(question) == (name and AskedName(name, "who"))


@pytest.mark.parametrize(
    ("question", "name"),
    [("What is the Harbour League?", "Harbour League"), ("what's CICA", "CICA")],
)
def test_a_thing_is_asked_for_by_its_name_as_well(question: str, name: str) -> None:
    assert asked_name(question) == AskedName(name, "what")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("The Harbour League, a body of nine ports, was silent.", True),
        ("The Harbour League is a body of nine ports.", True),
        ("On Monday the Harbour League, one of two such bodies, was silent.", True),
        ("The Harbour League, the port said, was silent.", False),
        ("The Harbour League was silent.", False),
        ("In the Harbour League, which met on Monday, nobody spoke.", False),
        ("The Harbour League Fund, a body of nine ports, was silent.", False),
        ("The River League, a body of nine ports, was silent.", False),
    ],
)
def test_of_a_thing_only_what_says_what_it_is_is_an_answer(text: str, *, says: bool) -> None:
    named = candidate("a", "The Harbour League met again.", "League", -2)
    told = candidate("b", text, "", -9)
    evidence = Evidence((named, told), 0.1, "What is the Harbour League?")
    found = introduced(evidence.question, evidence)
    assert (found.candidates[0] is told) is says
    assert (found.probability >= threshold()) is says


def test_what_describes_comes_first_and_is_an_answer() -> None:
    found = introduced("Who is Orla Venn?", unlikely(SAW, ELSEWHERE, LATER, SAID))
    assert found.candidates == (SAID, SAW, LATER)
    assert found.probability == threshold()


@pytest.mark.parametrize(
    "text",
    [
        "The mayor, Orla Venn, came.",
        "Orla Venn, 41, came.",
        "Orla Venn (41) came.",
        "Orla Venn, who runs the port, came.",
        "Orla Venn is a pilot.",
    ],
)
def test_a_description_stands_beside_the_name(text: str) -> None:
    told = candidate("d", text, "Venn", -9)
    assert introduced("Who is Orla Venn?", unlikely(SAW, told)).candidates[0] is told


@pytest.mark.parametrize("text", ["Orla Venn, Karl Brandt and others came.", "Orla Venn came."])
def test_what_only_names_somebody_stays_behind_what_is_likelier(text: str) -> None:
    told = candidate("d", text, "Venn", -9)
    assert introduced("Who is Orla Venn?", unlikely(SAW, told)).candidates[0] is SAW


@pytest.mark.parametrize(
    "question", ["Who is Orla Brandt?", "Who is the mayor?", "Where is Orla Venn?"]
)
def test_any_other_question_is_left_to_what_was_read(question: str) -> None:
    evidence = unlikely(SAW, SAID)
    assert introduced(question, evidence) is evidence


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("What did Orla Venn say?", "Orla Venn"),
        ("what has Venn said", "Venn"),
        ("What did Venn say about the port?", None),
        ("What did the mayor say?", None),
        ("Что сказала Орла Венн?", "Орла Венн"),
        ("Орла Венн не деді?", "Орла Венн"),
    ],
)
def test_what_somebody_said_is_asked_by_the_name_alone(question: str, name: str | None) -> None:
    assert asked_name(question) == (name and AskedName(name, "said"))


def test_what_somebody_said_is_told_by_what_they_say() -> None:
    evidence = replace(unlikely(SAW, LATER, SAID), question="What did Orla Venn say?")
    found = introduced(evidence.question, evidence)
    assert found.candidates == (SAID,)
    assert found.probability >= threshold()
    silent = replace(evidence, candidates=(SAW, LATER))
    assert introduced(evidence.question, silent) is silent


def test_a_person_is_told_by_the_article_that_describes_them(
    make_archive: MakeArchive, make_chain: MakeChain
) -> None:
    text = '"We saw no ship," said Orla Venn, spokeswoman for the port. The port has two cranes.'
    chain = make_chain(make_archive(article("port", text, title="Fog at the port")))
    answer = chain.invoke(Question("Who is Orla Venn?"))
    assert answer.found
    assert answer.statements[0].text.endswith("Orla Venn, spokeswoman for the port.")
    assert not chain.invoke(Question("Who is Karl Brandt?")).found
