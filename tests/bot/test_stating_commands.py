"""Stating what an article does not say: `index --published`, `edit`, `dateline.toml`."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from bot.cli import main
from support.command_line import printed

pytestmark = pytest.mark.slow

PASTED = "The harbour of Tully is closed\n\nThe mayor of Tully closed the harbour for a week.\n"


@pytest.fixture
def page(home: Path, tmp_path: Path) -> Path:
    path = tmp_path / "pasted" / "tully.txt"
    path.parent.mkdir()
    path.write_text(PASTED)
    return path


def listed(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    capsys.readouterr()
    assert main(["articles", "--json"]) == 0
    (article,) = printed(capsys)["articles"]
    return dict(article)


def test_what_index_is_told_counts_and_is_kept(
    page: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["index", "pasted"]) == 0
    assert listed(capsys)["published"] is None
    told = ["--outlet", "tass", "--published", "4 June 2015"]
    assert main(["index", *told, "pasted"]) == 0
    article = listed(capsys)
    assert (article["outlet"], article["published"]) == ("TASS", "2015-06-04")
    page.write_text(PASTED + "It was changed.\n")
    assert main(["index", "pasted"]) == 0
    article = listed(capsys)
    assert (article["outlet"], article["published"]) == ("TASS", "2015-06-04")


def test_a_dry_run_keeps_nothing(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["index", "pasted"]) == 0
    assert main(["index", "-n", "--published", "2015-06-04", "pasted"]) == 0
    assert "1 to update" in capsys.readouterr().out
    assert main(["index", "pasted"]) == 0
    assert listed(capsys)["published"] is None


def test_edit_states_what_is_in_already_and_finds_it_by_its_title(
    page: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["index", "pasted"]) == 0
    name = listed(capsys)["id"]
    said = ["--published", "2015-06-04", "--title", "Quarantine", "--author", "Ada Nurlan"]
    assert main(["edit", name, *said]) == 0
    assert "4 June 2015" in capsys.readouterr().out
    assert main(["edit", name, "--outlet", "Coast Daily"]) == 0
    article = listed(capsys)
    assert article["published"] == "2015-06-04"
    assert (article["title"], article["author"]) == ("Quarantine", "Ada Nurlan")
    assert article["outlet"] == "Coast Daily"
    assert main(["search", "--json", "--until", "2015-06-04", "quarantine"]) == 0
    assert printed(capsys)["passages"]
    assert main(["doctor"]) == 0


def test_what_was_stated_of_an_article_goes_with_it(
    page: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["index", "--published", "2015-06-04", "pasted"]) == 0
    assert main(["remove", listed(capsys)["id"]]) == 0
    page.write_text(PASTED + "It came back.\n")
    assert main(["index", "pasted"]) == 0
    assert listed(capsys)["published"] is None


def test_a_folders_year_is_set_once(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page.write_text("A story\n\nTULLY, June 4 (Reuters) - The harbour was closed for a week.\n")
    assert main(["index", "pasted"]) == 0
    assert listed(capsys)["published"] is None
    (page.parent / "dateline.toml").write_text("year = 2015\n")
    assert main(["index", "pasted"]) == 0
    assert listed(capsys)["published"] == "2015-06-04"


@pytest.mark.parametrize(
    "arguments",
    [
        ["index", "--published", "soon", "pasted"],
        ["index", "--published", "2099-01-01", "pasted"],
        ["index", "--watch", "--outlet", "TASS", "pasted"],
        ["edit", "no-such", "--outlet", "TASS"],
        ["edit", "no-such"],
    ],
)
def test_what_can_not_be_is_told(
    arguments: list[str], indexed: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_front_matter_counts_in_a_text_file(page: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page.write_text(f"---\noutlet: Interfax\npublished: 2015-06-04\n---\n{PASTED}")
    assert main(["index", "pasted"]) == 0
    article = listed(capsys)
    assert (article["outlet"], article["published"]) == ("Interfax", "2015-06-04")
