"""`dateline.toml`: what a team states of the files in a folder, and of the folder as a whole.

year = 2015                       # for dates without a year, in this folder and below it
outlet = "TASS"                   # where an article names none

[files."putin.txt"]               # whatever the file says itself
published = 2015-06-04
outlet = "RFE/RL"
"""

from __future__ import annotations

import hashlib
import os
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from retrieval.types import NOTHING, Failure, SourceFile, StatedMetadata

NAME = "dateline.toml"
_LONGEST = 1_000_000  # bytes; thousands of files' lines


@dataclass(frozen=True, slots=True)
class Sidecar:
    """What one such file states: of the folder, and of single files by their names."""

    folder: StatedMetadata = NOTHING
    files: Mapping[str, StatedMetadata] = field(default_factory=dict)


def with_sidecars(
    files: Iterable[SourceFile], folders: Iterable[str]
) -> tuple[tuple[SourceFile, ...], tuple[Failure, ...]]:
    """The files with what is stated of them, and the sidecars that can't be understood.

    Those of a file's own folder count, and those above it within the `folders` that were given.
    """
    roots = tuple(map(Path, folders))
    known: dict[Path, Sidecar] = {}
    failures: list[Failure] = []
    # By folder, so that each of thousands of files costs a look and no more.
    of_folder: dict[str, Sidecar] = {}
    found = []
    for file in files:
        # A web address lies in no folder.
        if "://" not in file.key:
            folder, name = os.path.split(file.key)
            if folder not in of_folder:
                of_folder[folder] = _of_folder(Path(folder), roots, known, failures)
            said = of_folder[folder]
            file = _with(file, said.files.get(name, NOTHING), said.folder)
        found.append(file)
    return tuple(found), tuple(failures)


def _of_folder(
    path: Path, roots: tuple[Path, ...], known: dict[Path, Sidecar], failures: list[Failure]
) -> Sidecar:
    """What is stated of a folder's files: by its own sidecar, and by those above it."""
    own = _sidecar(path, known, failures)
    otherwise = own.folder
    # From the inside out: the nearer folder's word goes before that of one above it.
    # The file's own folder always counts; those above it only within a folder that was given.
    for folder in path.parents:
        if not any(folder.is_relative_to(root) for root in roots):
            break
        otherwise = otherwise.over(_sidecar(folder, known, failures).folder)
    return replace(own, folder=otherwise)


def _with(file: SourceFile, stated: StatedMetadata, otherwise: StatedMetadata) -> SourceFile:
    if not stated and not otherwise:
        return file
    # Part of the stamp, so that a changed sidecar has the file read again.
    stamp = f"{file.stamp}-{digest(stated, otherwise)}"
    return replace(file, stamp=stamp, stated=stated, otherwise=otherwise)


def digest(*stated: StatedMetadata) -> str:
    """Differs when something else is stated."""
    return hashlib.sha256(repr(stated).encode("utf-8", "replace")).hexdigest()[:8]


def _sidecar(folder: Path, known: dict[Path, Sidecar], failures: list[Failure]) -> Sidecar:
    if folder not in known:
        path = folder / NAME
        # Noted before it is read: a broken one is reported once, not for each file beside it.
        known[folder] = Sidecar()
        try:
            known[folder] = _parsed(_read(path))
        except (FileNotFoundError, NotADirectoryError):
            pass
        except OSError as error:
            failures.append(Failure(str(path), f"It can't be read ({error.strerror})."))
        except ValueError as error:
            failures.append(Failure(str(path), f"It is not understood: {error}"))
    return known[folder]


def _read(path: Path) -> str:
    if not path.is_file():  # no pipe, which would be waited for
        raise FileNotFoundError
    with path.open("rb") as opened:
        raw = opened.read(_LONGEST + 1)
    if len(raw) > _LONGEST:
        raise ValueError(f"it has more than {_LONGEST // 1_000_000} MB.")
    # Some editors write a byte order mark, which is no TOML.
    return raw.decode("utf-8-sig")


def _parsed(text: str) -> Sidecar:
    """What the text states.

    Raises:
        ValueError: It is no TOML, or states what can't be; a sentence.
    """
    # Here, where there is a sidecar: with it come all the rules on dates.
    from retrieval.reading.stated_metadata import stated_from

    try:
        table = tomllib.loads(text)
    # tomllib reads arrays within arrays by recursion.
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise ValueError(f"{error}.") from None
    files = table.pop("files", {})
    if not isinstance(files, dict) or not all(isinstance(one, dict) for one in files.values()):
        raise ValueError('write a table for each file, as [files."a.txt"].')
    # "./a.txt" means a.txt: a sidecar speaks of the files beside it alone.
    named = {os.path.basename(name): stated_from(said) for name, said in files.items()}  # noqa: PTH119
    return Sidecar(stated_from(table), named)
