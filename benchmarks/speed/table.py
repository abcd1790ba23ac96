"""The table's rows, and what they are made of: times, percentiles, memory, the machine."""

from __future__ import annotations

import os
import platform
import sqlite3
import statistics
import subprocess
import sys
import time
from collections.abc import Callable
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from benchmarks.invented import ROOT

RUNS = 5
WEIGHING = """
import resource, subprocess, sys
subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL)
print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""
"""In a small process of its own: to the kernel a new process is as large as the one it came of, and
the largest child is that of all there have been."""

LIBRARIES = ("onnxruntime", "chromadb", "numpy", "langchain-core")


def machine() -> str:
    """The processor and the versions, in one line."""
    info = Path("/proc/cpuinfo")
    lines = info.read_text().splitlines() if info.exists() else []
    model = next((one.partition(":")[2].strip() for one in lines if one.startswith("model n")), "")
    libraries = ", ".join(f"{name} {version(name)}" for name in LIBRARIES)
    return (
        f"{os.cpu_count()} cores of {model or platform.machine()}, Python"
        f" {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {libraries}"
    )


def row(what: str, ours: float, peer: float | None = None, unit: str = "s") -> None:
    """One line: what was measured, ours, the peer's and the ratio of the two."""
    beside = f"{peer:>10.3f}{ours / peer:>8.2f}" if peer else ""
    print(f"{f'{what} ({unit})':<62}{ours:>10.3f}{beside}", flush=True)


def has(*modules: str) -> bool:
    """Whether a peer's modules are installed."""
    return all(find_spec(module) for module in modules)


def dateline(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "bot.cli", *arguments]


def run(command: list[str], environment: dict[str, str]) -> str:
    """Run a command to its end; what it wrote."""
    done = subprocess.run(
        command, env=environment, cwd=ROOT, check=True, capture_output=True, text=True
    )
    return done.stdout


def run_and_weigh(command: list[str], environment: dict[str, str]) -> float:
    """Run a command to its end; the most memory that it held, or a process of its, in megabytes."""
    weighed = run([sys.executable, "-c", WEIGHING, *command], environment)
    return int(weighed) / 1000  # Linux counts in kilobytes


def median(work: Callable[[], Any], runs: int = RUNS) -> float:
    """The median seconds of several runs after one that isn't counted."""
    work()  # what the disk's cache holds from then on
    return statistics.median(seconds(work) for _ in range(runs))


def seconds(work: Callable[[], Any]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def percentile(values: list[float], at: float) -> float:
    """The value below which the share `at` of the values lies."""
    return sorted(values)[int(at * (len(values) - 1))]


def memory(which: str = "VmHWM") -> float:
    """This process's, in megabytes: at its most, or now (VmRSS). 0 where there is no /proc."""
    status = Path("/proc/self/status")
    lines = status.read_text().splitlines() if status.exists() else []
    return next((int(one.split()[1]) / 1000 for one in lines if one.startswith(which)), 0.0)


def size_of(folder: Path) -> int:
    """Bytes of all files below a folder."""
    return sum(file.stat().st_size for file in folder.rglob("*") if file.is_file())
