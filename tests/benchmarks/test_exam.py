"""An exam from end to end, and whether the exams kept in the repository can be relied on."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from benchmarks.exam import claim_rows, examined, kind_rows, lines
from retrieval.evaluation.judging import holds_words
from retrieval.evaluation.questions import read_questions
from support.environment import at_home_in
from support.judged_run import outcomes

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
EXAMS = sorted(file.parent for file in ROOT.glob("benchmarks/exams/*/queries.jsonl"))

ARTICLES = (
    {"id": "treaty", "title": "Treaty signed", "outlet": "Amber Post", "published": "2019-05-04",
     "text": "The harbour treaty was signed in Port Amber on 3 May 2019. Foreign Minister Lena "
     "Orsk proposed a joint coast guard with 40 boats."},
    {"id": "light", "title": "Lighthouse opens", "outlet": "Coast Daily",
     "published": "2021-06-10",
     "text": "Port Amber opened its lighthouse on 9 June 2021. Mayor Tomas Reed cut the ribbon."},
)  # fmt: skip
QUERIES = (
    {"id": "guard", "type": "one article", "question": "Who proposed a joint coast guard?",
     "answers": ["Lena Orsk"], "docs": ["treaty"]},
    {"id": "mercury", "type": "one article, no answer",
     "question": "What is the boiling point of mercury?", "answers": None},
    {"id": "ribbon", "type": "list", "question": "Who cut the ribbon?",
     "answers": ["Tomas Reed", ["Anna Bell", "Bell"]], "all": True, "wrong": ["Ann Smith"],
     "docs": ["light"]},
)  # fmt: skip
CLAIMS = (
    {"id": "c1", "claim": "Tomas Reed cut the ribbon.", "verdict": "supported"},
    {"id": "c2", "claim": "Mercury boils in Port Amber.", "verdict": "not in the archive"},
)
PAIRS = (
    {"id": "p1", "true_claim": "Lena Orsk proposed a joint coast guard with 40 boats.",
     "false_claim": "Lena Orsk proposed a joint coast guard with 60 boats."},
)  # fmt: skip


def write(file: Path, rows: Iterable[Any]) -> None:
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")


def test_an_exam_is_asked_and_told_in_three_tables(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = at_home_in(tmp_path, monkeypatch)
    for name, rows in {
        "articles": ARTICLES, "queries": QUERIES, "claims": CLAIMS, "pairs": PAIRS,
    }.items():  # fmt: skip
        write(tmp_path / f"{name}.jsonl", rows)
    figures, kinds, claims = examined(tmp_path).split("\n\n")
    assert "| correct | 1.000 of 1 | 0.500 of 2 |" in figures
    assert "| refused | 1.000 of 1 | 1.000 of 1 |" in figures
    assert "| uncited | 0 | 0 |" in figures
    assert kinds.splitlines()[2:] == ["| list | 0 of 1 | 0 of 1 |"]
    assert "| verdict right | 2 of 2 |" in claims
    assert "| wrongly supported | 0 of 4 |" in claims
    assert "| pairs distinguished | 1 of 1 |" in claims
    assert not home.exists()  # the team's own archive is left alone


def test_each_kind_tells_what_was_right_of_how_many() -> None:
    assert kind_rows(outcomes())[1:] == [("fact", "2 of 4", ""), ("off-topic", "1 of 2", "")]


def test_a_claim_wrongly_supported_is_named_whichever_file_it_is_from() -> None:
    told = {"c1": "contradicted", "c2": "supported", "p1 true_claim": "supported",
            "p1 false_claim": "supported"}  # fmt: skip
    assert claim_rows(CLAIMS, PAIRS, told)[1:] == [
        ("verdict right", "0 of 2"),
        ("wrongly supported", "2 of 4 c2 p1 false_claim"),
        ("pairs distinguished", "0 of 1"),
    ]


# --- the exams in the repository ---


def test_there_are_the_exams_that_the_results_name() -> None:
    named = {"second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth"}
    assert {path.name for path in EXAMS} == named


def texts(exam: Path) -> dict[str, str]:
    """What an article's reader sees, by its id."""
    return {row["id"]: " ".join(row.values()) for row in lines(exam / "articles.jsonl")}


@pytest.mark.parametrize("exam", EXAMS, ids=lambda path: path.name)
def test_the_right_answers_stand_in_the_articles_named(exam: Path) -> None:
    held = texts(exam)
    for gold in read_questions(exam / "queries.jsonl"):
        joined = " ".join(held[name] for name in gold.docs)
        said = gold.question.text + " ".join(gold.before)
        if gold.answerable and gold.type != "count of articles":
            needed = [any(holds_words(joined, form) for form in forms) for forms in gold.needed]
            assert all(needed), gold.id
        assert not any(holds_words(said, answer) for answer in gold.answers), gold.id
        assert all(any(holds_words(text, one) for text in held.values()) for one in gold.wrong), (
            gold.id
        )


@pytest.mark.parametrize("exam", EXAMS, ids=lambda path: path.name)
def test_claims_and_pairs_name_articles_that_there_are(exam: Path) -> None:
    held = texts(exam)
    for claim in lines(exam / "claims.jsonl"):
        assert claim["verdict"] in ("supported", "contradicted", "not in the archive")
        assert set(claim["docs"]) <= held.keys()
    for pair in lines(exam / "pairs.jsonl"):
        assert pair["source_sentence"] in held[pair["doc"]]
        assert pair["true_claim"] != pair["false_claim"]
