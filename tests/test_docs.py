"""Every command that the documents show is one that there is; most of them are run here."""

from __future__ import annotations

import ast
import json
import re
import shutil
import subprocess
import tomllib
from collections.abc import Sequence
from contextlib import redirect_stdout
from io import StringIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import click
import pytest

from bot.cli import cli, main
from retrieval.evaluation.questions import read_questions
from retrieval.settings import Settings
from support.command_line import LATER, TREATY, front
from support.documentation import PAGES, ROOT, Command, in_blocks, in_sentences, pieces
from support.environment import at_home_in

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
SETTINGS = {
    str(field.validation_alias or f"DATELINE_{name.upper()}")
    for name, field in Settings.model_fields.items()
}

# What is not Dateline's own: where it is run or judged, and what does so there.
OTHERS = {
    "createdb": ("tests/support/postgres.py", "create database"),
    "chroma": ("tests/support/chroma.py", "'chroma', 'run'"),
    "docker": ("tests/test_deploy.py", 'docker, "run"'),
    "systemctl": ("tests/test_deploy.py", "systemctl"),
    "useradd": ("tests/test_deploy.py", "useradd"),
    "install": ("tests/test_deploy.py", "sudo install"),
    "uv": ("Makefile", "uv tool run"),
    "uvx": ("tests/test_install.py", 'BIN / "uvx"'),
    "pipx": ("tests/test_install.py", 'BIN / "pipx", "install"'),
}
PYTHON = ("python", "python3", "pip", "pytest")
PROGRAMS = frozenset({"dateline", "make", "sudo", "export", "unset", *PYTHON, *OTHERS})
SUBCOMMANDS = frozenset(cli.commands)

COMMANDS = list(
    dict.fromkeys(
        command
        for page in PAGES
        for command in (*in_blocks(page), *in_sentences(page, PROGRAMS, SUBCOMMANDS))
    )
)

# Commands that wait for somebody, or need more than this machine: where they are run, and how.
ELSEWHERE = {
    "bot": ("tests/bot/commands/test_bot.py", 'main(["bot"])'),
    "chat": ("tests/bot/test_cli_processes.py", '"bot.cli", "chat"'),
    "mcp": ("tests/bot/mcp_app/test_running.py", 'main(["mcp"])'),
    "serve": ("tests/bot/commands/test_serving.py", '"bot.cli", "serve"'),
    "share": ("tests/retrieval/archive/shared/test_share_command.py", '"share"'),
    "refresh": ("tests/bot/commands/test_feeds.py", '"feeds", "refresh"'),
    "--watch": ("tests/bot/test_background_watching.py", '"index", "--watch"'),
    "--sync": ("tests/bot/commands/test_keeping.py", '"doctor", "--sync"'),
    "--salvage": ("tests/bot/commands/test_keeping.py", '"rebuild", "--salvage"'),
    "--translate": ("tests/bot/commands/test_translated_answers.py", '"--translate", QUESTION'),
    "URL": ("tests/bot/commands/test_feeds.py", 'dateline("feeds", "add", paper.url('),
    "DATELINE_CHAT_MODEL": (
        "tests/bot/commands/test_translated_answers.py", 'setenv("DATELINE_CHAT_MODEL"'
    ),
    "DATELINE_EMBEDDING_MODEL": (
        "tests/retrieval/embedding/test_multilingual.py", "chosen_model(SETTING"
    ),
}  # fmt: skip
WHOLE = ("articles", "doctor", "feedback", "index", "rebuild")
"""Commands that need nothing after their name; within a sentence others are only named."""

QUESTION = "Who proposed a joint coast guard?"


