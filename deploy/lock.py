"""Write `requirements.txt` beside this file: exact versions, and the hashes of all of their files.

`pip install --require-hashes` takes nothing else then. uv works out one list for every platform and
every Python that `pyproject.toml` allows; versions are those of `constraints.txt`. The build
backend stands in it too, so that the program itself can be built without asking for anything, and
what a shared archive, MCP and the OpenAI-compatible endpoint need (`EXTRAS`), so that a container
of them takes no more than a setting or another command.

    python deploy/lock.py
"""

from __future__ import annotations

import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent
LOCKED = ROOT / "deploy" / "requirements.txt"
EXTRAS = ("shared", "mcp", "serve")
HEAD = """\
# Written by deploy/lock.py (`make lock`) of pyproject.toml and constraints.txt; don't edit it.
# pip install --require-hashes -r deploy/requirements.txt
"""


def lock() -> str:
    """Give the whole text of the list.

    Raises:
        CalledProcessError: No versions agree, or the package index can't be reached.
    """
    backend = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["build-system"]
    command = [
        str(Path(sys.executable).with_name("uv")), "pip", "compile", "pyproject.toml", "-",
        *(f"--extra={name}" for name in EXTRAS), "--universal", "--generate-hashes",
        "--constraint", "constraints.txt", "--no-annotate", "--no-header", "--no-config", "--quiet",
    ]  # fmt: skip
    asked = "\n".join(backend["requires"])
    return HEAD + subprocess.check_output(command, cwd=ROOT, input=asked, text=True)


if __name__ == "__main__":
    LOCKED.write_text(lock(), "utf-8")
