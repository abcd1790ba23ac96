"""Who somebody is, by name alone: what names them is quoted, and what describes them first."""

from __future__ import annotations

import pytest

from retrieval.answer.introductions import asked_name, introduced
from retrieval.answer.read import Candidate, Evidence, threshold
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
        ("What is Larkfield?", None),
        ("Who is?", None),
    ],
)
def test_only_a_name_is_asked_for(question: str, name: str | None) -> None:
    assert asked_name(question) == name


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


def test_a_person_is_told_by_the_article_that_describes_them(
    make_archive: MakeArchive, make_chain: MakeChain
) -> None:
    text = '"We saw no ship," said Orla Venn, spokeswoman for the port. The port has two cranes.'
    chain = make_chain(make_archive(article("port", text, title="Fog at the port")))
    answer = chain.invoke(Question("Who is Orla Venn?"))
    assert answer.found
    assert answer.statements[0].text.endswith("Orla Venn, spokeswoman for the port.")
    assert not chain.invoke(Question("Who is Karl Brandt?")).found
