"""Nothing leaves the machine: not from a face, nor where `retrieval` is used as a library.

How the processes are watched: `support/watched_programs.py`.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from retrieval.telemetry import SILENT, disable_telemetry, disable_tracing
from support.watched_programs import LAID, PROGRAMS, STRACE, UP, WatchedPrograms

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]

# connect(7, {sa_family=AF_INET, sin_port=htons(53), sin_addr=inet_addr("10.0.0.1")}, 16)
REACHED = re.compile(r"(?:connect|sendto|sendmsg|sendmmsg)\(.*?\{sa_family=AF_INET6?, .*")
# sin_addr=inet_addr("127.0.0.1"), inet_pton(AF_INET6, "::1", ...): this machine
LOCAL = re.compile(r'"(?:127\.\d+\.\d+\.\d+|::1|::ffff:127\.\d+\.\d+\.\d+)"')
# openat(AT_FDCWD, "/tmp/x", O_RDWR|O_CREAT, 0600) = 3 and mkdir("/tmp/x", 0777) = 0
MADE = re.compile(r'(?:open(?:at)?\(.*?"([^"]+)".*O_CREAT|mkdir(?:at)?\(.*?"([^"]+)")')


def faults(trace: str, place: Path) -> list[str]:
    """The lines in which something beyond this machine is reached, or a file made elsewhere."""
    found = [line for line in REACHED.findall(trace) if not LOCAL.search(line)]
    # A call that another thread's came between has its result in a later line.
    for made in filter(None, map(MADE.search, trace.splitlines())):
        path = place / (made[1] or made[2])
        ours = any(path.is_relative_to(place / name) for name in ("home", "tmp"))
        if not ours and path.parts[1] != "dev" and " = -1 E" not in made.string:
            found.append(made.string)
    return found


@pytest.mark.skipif(sys.platform != "linux", reason="it looks into Linux's own places")
def test_nothing_is_looked_up_reached_or_left_behind_in_the_first_thirty_seconds(
    watched_programs: WatchedPrograms,
) -> None:
    seen, place = watched_programs.seen(), watched_programs.place
    assert seen.seconds >= 30
    assert seen.reached == []
    assert not list((place / "user").iterdir())
    # The lock of the bot's token holds for every DATELINE_HOME, so it lies in none of them.
    assert all(path.name.startswith("dateline-bot-") for path in (place / "tmp").iterdir())
    assert {path.name for path in place.iterdir() if path.suffix != ".trace"} == LAID
    for name in PROGRAMS if STRACE else ():
        trace = (place / f"{name}.trace").read_text("utf-8", "replace")
        assert UP in trace, f"{name} was not up in time"
        assert faults(trace, place) == [], name
        assert "chromadb" in trace or name != "library"


def test_every_word_that_silences_is_set_before_its_library_is_imported(tmp_path: Path) -> None:
    code = (
        "import os, sys\n"
        "class Watch:\n"
        "    def find_spec(self, name, path=None, target=None):\n"
        "        if name in ('onnxruntime', 'chromadb', 'tokenizers', 'langchain'):\n"
        f"            print(name, all(os.environ.get(k) == v for k, v in {SILENT!r}.items()))\n"
        "sys.meta_path.insert(0, Watch())\n"
        "from pathlib import Path\n"
        "from retrieval import factory\n"
        "from retrieval.settings import Settings\n"
        f"settings = Settings(home=Path({str(tmp_path / 'home')!r}), threads=1)\n"
        f"factory.index(settings, [{str(next((ROOT / 'articles').iterdir()))!r}])\n"
        "with factory.open_archive(settings) as archive: factory.make_chain(settings, archive)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True,
        env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "HOME": str(tmp_path)},
    )  # fmt: skip
    told = dict(line.split() for line in done.stdout.splitlines())
    assert {"onnxruntime", "chromadb"} <= told.keys()
    assert set(told.values()) == {"True"}


def test_an_env_file_does_not_send_chromas_traces_anywhere(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from retrieval.archive import snapshot

    (tmp_path / ".env").write_text(
        "CHROMA_OTEL_GRANULARITY=all\nCHROMA_OTEL_COLLECTION_ENDPOINT=http://127.0.0.1:9\n"
    )
    monkeypatch.chdir(tmp_path)
    with closing(snapshot._client(tmp_path / "vectors")) as client:
        told = client.get_settings()
    assert told.chroma_otel_granularity == "none"
    assert not told.chroma_otel_collection_endpoint
    assert told.anonymized_telemetry is False


def test_the_host_cannot_be_talked_into_telemetry(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in SILENT:
        monkeypatch.setenv(name, "0")
    disable_telemetry()
    assert {name: os.environ[name] for name in SILENT} == SILENT


@pytest.mark.parametrize(("asked", "kept"), [("true", True), ("", False), ("false", False)])
def test_langsmiths_variables_count_only_together_with_ours(
    monkeypatch: pytest.MonkeyPatch, asked: str, kept: bool
) -> None:
    monkeypatch.setenv("DATELINE_TRACING", asked)
    monkeypatch.setenv("LANGSMITH_TRACING", "true")
    monkeypatch.setenv("LANGCHAIN_API_KEY", "lsv2_pt_of-somebody")
    disable_tracing()
    assert ("LANGSMITH_TRACING" in os.environ) is kept
    assert ("LANGCHAIN_API_KEY" in os.environ) is kept
