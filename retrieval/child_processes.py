"""How a process of ours starts another: nothing of the current folder, and no keys, go along."""

from __future__ import annotations

import os
import sys
from pathlib import Path

# What starts the interpreter: without SYSTEMROOT Windows starts none, and one that is linked
# with shared libraries finds them by the last two.
_NEEDED = ("PATH", "SYSTEMROOT", "LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH")
"""Lists of folders, in which an empty or relative entry would be the current folder."""

PACKAGES = Path(__file__).parent.parent
"""The folder that holds this package."""


def child_command(module: str, *arguments: str) -> list[str]:
    """What starts a module of ours with this Python, without the current folder on its path."""
    # -P keeps `-m` from putting the current folder first on the path; -B writes no bytecode.
    return [sys.executable, "-P", "-B", "-m", module, *arguments]


def child_environment() -> dict[str, str]:
    """Enough to find Python and this package; no keys and tokens beside a hostile file."""
    kept = {name: _absolute(os.environ[name].split(os.pathsep)) for name in _NEEDED
            if name in os.environ}  # fmt: skip
    # As this process finds the package, installed or in a checkout, so does the child.
    return {**kept, "PYTHONPATH": _absolute(_path())}


def leave_current_folder() -> None:
    """Import nothing more from the current folder, which `python -m` puts on the path."""
    sys.path[:] = _path()


def _path() -> list[str]:
    """This process's path for imports, without the current folder.

    Where this package itself lies in that folder (a checkout), it comes last: no file in it then
    takes the place of a library's.
    """
    here = _real(os.curdir)
    # "" stands for the current folder, too, and a link to it is that folder.
    others = [path for path in sys.path if path and _real(path) != here]
    known = {_real(path) for path in others}
    return others if os.path.realpath(PACKAGES) in known else [*others, str(PACKAGES)]


def _real(path: str) -> str:
    try:
        return os.path.realpath(path)
    except FileNotFoundError:  # the current folder was removed while this process stood in it
        return path


def _absolute(folders: list[str]) -> str:
    return os.pathsep.join(folder for folder in folders if Path(folder).is_absolute())
