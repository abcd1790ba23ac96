"""The command line as processes of its own: pipes, locks, and no connection."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from bot.cli import main
from retrieval.archive import store
from support.command_line import front

pytestmark = pytest.mark.slow


def test_a_reader_that_stops_early_gets_no_traceback(indexed: Path) -> None:
    command = f"{sys.executable} -m bot.cli articles | head -c 1"
    root = Path(__file__).parents[2]
    done = subprocess.run(
        command, shell=True, capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": str(root)},
    )  # fmt: skip
    assert "Traceback" not in done.stderr


def test_a_conversation_over_pipes_sees_what_another_process_adds_and_removes(
    indexed: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    root = Path(__file__).parents[2]
    chat = subprocess.Popen(
        [sys.executable, "-u", "-m", "bot.cli", "chat"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        env={**os.environ, "PYTHONPATH": str(root), "PYTHONUNBUFFERED": "1"},
    )  # fmt: skip
    assert chat.stdin is not None
    assert chat.stdout is not None

    def ask(*typed: str) -> str:
        chat.stdin.write("".join(f"{line}\n" for line in typed))  # type: ignore[union-attr]
        chat.stdin.flush()  # type: ignore[union-attr]
        lines: list[str] = []
        while not lines or not lines[-1].startswith("Receipt"):
            lines.append(chat.stdout.readline())  # type: ignore[union-attr]
            assert lines[-1], "chat ended"
        return "".join(lines)

    try:
        first = ask("Who cut the ribbon?")
        assert first.startswith("Mayor Tomas Reed cut the ribbon. [1]")
        second = ask("/sources", "Who proposed a joint coast guard?")
        assert "Coast Daily" in second
        assert "Lena Orsk" in second
        assert "\x1b" not in first + second
        new = (
            front("Ferry sinks", "Coast Daily", "2022-01-01") + "The ferry Gudrun sank off Skaal.\n"
        )
        (indexed / "ferry.md").write_text(new, "utf-8")
        assert main(["index", "news"]) == 0
        assert main(["remove", "news/treaty.md"]) == 0
        assert "Gudrun" in ask("Which ferry sank off Skaal?")
        gone = ask("Who proposed a joint coast guard?")
        assert "Lena Orsk" not in gone
        assert "treaty.md" not in gone
    finally:
        chat.stdin.close()
        assert chat.wait(20) == 0
        chat.stdout.close()


def test_indexing_and_answering_what_comes_through_a_pipe_open_no_connection(
    home: Path, articles: Path
) -> None:
    code = (
        "import sys\n"
        "def watch(event, arguments):\n"
        "    if event in ('socket.connect', 'socket.getaddrinfo', 'socket.sendto'):\n"
        "        print('OPENED', event, arguments, file=sys.stderr)\n"
        "sys.addaudithook(watch)\n"
        "from bot.cli import main\n"
        "assert main(['index', 'news']) == 0\n"
        "assert main(['ask', '-']) == 0\n"
        "assert main(['doctor']) == 0\n"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", code], input="Who cut the ribbon?", capture_output=True, text=True,
        check=False, env={**os.environ, "PYTHONPATH": str(root)},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert "Tomas Reed" in done.stdout
    assert "OPENED" not in done.stderr


def test_a_second_indexer_is_told_who_holds_the_lock(
    indexed: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(store, "PATIENCE_SECONDS", 0.2)
    code = (
        "import sys, time; from pathlib import Path\n"
        "from retrieval.archive.lock import write_lock\n"
        "with write_lock(Path(sys.argv[1]), 'dateline index'):\n"
        "    print('held', flush=True); time.sleep(60)"
    )
    home = os.environ["DATELINE_HOME"]
    root = Path(__file__).parents[2]
    holder = subprocess.Popen(
        [sys.executable, "-c", code, home], stdout=subprocess.PIPE, text=True,
        env={**os.environ, "PYTHONPATH": str(root)},
    )  # fmt: skip
    try:
        assert holder.stdout is not None
        assert holder.stdout.readline() == "held\n"
        assert main(["index", "news"]) == 5
        err = capsys.readouterr().err
        assert f"process {holder.pid}" in err
        assert "dateline index" in err
    finally:
        holder.kill()
        holder.wait()
        holder.stdout.close()
    time.sleep(0.1)
    assert main(["index", "news"]) == 0
