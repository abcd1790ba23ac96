"""A new virtual environment with Dateline in it: how long it takes, and how much of the disk."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from benchmarks.invented import ROOT
from benchmarks.speed.table import row, seconds, size_of

SHOWN = 8  # of the largest packages


def setup(folder: Path) -> None:
    environment = folder / "venv"
    row("set-up, with the package index's answers", seconds(lambda: install(environment)))
    row("size of the virtual environment", size_of(environment) / 1e6, unit="MB")
    [packages] = environment.glob("lib/python*/site-packages")
    sizes = {one.name: size_of(one) for one in packages.iterdir() if one.is_dir()}
    for name in sorted(sizes, key=lambda one: -sizes[one])[:SHOWN]:
        row(f"  of that {name}", sizes[name] / 1e6, unit="MB")


def install(environment: Path) -> None:
    subprocess.run([sys.executable, "-m", "venv", environment], check=True)
    pip = [environment / "bin" / "pip", "install", "--quiet", "--constraint", "constraints.txt"]
    # Else another environment's settings of where Python looks would count as installed.
    clean = {name: value for name, value in os.environ.items() if name != "PYTHONPATH"}
    subprocess.run([*pip, "."], cwd=ROOT, env=clean, check=True, stderr=subprocess.DEVNULL)
