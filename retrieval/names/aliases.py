"""The team's own spellings: `aliases.toml` in the archive's folder, read anew when it changes.

Its sections are [names], [acronyms], [outlets] and [apart]; each line is a name and a list of
its other spellings. `alias_file.HEADER` explains them.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from retrieval.errors import ConfigurationError

FILE = "aliases.toml"
SECTIONS = ("names", "acronyms", "outlets", "apart")

Group = tuple[str, ...]
"""Spellings of one name, the one it goes by first."""


@dataclass(frozen=True, slots=True)
class Aliases:
    """What `aliases.toml` says; an absent file says nothing.

    Attributes:
        names: Groups of spellings of one name.
        acronyms: Groups of an acronym and what it stands for.
        outlets: The name that an outlet goes by, and its other names and domains.
        never_same: Names that are alike and not the same; never taken for one another.
    """

    names: tuple[Group, ...] = ()
    acronyms: tuple[Group, ...] = ()
    outlets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    never_same: tuple[Group, ...] = ()


def read_aliases(home: Path) -> Aliases:
    """The aliases of the archive in `home`; read again only when the file has changed.

    Raises:
        ConfigurationError: The file can't be read or understood; the message names the line.
    """
    path = home / FILE
    try:
        about = path.stat()
    except FileNotFoundError:
        return Aliases()
    except OSError as error:
        raise ConfigurationError(f"{path} can't be read: {error.strerror}.") from error
    return _read(path, about.st_mtime_ns, about.st_size)


# Time and size are there for the cache alone: with another of either the file is read again.
@lru_cache(maxsize=8)
def _read(path: Path, _changed: int, _size: int) -> Aliases:
    try:
        text = path.read_text("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(
            f"{path} can't be read ({error}). It must be a text file in UTF-8."
        ) from error
    return parse_aliases(text, str(path))


def parse_aliases(text: str, name: str = FILE) -> Aliases:
    """The text of an `aliases.toml` as the value; groups that share a spelling are one.

    Raises:
        ConfigurationError: It is no such text; the message begins with `name` and the line.
    """
    try:
        raw = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError(_told(name, text, error)) from error
    tables = {section: dict(_groups(name, text, section, raw)) for section in SECTIONS}
    unknown = next((section for section in raw if section not in SECTIONS), None)
    if unknown is not None:
        wanted = ", ".join(f"[{section}]" for section in SECTIONS)
        raise ConfigurationError(
            f"{name}, line {_line_of(text, unknown)}: {unknown!r} is no section of this file; "
            f"its sections are {wanted}."
        )
    return Aliases(
        names=merge_groups(_as_groups(tables["names"])),
        acronyms=merge_groups(_as_groups(tables["acronyms"])),
        outlets=tables["outlets"],
        # Not merged: if A is not B and B is not C, A may still be C.
        never_same=tuple(_as_groups(tables["apart"])),
    )


def _told(name: str, text: str, error: tomllib.TOMLDecodeError) -> str:
    message = str(error)
    # "Unclosed array (at line 3, column 8)", or "(at end of document)", which names no line.
    found = re.search(r"line (\d+)", message)
    line = int(found[1]) if found else text.count("\n") + 1
    what = re.sub(r"\s*\(at [^)]*\)$", "", message)  # " (at line 3, column 8)"
    return f'{name}, line {line}: {what}. Write each line as "Name" = ["Spelling", "Spelling"].'


def _groups(
    name: str, text: str, section: str, raw: Mapping[str, Any]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    table = raw.get(section, {})
    # "names = 3" and "[[names]]" are no sections.
    if not isinstance(table, dict):
        line = _line_of(text, section)
        raise ConfigurationError(f"{name}, line {line}: write [{section}] on a line of its own.")
    for head, others in table.items():
        # "SCO" = "ШОС": the brackets around one may be left out.
        spellings = [others] if isinstance(others, str) else others
        good = isinstance(spellings, list) and all(
            isinstance(one, str) and _has_letter(one) for one in spellings
        )
        if not (good and _has_letter(head)):
            raise ConfigurationError(
                f"{name}, line {_line_of(text, head, section)}: {head!r} needs a list of "
                f'spellings, as in "Name" = ["Spelling", "Spelling"].'
            )
        yield head, tuple(spellings)


def _has_letter(text: str) -> bool:
    return any(char.isalnum() for char in text)


def _line_of(text: str, key: str, section: str | None = None) -> int:
    """The line on which a key stands, in its section if one is given; 1 if it is not found."""
    # tomllib tells no places of what it has read, so the line is looked for again.
    lines = text.splitlines()
    # '"Nazarbayev" = [', "[names]"
    wanted = re.compile(rf"\s*\[*\s*[\"']?{re.escape(key)}[\"']?\s*(?:[=.\]]|$)")
    # "[names]"
    head = re.compile(rf"\s*\[\s*{section}\s*\]") if section else None
    start = next((at for at, line in enumerate(lines) if head and head.match(line)), 0)
    found = (at for at, line in enumerate(lines) if at >= start and wanted.match(line))
    return next(found, 0) + 1


def _as_groups(table: Mapping[str, tuple[str, ...]]) -> Iterator[Group]:
    for head, others in table.items():
        yield tuple(dict.fromkeys((head, *others)))


def merge_groups(groups: Iterable[Group]) -> tuple[Group, ...]:
    """The groups, those that share a spelling (case aside) made one, in the order given."""
    done: list[dict[str, str]] = []
    for group in groups:
        joined: dict[str, str] = {}
        # Reversed: of two that differ in case alone the first one stays.
        own = {spelling.casefold(): spelling for spelling in reversed(group)}
        # ("A", "B") and ("b", "C") become ("A", "B", "C").
        shared = [one for one in done if one.keys() & own.keys()]
        for one in (*shared, {key: own[key] for key in map(str.casefold, group)}):
            joined |= {key: word for key, word in one.items() if key not in joined}
        done = [one for one in done if one not in shared] + [joined]
    # A name by itself says nothing: "Astana" = [].
    return tuple(tuple(one.values()) for one in done if len(one) > 1)
