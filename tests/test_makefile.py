"""What `make` runs before `dateline`: the samples are indexed into no archive but their own."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SAMPLES = "dateline index articles"
OWN = "DATELINE_HOME=.dateline "


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A folder with the Makefile, as after its first set-up."""
    for name in ("Makefile", "pyproject.toml", "constraints.txt"):
        shutil.copy(ROOT / name, tmp_path)
    (tmp_path / ".venv").mkdir()
    (tmp_path / ".venv" / "run").touch()
    return tmp_path


def made(clone: Path, target: str, **variables: str) -> str:
    """The commands that `make` would run."""
    inherited = {k: v for k, v in os.environ.items() if not k.startswith(("DATELINE_", "MAKE"))}
    run = subprocess.run(
        ["make", "-n", target], cwd=clone, env={**inherited, **variables},
        check=True, capture_output=True, text=True,
    )  # fmt: skip
    return run.stdout


@pytest.mark.parametrize("target", ["ask", "chat"])
def test_a_fresh_clone_indexes_the_samples_into_their_own_archive(clone: Path, target: str) -> None:
    commands = made(clone, target)
    assert f"{OWN}.venv/bin/{SAMPLES}" in commands
    assert f"{OWN}.venv/bin/dateline {target}" in commands


@pytest.mark.parametrize("target", ["ask", "chat", "bot"])
@pytest.mark.parametrize("name", ["DATELINE_HOME", "DATELINE_DATABASE_URL"])
def test_nothing_is_indexed_into_an_archive_that_the_environment_names(
    clone: Path, target: str, name: str
) -> None:
    commands = made(clone, target, **{name: "/var/lib/dateline"})
    assert f".venv/bin/dateline {target}" in commands
    assert SAMPLES not in commands
    assert OWN not in commands


@pytest.mark.parametrize(
    "line",
    [
        "DATELINE_HOME=/var/lib/dateline",
        "export DATELINE_HOME = '/var/lib/dateline'",
        'DATELINE_DATABASE_URL="postgresql://db.example/dateline"',
    ],
)
def test_nothing_is_indexed_into_an_archive_that_the_file_names(clone: Path, line: str) -> None:
    (clone / ".env").write_text(f"# DATELINE_HOME=here\n{line}\n", "utf-8")
    for target in ("ask", "chat", "bot"):
        commands = made(clone, target)
        assert SAMPLES not in commands
        assert OWN not in commands


@pytest.mark.parametrize("line", ["DATELINE_HOME=", 'DATELINE_HOME=""', "DATELINE_HOME_X=1"])
def test_a_file_that_names_no_archive_leaves_the_samples_theirs(clone: Path, line: str) -> None:
    (clone / ".env").write_text(f"{line}\n", "utf-8")
    assert f"{OWN}.venv/bin/{SAMPLES}" in made(clone, "ask")


@pytest.mark.slow
def test_the_bot_indexes_nothing(clone: Path) -> None:
    assert SAMPLES not in made(clone, "bot")


def test_the_benchmarks_peers_are_installed_before_it_runs(clone: Path) -> None:
    commands = made(clone, "bench")
    assert 0 <= commands.find("'.[bench]'") < commands.find("-m benchmarks.speed")
