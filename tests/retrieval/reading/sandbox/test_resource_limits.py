"""A process that reads a stranger's bytes is capped, and stays so."""

import os
import subprocess
import sys

import pytest

pytestmark = [pytest.mark.slow, pytest.mark.skipif(os.name != "posix", reason="no such limits")]


def run(code):
    script = f"from retrieval.reading.sandbox.resource_limits import limit_process\n{code}"
    return subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=False
    )


def test_more_memory_than_the_limit_is_refused():
    code = "try:\n    bytearray(2**31)\nexcept MemoryError:\n    print('no')"
    done = run(f"limit_process(memory=2**30)\n{code}")
    assert (done.returncode, done.stdout) == (0, "no\n")


def test_work_without_an_end_is_ended():
    done = run("limit_process(memory=2**32, seconds=1)\nwhile True:\n    pass")
    assert done.returncode != 0


def test_no_file_can_be_written(tmp_path):
    path = tmp_path / "a"
    code = f"with open({str(path)!r}, 'w') as file:\n    file.write('x' * 10)"
    done = run(f"limit_process(memory=2**32, files=False)\n{code}")
    assert done.returncode != 0
    assert not path.exists() or path.read_text() == ""


def test_the_process_can_not_raise_its_own_limit():
    look = "import resource\nprint(*resource.getrlimit(resource.RLIMIT_AS))"
    code = f"limit_process(memory=2**31)\n{look}"
    soft, hard = run(code).stdout.split()
    assert int(soft) == int(hard) == 2**31
