"""An archive that a released version made, opened by this one through the command line.

`tests/retrieval/archive/releases/` has what each release's own code made of the two articles of
`command_line.py`, with the receipt of one answer. Every schema between is tested in
`tests/retrieval/archive/test_migrating.py`.
"""

from __future__ import annotations

import gzip
import sqlite3
from pathlib import Path

import pytest

from bot.cli import main
from support.command_line import printed

pytestmark = pytest.mark.slow

RELEASES = Path(__file__).parents[1] / "retrieval" / "archive" / "releases"
MADE = sorted(RELEASES.glob("*.sqlite.gz"))
RECEIPTS = {"0.1.0": "25mtq42r"}
PROPOSED = "Foreign Minister Lena Orsk proposed a joint coast guard."


@pytest.fixture(params=MADE, ids=lambda file: file.name.removesuffix(".sqlite.gz"))
def release(request: pytest.FixtureRequest, home: Path) -> str:
    """The version whose archive lies in the home now."""
    home.mkdir(mode=0o700)
    (home / "archive.sqlite").write_bytes(gzip.decompress(request.param.read_bytes()))
    return str(request.param.name.removesuffix(".sqlite.gz"))


def test_its_articles_are_searched_and_cited_once_they_are_embedded_again(
    release: str, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["ask", "--json", "Who proposed a joint coast guard?"]
    assert main(asked) == 5
    assert "dateline rebuild" in capsys.readouterr().err
    assert main(["rebuild"]) == 0
    capsys.readouterr()
    assert main(asked) == 0
    answer = printed(capsys)
    assert answer["statements"][0]["text"] == PROPOSED
    assert answer["citations"][0]["outlet"] == "Amber Post"


def test_its_receipts_still_hold(release: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", RECEIPTS[release]]) == 0
    assert f"still exact: {PROPOSED}" in capsys.readouterr().out


def test_it_is_sound_once_it_is_brought_up(
    release: str, home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["articles"]) == 0
    assert main(["rebuild"]) == 0
    main(["doctor"])
    said = capsys.readouterr().out
    faults = [line for line in said.splitlines() if line.startswith("FAIL")]
    assert faults == ["FAIL  files: 2 files indexed, 2 of them no longer there"]
    assert "2 articles, 0 differ from their hash" in said


def test_the_backup_made_before_is_what_it_was(release: str, home: Path) -> None:
    before = sqlite3.connect(home / "archive.sqlite")
    held = before.execute("select id, hash, text from articles order by n").fetchall()
    before.close()
    assert main(["articles"]) == 0
    (backup,) = home.glob("archive.sqlite.v*.backup")
    restored = home.parent / "restored"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DATELINE_HOME", str(restored))
        assert main(["restore", str(backup)]) == 0
    after = sqlite3.connect(restored / "archive.sqlite")
    assert after.execute("select id, hash, text from articles order by n").fetchall() == held
    after.close()
