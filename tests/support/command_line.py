"""What the tests of the command line share: two articles, and ways to run it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

TREATY = (
    "The harbour treaty was signed in Port Amber on 3 May 2019.\n\n"
    "Foreign Minister Lena Orsk proposed a joint coast guard. She said the guard would have "
    "40 boats.\n"
)
LATER = "Port Amber opened its new lighthouse on 9 June 2021. Mayor Tomas Reed cut the ribbon.\n"


def front(title: str, outlet: str, published: str) -> str:
    return f'---\ntitle: "{title}"\noutlet: {outlet}\npublished: {published}\n---\n\n'


def printed(capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    result: dict[str, Any] = json.loads(capsys.readouterr().out)
    return result


def dateline(*arguments: str, **options: Any) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "bot.cli", *arguments]
    root = Path(__file__).parents[2]
    environment = {**os.environ, "PYTHONPATH": str(root)}
    return subprocess.run(
        command, capture_output=True, text=True, check=False, env=environment, **options
    )
