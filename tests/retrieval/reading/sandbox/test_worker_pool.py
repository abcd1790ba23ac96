"""Worker processes: one that dies or hangs costs its file, and none is left behind."""

import os
import signal
import subprocess
import sys

import pytest

from retrieval.reading import find_files, read
from retrieval.reading.press.known_outlets import use_own_outlets
from retrieval.reading.sandbox.read_ahead import ReadAhead, processes_for
from retrieval.reading.sandbox.worker_pool import Workers
from support.reading_ahead import STORY, eventually, folder_of, oddly, read_all

pytestmark = pytest.mark.slow


def is_running(pid):
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.parametrize(
    ("name", "why"), [("dies.txt", "died (exit code 9)"), ("hangs.txt", "more than 2 seconds")]
)
def test_a_file_that_ends_its_process_fails_alone(tmp_path, name, why):
    names = [*(f"a{n}.txt" for n in range(6)), name, *(f"z{n}.txt" for n in range(6))]
    files = folder_of(tmp_path, *names)
    with oddly(Workers, seconds=2.0 if name.startswith("hangs") else None) as ahead:
        readings = read_all(ahead, files)
    failed = {file.source: r.failures for file, r in zip(files, readings, strict=True)}
    [failure] = failed.pop(str(tmp_path / name))
    assert why in failure.reason
    assert not any(failed.values())


def test_what_a_library_prints_is_not_taken_for_a_reply(tmp_path):
    files = folder_of(tmp_path, "a.txt", "prints.txt", "z.txt")
    with oddly() as ahead:
        assert all(reading.articles for reading in read_all(ahead, files))


def test_a_reply_that_is_no_reading_is_never_carried_out(tmp_path):
    files = folder_of(tmp_path, "trap.txt", "z.txt")
    with oddly() as ahead:
        trapped, fine = read_all(ahead, files)
    assert trapped.failures
    assert fine.articles
    assert not (tmp_path / "trap.sprung").exists()


def test_no_process_is_left_behind_even_one_that_hangs(tmp_path):
    files = folder_of(tmp_path, "hangs-1.txt", "hangs-2.txt", "z.txt")
    seen = [tmp_path / "hangs-1.seen", tmp_path / "hangs-2.seen"]
    with oddly(Workers) as ahead:
        ahead.expect(files)
        assert eventually(lambda: all(path.exists() and path.read_text() for path in seen))
        pids = [int(path.read_text()) for path in seen]
        assert all(map(is_running, pids))
    assert not any(map(is_running, pids))


def test_one_that_died_while_it_waited_costs_no_file(tmp_path):
    first, second = folder_of(tmp_path, "a.txt", "b.txt")
    with ReadAhead(read, 1, pays=0.0, workers=Workers("support.faulty_worker")) as ahead:
        ahead.expect([first])
        assert ahead.read(first).articles
        [worker] = ahead._workers._all
        os.kill(worker._process.pid, signal.SIGKILL)
        worker._process.wait()
        ahead.expect([second])
        assert ahead.read(second).articles


def test_where_no_process_can_be_started_all_is_read_here(tmp_path, caplog):
    files = folder_of(tmp_path, *(f"{n}.txt" for n in range(12)))
    with ReadAhead(read, 2, pays=0.0, workers=Workers("no_such_module_here")) as ahead:
        assert all(reading.articles for reading in read_all(ahead, files))
    assert "read in one process" in caplog.text


def test_the_teams_own_outlets_reach_the_processes(tmp_path):
    (tmp_path / "a.md").write_text(f"---\noutlet: TAB\n---\n\n{STORY}")
    files = find_files([tmp_path]).files
    use_own_outlets({"The Amber Bugle": ("TAB",)})
    try:
        with ReadAhead(read, 1, pays=0.0) as ahead:
            [reading] = read_all(ahead, files)
    finally:
        use_own_outlets({})
    assert reading.articles[0].outlet == "The Amber Bugle"


def test_the_processes_get_no_keys(tmp_path, monkeypatch):
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret")
    program = "import os, sys; open(sys.argv[1], 'w').write(str(dict(os.environ)))"
    from retrieval.reading.sandbox.worker_pool import _environment

    out = tmp_path / "environment"
    command = [sys.executable, "-c", program, str(out)]
    subprocess.run(command, env=_environment(), check=True)
    assert "sk-secret" not in out.read_text()
    assert "PYTHONPATH" in out.read_text()


def test_one_core_reads_in_one_process():
    assert processes_for(64) <= (os.cpu_count() or 1)
    assert processes_for(1) <= 1
