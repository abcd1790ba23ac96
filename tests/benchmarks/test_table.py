"""What the tables of `benchmarks/speed` are made of."""

import os
import subprocess
import sys

import pytest

from benchmarks.speed.table import run_and_weigh

HELD = "held = b'x' * {} * 1_000_000"


def python(code: str) -> list[str]:
    return [sys.executable, "-c", code]


def test_a_runs_memory_is_its_own_whatever_ran_before():
    large = run_and_weigh(python(HELD.format(200)), dict(os.environ))
    small = run_and_weigh(python(HELD.format(1)), dict(os.environ))
    assert large - small == pytest.approx(199, abs=5)


def test_a_run_that_fails_ends_the_measurement():
    with pytest.raises(subprocess.CalledProcessError, match="exit status 1"):
        run_and_weigh(python("raise SystemExit(3)"), dict(os.environ))
