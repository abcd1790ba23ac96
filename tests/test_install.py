"""What is built can be installed, by the ways that the README names, and answers a question.

`make test-install` runs these: each fills an environment from nothing, with the versions of
`constraints.txt`. They need a package index, as `make` itself does.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from pathlib import Path

import pytest

pytestmark = pytest.mark.install

ROOT = Path(__file__).parent.parent
BIN = Path(sys.executable).parent
VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
STORY = "# The ferry\n\nHarbour master Ada Lund closed the north pier on Tuesday after a storm.\n"
QUESTION = "Who closed the north pier?"


def run(*command: str | Path, **also: str) -> subprocess.CompletedProcess[str]:
    """Run a program with nothing of this environment but what finds packages."""
    kept = {name: value for name, value in os.environ.items() if name != "VIRTUAL_ENV"}
    done = subprocess.run(
        [str(word) for word in command],
        env={**kept, "PATH": f"{BIN}:/usr/bin:/bin", **also},
        capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL,
        cwd=also.get("HOME", ROOT),
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files that git knows, and nothing that was made of them."""
    folder = tmp_path_factory.mktemp("source")
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    for name in filter(None, listed.stdout.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
    return folder


@pytest.fixture(scope="module")
def dist(source: Path) -> Path:
    run(BIN / "uv", "build", "--quiet", source)
    return source / "dist"


@pytest.fixture(scope="module")
def wheel(dist: Path) -> Path:
    return dist / f"dateline-{VERSION}-py3-none-any.whl"


@pytest.fixture
def home(tmp_path: Path) -> dict[str, str]:
    """An account with one article and nothing else, which keeps downloads where they are kept."""
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "ferry.md").write_text(STORY, "utf-8")
    cache = run(BIN / "uv", "cache", "dir").stdout.strip()
    return {
        "HOME": str(tmp_path), "DATELINE_HOME": str(tmp_path / "archive"), "UV_CACHE_DIR": cache,
        "UV_CONSTRAINT": str(ROOT / "constraints.txt"),
        "PIP_CONSTRAINT": str(ROOT / "constraints.txt"),
        "PIPX_HOME": str(tmp_path / "pipx"), "PIPX_BIN_DIR": str(tmp_path / "bin"),
        "PIPX_MAN_DIR": str(tmp_path / "man"),
    }  # fmt: skip


def answers(home: dict[str, str], *dateline: str | Path) -> bool:
    """Whether that program is this version, indexes the article and answers from it."""
    assert VERSION in run(*dateline, "--version", **home).stdout
    run(*dateline, "index", "news", **home)
    return "Ada Lund closed the north pier" in run(*dateline, "ask", QUESTION, **home).stdout


def test_the_wheel_holds_the_packages_alone(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    tops = {name.partition("/")[0] for name in names}
    assert tops == {"bot", "retrieval", "prompts", f"dateline-{VERSION}.dist-info"}
    assert "retrieval/models/weights/reading_int8.onnx" in names
    assert "prompts/answer.md" in names


def test_the_source_archive_holds_what_a_wheel_is_built_of(dist: Path) -> None:
    with tarfile.open(dist / f"dateline-{VERSION}.tar.gz") as archive:
        names = {name.partition("/")[2] for name in archive.getnames()}
    assert {"pyproject.toml", "LICENSE", "README.md", "bot/cli.py"} <= names
    # setuptools would take `tests/test_*.py` alone, without what they share.
    assert not any(name.startswith("tests") for name in names)


def test_uvx_runs_the_wheel(wheel: Path, home: dict[str, str]) -> None:
    assert answers(home, BIN / "uvx", "--from", wheel, "dateline")


def test_uvx_brings_what_serves_other_programs(wheel: Path, home: dict[str, str]) -> None:
    """As docs/integrations.md has it: the client starts it, and ends its input."""
    uvx = (BIN / "uvx", "--from", f"{wheel}[mcp,serve]")
    run(*uvx, "dateline", "index", "news", **home)
    run(*uvx, "dateline", "mcp", **home)
    command = [str(word) for word in (*uvx, "dateline", "serve", "--port", "0")]
    with subprocess.Popen(
        command, env={**os.environ, **home}, cwd=home["HOME"], text=True, stderr=subprocess.PIPE
    ) as serving:
        assert serving.stderr
        said = next((line for line in serving.stderr if "Model `dateline` at" in line), "")
        serving.terminate()
    assert said


def test_pipx_installs_the_wheel(wheel: Path, home: dict[str, str]) -> None:
    run(BIN / "pipx", "install", wheel, **home)
    assert answers(home, Path(home["PIPX_BIN_DIR"]) / "dateline")


def test_the_locked_list_installs_with_hashes(source: Path, home: dict[str, str]) -> None:
    """The two commands of the container and of the service."""
    place = Path(home["HOME"]) / "opt"
    run(sys.executable, "-m", "venv", place)
    pip = (place / "bin" / "python", "-m", "pip", "install", "--quiet")
    locked = source / "deploy" / "requirements.txt"
    free = {name: value for name, value in home.items() if name != "PIP_CONSTRAINT"}
    run(*pip, "--require-hashes", "-r", locked, **free)
    run(*pip, "--no-deps", "--no-build-isolation", source, **free)
    run(place / "bin" / "python", "-m", "pip", "check", **free)
    run(place / "bin" / "python", "-c", "import bot.mcp_app.server, bot.openai_app.app, psycopg")
    assert answers(home, place / "bin" / "dateline")
