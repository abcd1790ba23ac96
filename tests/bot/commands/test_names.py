"""`dateline names` and the outlets, from the command line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bot.cli import main

pytestmark = pytest.mark.slow

STORIES = (
    ("RFE/RL", "In Port Amber the minister Erlan Vennissov opened a quay. It cost 4 crowns."),
    ("rferl.org", "In Port Amber the minister Erlan Vennisov closed the harbour of the town."),
    ("Coast Daily", "The Amber Harbour Organisation (AHO) met. The AHO has ten members."),
)


@pytest.fixture
def told(home: Path, tmp_path: Path) -> Path:
    """The home of an archive that holds the stories."""
    lines = [json.dumps({"outlet": outlet, "text": text}) for outlet, text in STORIES]
    (tmp_path / "news.jsonl").write_text("\n".join(lines), "utf-8")
    assert main(["index", "news.jsonl"]) == 0
    return home


def test_names_are_proposed_written_and_then_known(
    told: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert main(["names", "propose"]) == 0
    shown = capsys.readouterr().out
    assert "1 name" in shown
    assert {"Vennissov", "Vennisov"} <= set(shown.split())
    assert not (told / "aliases.toml").exists()

    assert main(["names", "propose", "--write"]) == 0
    assert '"Vennisov" = ["Vennissov"]' in (told / "aliases.toml").read_text("utf-8")
    capsys.readouterr()

    assert main(["names", "propose", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"proposals": []}
    assert main(["names", "list"]) == 0
    listed = capsys.readouterr().out
    assert "Vennisov = Vennissov" in listed
    assert "AHO = Amber Harbour Organisation" in listed


def test_a_broken_file_is_a_wrong_configuration(
    told: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (told / "aliases.toml").write_text('[names]\n"A" = 1\n', "utf-8")
    for command in (["names", "list"], ["ask", "What did Vennisov close?"], ["index", "."]):
        capsys.readouterr()
        assert main(command) == 78
        assert "aliases.toml, line 2" in capsys.readouterr().err


def outlets(capsys: pytest.CaptureFixture[str]) -> list[str]:
    capsys.readouterr()
    assert main(["articles", "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)["articles"]
    return sorted(one["outlet"] for one in listed)


def test_an_outlet_goes_by_one_name_and_by_the_teams_after_indexing_again(
    told: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert outlets(capsys) == ["Coast Daily", "RFE/RL", "RFE/RL"]
    (told / "aliases.toml").write_text('[outlets]\n"The Radio" = ["RFE/RL"]\n', "utf-8")
    assert main(["search", "--outlet", "The Radio", "harbour"]) == 0
    assert main(["index", "news.jsonl"]) == 0
    assert outlets(capsys) == ["Coast Daily", "The Radio", "The Radio"]


def test_an_outlet_that_is_not_held_is_a_refusal_that_names_those_near(
    told: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    assert main(["ask", "--json", "--outlet", "Coast", "Who met?"]) == 3
    answer = json.loads(capsys.readouterr().out)
    assert not answer["found"]
    assert any("near that name: Coast Daily" in note for note in answer["notes"])
