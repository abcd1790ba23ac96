"""Reading in several processes: in order, and one file's trouble is that file's alone."""

import logging
import os
import signal
import subprocess
import sys
import time
import zipfile
from pathlib import Path

import pytest

from retrieval.reading import find_files, read
from retrieval.reading.files import LONGEST_ARTICLE
from retrieval.reading.sandbox.read_ahead import AHEAD, ReadAhead
from retrieval.reading.sandbox.worker_pool import Workers
from retrieval.types import SourceFile
from support.kept_workers import KeptWorkers
from support.reading_ahead import STORY, eventually, folder_of, oddly, read_all

pytestmark = pytest.mark.slow


ROOT = Path(__file__).parents[4]


def test_files_are_read_as_in_one_process_and_in_order(tmp_path):
    page = "<html><head><title>{}</title></head><body><article><p>" + STORY * 3
    for number in range(20):
        (tmp_path / f"{number:02}.html").write_text(page.format(*[number] * 4))
        (tmp_path / f"{number:02}.txt").write_text(STORY.format(number))
    (tmp_path / "11.md").write_text("")
    files = find_files([tmp_path]).files
    with ReadAhead(read, 2, pays=0.0, workers=KeptWorkers()) as ahead:
        readings = read_all(ahead, files)
    assert readings == [read(file) for file in files]
    assert sum(len(reading.articles) for reading in readings) == 40


def test_a_fault_of_ours_is_a_failure_with_its_traceback_in_the_log(tmp_path, caplog):
    files = folder_of(tmp_path, "a.txt", "fails.txt", "z.txt")
    with oddly() as ahead:
        first, bad, last = read_all(ahead, files)
    assert first.articles
    assert last.articles
    assert "ValueError: a fault of ours" in bad.failures[0].reason
    assert "Traceback" in caplog.text


def test_a_fault_of_ours_is_a_failure_in_this_process_too(tmp_path):
    def fails(file):
        raise ValueError("a fault of ours")

    [file] = folder_of(tmp_path, "a.txt")
    assert "a fault of ours" in ReadAhead(fails, 0).read(file).failures[0].reason


def test_only_a_few_files_are_read_ahead(tmp_path):
    files = folder_of(tmp_path, *(f"{n:02}.txt" for n in range(30)))
    with oddly() as ahead:
        ahead.expect(files)
        assert eventually(lambda: len(list(tmp_path.glob("*.seen"))) == 2 * AHEAD)
        time.sleep(0.3)
        assert len(list(tmp_path.glob("*.seen"))) == 2 * AHEAD
        assert all(ahead.read(file).articles for file in files)


def test_for_a_few_files_no_process_is_started(tmp_path):
    here = []
    files = folder_of(tmp_path, *(f"{n}.txt" for n in range(12)))
    with ReadAhead(lambda file: here.append(file) or read(file), 2) as ahead:
        assert all(reading.articles for reading in read_all(ahead, files))
    assert here == list(files)


def test_a_page_alone_is_read_in_a_process_even_on_one_core(tmp_path):
    [file] = folder_of(tmp_path, "hangs.html")
    with ReadAhead(read, 0, seconds=1.0, workers=Workers("support.faulty_worker")) as ahead:
        ahead.expect([file])
        assert "more than 1 seconds" in ahead.read(file).failures[0].reason


def test_a_zip_of_any_size_is_read_in_a_process_that_can_be_ended(tmp_path):
    with zipfile.ZipFile(tmp_path / "large.zip", "w") as made:
        made.writestr("a.txt", STORY.format("Tully"))
        made.writestr("picture.bin", b"x" * (LONGEST_ARTICLE + 1))
    here: list[str] = []
    with ReadAhead(lambda file: here.append(file.key), 2) as ahead:
        [reading] = read_all(ahead, find_files([tmp_path]).files)
    assert [article.source for article in reading.articles] == [f"{tmp_path}/large.zip/a.txt"]
    assert here == []


def test_pages_and_many_json_lines_are_read_here(tmp_path):
    large = tmp_path / "large.jsonl"
    with large.open("wb") as file:
        file.truncate(20_000_001)
    here = []
    files = [
        SourceFile("https://example.org/a", "https://example.org/a", "1"),
        *folder_of(tmp_path, "a.txt"),
    ]
    with oddly() as ahead:
        ahead._here = lambda file: here.append(file.key) or read(SourceFile("a.xyz", "a.xyz", ""))
        read_all(ahead, files)
    assert here == ["https://example.org/a", str(large)]


def test_a_file_replaced_while_it_is_read_is_read_again(tmp_path):
    [found] = folder_of(tmp_path, "a.txt")
    os.utime(tmp_path / "a.txt", ns=(1, 1))
    Path(found.key).write_text(STORY.format("another place"))
    with ReadAhead(read, 1, pays=0.0, workers=KeptWorkers()) as ahead:
        [reading] = read_all(ahead, [found])
    [again] = find_files([tmp_path]).files
    assert "another place" in reading.articles[0].text
    assert again.stamp != found.stamp


@pytest.mark.skipif(sys.platform == "win32", reason="no such signals")
def test_ctrl_c_ends_an_indexing_run_without_a_traceback(tmp_path):
    page = "<html><body><article><p>" + STORY * 5
    (tmp_path / "pages").mkdir()
    for number in range(800):
        (tmp_path / "pages" / f"{number}.html").write_text(page.replace("{}", f"Port {number}"))
    environment = {**os.environ, "DATELINE_HOME": str(tmp_path / "home"), "PYTHONPATH": str(ROOT)}
    process = subprocess.Popen(
        [sys.executable, "-m", "bot.cli", "index", "pages"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        cwd=tmp_path, env=environment, start_new_session=True,
        # What runs in the background of a shell ignores Ctrl-C, and so would its children.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )  # fmt: skip
    assert eventually((tmp_path / "home" / "index.holder").exists)
    time.sleep(0.5)
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert err.strip().splitlines()[-1] == "Interrupted."
    assert "Traceback" not in err + out


def test_reading_is_quiet_in_the_log(tmp_path, caplog):
    caplog.set_level(logging.INFO)
    with oddly() as ahead:
        read_all(ahead, folder_of(tmp_path, "a.txt"))
    assert not [record for record in caplog.records if "reading" in record.name]