def test_the_changelog_tells_of_this_version_and_of_what_is_to_come_first() -> None:
    heads = re.findall(r"^## (.+)$", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert heads[0] == "Unreleased"
    assert re.fullmatch(rf"{re.escape(PROJECT['version'])} - \d{{4}}-\d\d-\d\d", heads[1])


def test_a_page_names_the_wheel_of_this_version() -> None:
    named = {
        version for page in PAGES
        for version in re.findall(r"dateline-([\d.]+)-py3", (ROOT / page).read_text("utf-8"))
    }  # fmt: skip
    assert named == {PROJECT["version"]}


def test_what_is_run_elsewhere_is_run_there() -> None:
    for file, how in (*ELSEWHERE.values(), *OTHERS.values()):
        assert how in (ROOT / file).read_text("utf-8"), file
    named = {word for command in COMMANDS for word in (*command.words, *command.variables)}
    named |= {word.partition("=")[0] for word in named}
    assert named >= ELSEWHERE.keys()


def test_no_text_installs_dateline_by_a_name_that_no_index_has() -> None:
    files = [ROOT / "CHANGELOG.md", *(ROOT / page for page in PAGES)]
    files += [file for package in ("bot", "retrieval") for file in (ROOT / package).rglob("*.py")]
    # pip install 'dateline[mcp]'; `dateline[mcp]`
    by_name = re.compile(r"install '?dateline\b|[`']dateline\[")
    assert not [file for file in files if by_name.search(file.read_text("utf-8"))]


@pytest.mark.parametrize("page", PAGES)
def test_each_indented_piece_of_a_page_holds_what_its_kind_holds(page: str) -> None:
    samples = " ".join(file.read_text("utf-8") for file in (ROOT / "articles").glob("*.md"))
    for kind, piece in pieces(page):
        if kind == "python":
            compile(piece, page, "exec")
        elif kind == "json":
            assert objects(piece)
        elif kind == "settings":
            assert {line.partition("=")[0] for line in piece.splitlines()} <= SETTINGS
        elif kind == "output" and (quoted := re.match(r"(.*) \[\d\]$", piece)):
            assert quoted[1] in re.sub(r"\s+", " ", samples)
    assert {command.program for command in in_blocks(page)} <= PROGRAMS
    assert set(re.findall(r"\bDATELINE_[A-Z_]*[A-Z]\b", (ROOT / page).read_text())) <= SETTINGS


def objects(text: str) -> list[Any]:
    """The JSON objects that follow one another in a text."""
    found, decoder = [], json.JSONDecoder()
    while text := text.strip():
        value, end = decoder.raw_decode(text)
        found.append(value)
        text = text[end:]
    return found


def test_the_lines_of_questions_on_their_page_are_such_lines(tmp_path: Path) -> None:
    held = [piece for kind, piece in pieces("docs/your-questions.md") if kind == "json"]
    lines = [json.dumps(one) for piece in held for one in objects(piece)]
    (tmp_path / "questions.jsonl").write_text("\n".join(lines), "utf-8")
    asked = read_questions(tmp_path / "questions.jsonl", k=10)
    assert [bool(gold.answers) for gold in asked] == [True, False]


@pytest.mark.parametrize("command", COMMANDS, ids=str)
def test_a_command_of_the_documents_is_one_that_there_is(
    command: Command, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable in command.variables:
        check_variable(variable.partition("=")[0])
    check(command, tmp_path, monkeypatch)


def check_variable(name: str) -> None:
    """A setting, a provider's key, or a word that the makefile, a test or a recipe reads."""
    read = ("Makefile", "tests/retrieval/archive/test_state_machine.py", "training/README.md")
    assert (
        name in SETTINGS
        or name.endswith("_API_KEY")
        or any(name in (ROOT / file).read_text("utf-8") for file in read)
    )


def check(command: Command, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    words = list(command.words)
    if command.program == "sudo":
        words = words[3:] if words[1] == "-u" else words[1:]
        rest = [word for word in words if not re.match(r"[A-Z_]+=", word)]
        return check(Command(command.page, tuple(rest)), folder, monkeypatch)
    if command.program == "dateline" or (command.program in OTHERS and "index" in words):
        monkeypatch.chdir(written(folder))
        at = max(n for n, word in enumerate(words) if word.rpartition("/")[2] == "dateline")
        return parse(replaced(words[at + 1 :], {}), needs_all=command.block)
    if command.program in ("export", "unset"):
        return check_variable(words[1].partition("=")[0])
    if command.program == "make":
        assert shutil.which("make")
        subprocess.run(["make", "-n", *words[1:]], cwd=ROOT, check=True, capture_output=True)
        return None
    if command.program in PYTHON:
        return check_python(words)
    assert command.program in OTHERS
    for word in words[1:]:  # a file of the repository that is handed over is there
        if re.match(r"(deploy|packages|docs)/", word):
            assert (ROOT / word).exists()
    return None


def check_python(words: Sequence[str]) -> None:
    """`python -m MODULE` with options that it has, `pip install` of extras that there are."""
    if "pytest" in words[0]:
        assert all((ROOT / word).is_file() for word in words[1:])
    elif words[0].endswith("pip"):
        assert not any(word.startswith("dateline") for word in words)  # no index has it
        extras = {name for word in words for name in re.findall(r"\[(\w+)\]$", word)}
        assert extras <= PROJECT["optional-dependencies"].keys()
        after = dict(pairwise(words))
        lists = [after[option] for option in ("-c", "-r", "--constraint") if option in after]
        lists += [word for word in words if word.startswith("./")]
        assert all((ROOT / name).exists() for name in lists)
    elif words[2:] and words[2] != "venv":
        check_module(words[2], words[3:])
    else:
        assert words[1] == "-m"


def check_module(name: str, arguments: Sequence[str]) -> None:
    """The module is in the repository, and takes these options (some of them need PyTorch)."""
    place = ROOT / name.replace(".", "/")
    file = next(f for f in (place.with_suffix(".py"), place / "__main__.py") if f.is_file())
    known = options(file)
    if "begun(parser)" in file.read_text("utf-8"):  # adds the options that all training takes
        known |= options(ROOT / "training" / "train.py")
    assert {word for word in arguments if word.startswith("--")} <= known
    if "add_subparsers(" in file.read_text("utf-8"):
        assert arguments[0] in known


def options(file: Path) -> set[object]:
    """What a module's parsers are told to take: options, arguments and subcommands."""
    calls = [node for node in ast.walk(ast.parse(file.read_text("utf-8")))
             if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
             and node.func.attr in ("add_argument", "add_parser")]  # fmt: skip
    return {arg.value for call in calls for arg in call.args if isinstance(arg, ast.Constant)}


def parse(words: Sequence[str], *, needs_all: bool) -> None:
    """Let click read the words as it would; where only the command is named, they may end early."""
    command: click.Command = cli
    context = click.Context(cli, info_name="dateline")
    rest = list(words)
    try:
        while isinstance(command, click.Group) and rest and not rest[0].startswith("-"):
            name, found, rest = command.resolve_command(context, rest)
            assert found is not None
            command, context = found, click.Context(found, info_name=name, parent=context)
        command.make_context(context.info_name, rest, parent=context.parent)
    except click.MissingParameter:
        if needs_all:
            raise
    except click.exceptions.Exit:
        assert "--help" in words


# --- run ---


def written(folder: Path) -> Path:
    """A folder in which all that the documents name is there."""
    news = folder / "articles"
    news.mkdir()
    (news / "treaty.md").write_text(front("Treaty signed", "Amber Post", "2019-05-04") + TREATY)
    (news / "later.md").write_text(front("Lighthouse opens", "Coast Daily", "2021-06-10") + LATER)
    line = {"question": QUESTION, "answers": ["Lena Orsk"], "docs": ["treaty.md"]}
    (folder / "desk.jsonl").write_text(json.dumps(line) + "\n", "utf-8")
    (folder / "claims.jsonl").write_text('{"claim": "The guard would have 40 boats."}\n', "utf-8")
    for name in ("before.json", "kept.backup", "kept.jsonl"):
        (folder / name).touch()
    return folder


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, dict[str, str]]:
    """A folder with an archive, a backup and an evaluation of before, and what stands for what."""
    folder = written(tmp_path_factory.mktemp("desk"))
    for name in ("before.json", "kept.backup", "kept.jsonl"):
        (folder / name).unlink()
    with pytest.MonkeyPatch.context() as patch:
        at_home_in(folder, patch)
        assert main(["index", "articles"]) == 0
        with redirect_stdout(StringIO()) as out:
            assert main(["ask", "--json", QUESTION]) == 0
        answer = json.loads(out.getvalue())
        assert main(["backup", "kept.backup"]) == 0
        assert main(["export", "--archive", "kept.jsonl"]) == 0
        assert main(["eval", "desk.jsonl", "--json", "before.json"]) == 0
    return folder, {"RECEIPT": answer["receipt"], "ID": answer["citations"][0]["article"]}


def replaced(words: Sequence[str], known: dict[str, str]) -> list[str]:
    """The words with something real in the place of each placeholder."""
    name = words[0] if words else ""
    stands = {
        "QUESTION": QUESTION, "TOPIC": "Port Amber", "CLAIM": "The guard would have 40 boats.",
        "A": "Amber Post", "B": "Coast Daily", "PATH": "articles", "FOLDER": "articles",
        "path/to/articles": "articles", "SET/articles": "articles", "SET/queries.jsonl":
        "desk.jsonl", "SET/claims.jsonl": "claims.jsonl", "FILE.jsonl":
        "kept.jsonl" if name == "index" else "new.jsonl",
        "FILE": {"eval": "desk.jsonl", "restore": "kept.backup"}.get(name, "new.file"),
        **known,
    }  # fmt: skip
    told = [stands.get(word, word) for word in words]
    if name in ("backup", "restore"):
        told = [name, *(stands["FILE"] for _ in told[1:])]
    return ["articles" if word.startswith("/") else word for word in told]


def run_here(command: Command) -> bool:
    """Whether it is run in this module: not what waits, and no mere mention of a name."""
    elsewhere = {*command.words, *(one.partition("=")[0] for one in command.variables)}
    return (
        command.program == "dateline"
        and not elsewhere & ELSEWHERE.keys()
        and "--help" not in command.words
        and (command.block or len(command.words) > 2 or command.words[1] in WHOLE)
        and command.words[1:] not in (("feeds", "add"), ("feeds", "remove"))
    )


RUN = list({tuple(replaced(one.words[1:], {})): one for one in COMMANDS if run_here(one)}.values())


@pytest.mark.slow
@pytest.mark.parametrize("command", RUN, ids=str)
def test_a_command_of_the_documents_does_what_it_says(
    command: Command, desk: tuple[Path, dict[str, str]], tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    place = tmp_path / "copy"
    shutil.copytree(desk[0], place)
    home = at_home_in(place, monkeypatch)
    if command.words[1] == "restore" or command.words[1:] == ("index", "FILE.jsonl"):
        shutil.rmtree(home)  # these two fill an empty one
    # 3: the archive of two articles has no answer to that question, which is an answer
    assert main(replaced(command.words[1:], desk[1])) in (0, 3)


@pytest.mark.slow
@pytest.mark.parametrize("page", ["docs/usage.md", "docs/integrations.md"])
def test_the_library_does_what_the_documents_show(
    page: str, desk: tuple[Path, dict[str, str]], monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    at_home_in(desk[0], monkeypatch)
    code = "\n".join(piece for kind, piece in pieces(page) if kind == "python")
    # An OpenAI client, before it, asks a server: tests/bot/commands/test_serving.py
    own = code[code.index("from retrieval") :].replace("Who chairs the SCO?", QUESTION)
    exec(compile(own.replace("2023-01-01", "2019-01-01"), page, "exec"), {})
    assert "Lena Orsk proposed a joint coast guard" in capsys.readouterr().out


@pytest.mark.slow
def test_the_readme_shows_what_dateline_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    shutil.copytree(ROOT / "articles", tmp_path / "articles")
    at_home_in(tmp_path, monkeypatch)
    assert main(["index", "articles"]) == 0
    asked = re.findall(r'make ask Q="(.+)"', (ROOT / "README.md").read_text("utf-8"))
    assert len(asked) == 5
    for question in asked:
        main(["ask", question])
    # "22a26ab7a353", "Receipt uc9qnz46": each archive has its own
    own = re.compile(r"\b[0-9a-f]{12}\b|Receipt \w+")
    said = own.sub("", capsys.readouterr().out)
    shown = [own.sub("", piece) for kind, piece in pieces("README.md") if kind == "output"]
    assert len(shown) > len(asked)
    assert not [piece for piece in shown if piece not in said]
