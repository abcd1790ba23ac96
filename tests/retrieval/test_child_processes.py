"""Processes that Dateline starts: nothing of the folder they are started in reaches them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from retrieval.child_processes import child_command, child_environment

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]
STORY = "Outlet: The Larkfield Bell\n\nThe ferry to Larkfield sails again on Monday.\n"
PAGE = f"<html><body><h1>Ferry sails again</h1>{'<p>The ferry to Larkfield sails again.</p>' * 5}"
MAIN = "import sys; from bot.cli import main; sys.exit(main(sys.argv[1:]))"
TRAP = "open({mark!r}, 'a').write(__name__ + '\\n')\nraise ImportError('no module of yours')\n"
NAMES = ("pickle", "attr", "numpy", "json", "multiprocessing", "sqlite3", "sitecustomize", "lxml")


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """A folder whose modules are named like libraries, and leave a mark when they are run."""
    folder = tmp_path / "hostile"
    (folder / "news").mkdir(parents=True)
    (folder / "news" / "ferry.txt").write_text(STORY, "utf-8")
    (folder / "news" / "ferry.html").write_text(PAGE, "utf-8")
    (folder / "news" / "ferry.pdf").write_bytes(b"%PDF-1.4 of no use")
    for name in NAMES:
        (folder / f"{name}.py").write_text(TRAP.format(mark=str(tmp_path / "mark")), "utf-8")
    return folder


def dateline(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {
        "PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "HOME": str(folder.parent),
        "DATELINE_HOME": str(folder.parent / "home"),
    }  # fmt: skip
    return subprocess.run(
        [sys.executable, "-P", "-c", MAIN, *arguments],
        cwd=folder, env=environment, capture_output=True, text=True, check=False,
    )  # fmt: skip


def test_no_module_of_the_current_folder_is_run(hostile: Path) -> None:
    indexed = dateline(hostile, "index", "news")
    assert indexed.returncode == 4, indexed.stderr  # for the PDF
    assert "2 added" in indexed.stdout
    done = dateline(hostile, "doctor")
    assert not (hostile.parent / "mark").exists()
    assert "cannot be opened" not in done.stdout
    assert done.returncode == 0, done.stdout


def test_the_current_folder_is_on_no_childs_path(
    hostile: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(hostile)
    monkeypatch.setattr(sys, "path", ["", str(hostile), *sys.path])
    monkeypatch.setenv("LD_LIBRARY_PATH", f":lib:{hostile.parent}")
    environment = child_environment()
    assert environment["LD_LIBRARY_PATH"] == str(hostile.parent)
    command = [sys.executable, "-P", "-c", "import sys, pickle, json; print(*sys.path, sep='\\n')"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    assert str(hostile) not in done.stdout.splitlines()


def test_a_checkout_in_the_current_folder_is_found_and_comes_last(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(sys, "path", ["", *(path for path in sys.path if path != str(ROOT))])
    assert child_environment()["PYTHONPATH"].split(os.pathsep)[-1] == str(ROOT)
    assert child_command("json.tool", "x")[1:] == ["-P", "-B", "-m", "json.tool", "x"]


def test_a_folder_that_was_removed_under_the_process_keeps_no_child_from_starting(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    gone = tmp_path / "gone"
    gone.mkdir()
    monkeypatch.chdir(gone)
    gone.rmdir()
    assert str(ROOT) in child_environment()["PYTHONPATH"].split(os.pathsep)
