"""`dateline timeline`, `compare` and `check`, as they are typed."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from bot.cli import main
from support.environment import at_home_in

pytestmark = pytest.mark.slow

Told = Callable[..., str]


@pytest.fixture
def told(filled: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Told:
    at_home_in(filled.parent, monkeypatch)

    def told(*words: str, code: int = 0) -> str:
        assert main(list(words)) == code
        out = capsys.readouterr()
        return out.out if code in (0, 3) else out.err

    return told


def test_a_timeline_is_in_order_and_quotes_each_day(told: Told) -> None:
    said = told("timeline", "Port", "Amber")
    signed, opened = said.index("The harbour treaty was signed"), said.index("Port Amber opened")
    assert signed < opened
    assert "3 May 2019" in said[:signed]


def test_a_timeline_keeps_its_limits(told: Told) -> None:
    for limit in (["--outlet", "Coast Daily"], ["--since", "2020-01-01"]):
        said = told("timeline", "Port Amber", *limit)
        assert "Port Amber opened" in said
        assert "treaty" not in said
    assert "Port Amber opened" not in told("timeline", "Port Amber", "--as-of", "2020-01-01")


def test_a_comparison_quotes_each_outlet_under_its_name(told: Told) -> None:
    answer = json.loads(
        told("compare", "--outlet", "Amber Post", "--outlet", "Coast Daily", "Port Amber", "--json")
    )
    assert answer["form"] == "compare"
    assert {one["outlet"] for one in answer["citations"]} == {"Amber Post", "Coast Daily"}


def test_a_comparison_needs_an_outlet(told: Told) -> None:
    assert "--outlet" in told("compare", "Port Amber", code=2)


@pytest.mark.parametrize(
    ("claim", "code", "verdict"),
    [
        ("Mayor Tomas Reed cut the ribbon.", 0, "supported"),
        ("The regatta of 1850 was won by a Dane.", 3, "not in the archive"),
    ],
)
def test_a_claim_is_checked(told: Told, claim: str, code: int, verdict: str) -> None:
    answer = json.loads(told("check", claim, "--json", code=code))
    assert answer["verdict"] == verdict


def test_each_sentence_of_a_claim_is_checked_by_itself(told: Told) -> None:
    held, strange = "Mayor Tomas Reed cut the ribbon.", "A Dane won the Amber regatta of 1850."
    answer = json.loads(told("check", f"{held} {strange}", "--json", code=3))
    assert answer["verdict"] == "not in the archive"
    assert [one["verdict"] for one in answer["parts"]] == ["supported", "not in the archive"]
    cited = answer["citations"][answer["parts"][0]["citations"][0] - 1]
    assert "Tomas Reed cut the ribbon" in cited["quote"]
    assert "parts" not in json.loads(told("check", held, "--json"))
    assert "Send fewer" in told("check", f"{held} " * 7, code=2)


def test_claims_come_from_a_file_one_a_line(told: Told, tmp_path: Path) -> None:
    lines = [{"id": "a", "claim": "Mayor Tomas Reed cut the ribbon."}, {"id": "b", "claim": "No."}]
    file = tmp_path / "claims.jsonl"
    file.write_text("\n".join(map(json.dumps, lines)), "utf-8")
    answers = [
        json.loads(line)
        for line in told("check", "--batch", str(file), "--json").split("\n")
        if line
    ]
    assert [(one["id"], one["verdict"] == "supported") for one in answers] == [
        ("a", True),
        ("b", False),
    ]


def test_a_file_of_claims_stands_alone(told: Told, tmp_path: Path) -> None:
    file = tmp_path / "claims.jsonl"
    file.touch()
    assert "leave CLAIM out" in told("check", "It rained.", "--batch", str(file), code=2)
    page = str(tmp_path / "page.html")
    assert "leave --batch out" in told("check", "--batch", str(file), "--html", page, code=2)


def test_a_timeline_is_written_as_a_page_beside_being_shown(told: Told, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    assert "Port Amber opened" in told("timeline", "Port Amber", "--html", str(page))
    assert "Port Amber opened" in page.read_text("utf-8")
