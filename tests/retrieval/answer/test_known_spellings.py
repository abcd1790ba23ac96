"""A name is borne out by a known spelling of it, and by no other."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from presses import article, hit, quote

from retrieval.answer.check import check, unsupported
from retrieval.answer.draft import Draft, DraftStatement
from retrieval.answer.facts import as_cited
from retrieval.answer.refusal import answers
from retrieval.archive.store import open_archive
from retrieval.archive.writing import put_article
from retrieval.names.aliases import Aliases
from retrieval.search.evidence import Evidence
from retrieval.search.expansion import Expansion
from retrieval.search.hybrid import Hit
from retrieval.search.spellings import make_spellings

KNOWN = make_spellings(
    Aliases(names=(("Vennisov", "Vennissov"), ("Port Amber", "Amberville"))),
    {
        "LHO": ("Larkfield Harbour Organisation",),
        "PA": ("Port Authority", "Press Association"),
        "WHO": ("World Health Organization",),
    },
)


def borne_out(statement: str, evidence: str) -> bool:
    return not unsupported(statement, [quote(article("a", evidence))], KNOWN)


@pytest.mark.parametrize(
    ("statement", "evidence"),
    [
        ("Vennisov opened the quay.", "The quay was opened by Vennissov."),
        ("Vennissov's quay opened.", "The quay of Vennisov opened."),
        ("The quay of Port Amber opened.", "In Amberville the quay opened."),
        ("The LHO opened the quay.", "The quay was opened by the Larkfield Harbour Organisation."),
        ("The Larkfield Harbour Organisation opened the quay.", "The quay was opened by the LHO."),
        ("The Larkfield Harbour Organisation (LHO) opened a quay.", "A quay the LHO opened."),
        ("The Port Authority opened the quay.", "The quay was opened by the PA."),
        ("The World Health Organization opened a quay.", "The quay that the WHO opened."),
    ],
)
def test_a_known_spelling_bears_a_name_out(statement: str, evidence: str) -> None:
    assert borne_out(statement, evidence)
    assert unsupported(statement, [quote(article("a", evidence))])


@pytest.mark.parametrize(
    ("statement", "evidence"),
    [
        ("Vennisow opened the quay.", "The quay was opened by Vennisov."),
        ("Orla Vennisov opened the quay.", "The quay was opened by Vennissov."),
        ("The Port Authority opened the quay.", "The Press Association opened the quay today."),
        ("The World Health Organization opened a quay.", "It was he who opened the quay."),
        ("The LHO opened the quay.", "The Harbour Organisation of Larkfield opened the quay."),
        ("Vennisov opened the quay in 2015.", "The quay was opened by Vennissov."),
        ("The LHO did not open the quay.", "The Larkfield Harbour Organisation opened the quay."),
    ],
)
def test_nothing_else_does(statement: str, evidence: str) -> None:
    assert not borne_out(statement, evidence)


def test_a_name_that_the_evidence_has_as_it_stands_is_left() -> None:
    text = "Vennisov met Vennissov."
    assert as_cited("Vennissov came.", text, KNOWN) == "Vennissov came."


def test_the_check_knows_the_aliases_and_acronyms_of_the_archive(home: Path) -> None:
    story = replace(
        article("a", "The quay was opened by Vennissov of the LHO."),
        acronyms=(("LHO", "Larkfield Harbour Organisation"),),
    )
    statement = "Vennisov of the Larkfield Harbour Organisation opened the quay."
    draft = Draft("model", (DraftStatement(statement, (quote(story),)),))
    with open_archive(home, "none", 4, create=True) as archive:
        with archive.writing() as connection:
            put_article(connection, "/a", story, [])
        assert check(archive, draft)[0] == ()
        (home / "aliases.toml").write_text('[names]\n"Vennisov" = ["Vennissov"]\n', "utf-8")
        assert [one.text for one in check(archive, draft)[0]] == [statement]


def weighed(text: str, *names: Expansion) -> Hit:
    evidence = Evidence((0, len(text)), text, 0.9, 0.9, 0.0)
    return Hit(hit("a", text).passage, (evidence,), names)


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Vennisov", True), ("Vennissoff", True), ("LHO", True), ("Zimmer", False), ("Venn", False)],
)
def test_a_name_that_was_found_in_another_spelling_is_not_missing(
    name: str, *, expected: bool
) -> None:
    found = weighed(
        "Vennissov of the Larkfield Harbour Organisation opened the quay.",
        Expansion(("lho",), ("lho",), (("larkfield", "harbour", "organisation"),)),
    )
    assert answers(f"Did {name} open the quay?", [found]) is expected


@pytest.mark.parametrize(
    ("asked", "held"),
    [("Austria", "Australia"), ("Iraq", "Iran"), ("Johnston", "Johnson"), ("Slovakia", "Slovenia")],
)
def test_a_name_that_only_looks_alike_is_missing(asked: str, held: str) -> None:
    assert not answers(f"Did {asked} open the quay?", [weighed(f"{held} opened the quay.")])
