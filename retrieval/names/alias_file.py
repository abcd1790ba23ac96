"""Adding to `aliases.toml` without touching what the team wrote: lines go in, none goes out."""

from __future__ import annotations

import json
import os
import re
import tempfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from retrieval.errors import ConfigurationError
from retrieval.names.aliases import FILE, Aliases, Group, parse_aliases
from retrieval.private_files import FILE_MODE

HEADER = """\
# Names and outlets that are written in several ways. Dateline reads this file at every question;
# changes count at once. A line is "Name" = ["Other spelling", "Another"]; a # begins a remark.

# One name in several spellings: a question with any of them finds all of them, and a sentence
# of an answer may use one where its citation has another.
[names]
# "Nazarbayev" = ["Nazarbaev", "Nazarbayew"]

# Acronyms that no article explains; those that an article does are known anyway.
[acronyms]
# "SCO" = ["Shanghai Cooperation Organisation"]

# What an outlet is to be called, its other names and its domains. Counts before Dateline's own
# list; articles get the new name when they are indexed again.
[outlets]
# "RFE/RL" = ["Radio Free Europe", "rferl.org"]

# Names that look alike and are not the same: never proposed or searched as one.
[apart]
# "Karimov" = ["Kerimov"]
"""

# "[names]  # the team's own"
_SECTION = re.compile(r"^[ \t]*\[[^\[\]\n]+\][ \t]*(?:#.*)?$", re.MULTILINE)
# "[names]", '["names"]'
_NAMES = re.compile(r"^[ \t]*\[[ \t]*[\"']?names[\"']?[ \t]*\][ \t]*(?:#.*)?$", re.MULTILINE)


def add_names(home: Path, groups: Sequence[Group], remark: str) -> Path:
    """Add groups of spellings to the section [names]; the file is made if there is none.

    Args:
        home: The archive's folder.
        groups: Spellings of one name each, the one it goes by first.
        remark: A comment to put above them, one line.

    Returns:
        The file.

    Raises:
        ConfigurationError: The file is not sound as it stands, or can't be written.
    """
    path = home / FILE
    try:
        # As bytes: text mode would make "\n" of every "\r\n" of the team's.
        text = path.read_bytes().decode("utf-8-sig") if path.exists() else HEADER
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(
            f"{path} can't be read ({error}). It must be a text file in UTF-8."
        ) from error
    # Both texts are parsed before anything is written: a line put in a wrong place is noticed.
    before = parse_aliases(text, str(path))
    lines = [f"# {remark}", *_lines(groups, before.names, _heads(text))]
    changed = _with_lines(text, lines)
    _require_kept(before, groups, parse_aliases(changed, str(path)), path)
    _replace(path, changed)
    return path


def _heads(text: str) -> set[str]:
    """The names that have a line of their own, which TOML allows once only."""
    import tomllib

    return set(tomllib.loads(text).get("names", {}))


def _lines(groups: Iterable[Group], known: Sequence[Group], heads: set[str]) -> list[str]:
    lines = []
    for group in groups:
        # A name that heads a line already can't head another: the next of the group does, or else
        # another spelling that the file has for one of them.
        same = [one for own in known if not set(group).isdisjoint(own) for one in own]
        head = next((name for name in (*group, *same) if name not in heads), None)
        if head is not None:
            heads.add(head)
            others = [name for name in group if name != head]
            lines.append(f"{_quoted(head)} = [{', '.join(map(_quoted, others))}]")
    return lines


def _quoted(name: str) -> str:
    """A name as TOML's basic string, whose escapes are JSON's."""
    return json.dumps(name, ensure_ascii=False)


def _with_lines(text: str, lines: Sequence[str]) -> str:
    """The text with lines put at the end of [names], before what leads up to the next section."""
    end = "\r\n" if "\r\n" in text else "\n"
    block = end.join(lines) + end
    names = _NAMES.search(text)
    if names is None:
        gap = "" if not text or text.endswith("\n") else end
        return f"{text}{gap}{end}[names]{end}{block}"
    following = _SECTION.search(text, names.end())
    section = text[names.end() : following.start() if following else len(text)]
    own = section.splitlines(keepends=True)
    while following and own and (not own[-1].strip() or own[-1].lstrip().startswith("#")):
        own.pop()  # blank lines and remarks that belong to the section below
    # "[names]" with nothing in it: the lines go right below.
    place = names.end() + (len("".join(own)) or len(re.match(r"\r?\n?", section)[0]))  # type: ignore[index]
    # The last line of the file may lack its end.
    gap = "" if text[:place].endswith("\n") else end
    return f"{text[:place]}{gap}{block}{text[place:]}"


def _require_kept(before: Aliases, groups: Sequence[Group], after: Aliases, path: Path) -> None:
    """All that was said before is said still, and so is what was to be added.

    Else the file is written in a way not foreseen.
    """
    said, held = (
        [{name.casefold() for name in group} for group in names]
        for names in ((*before.names, *groups), after.names)
    )
    # A name that differs from itself in case alone says nothing.
    kept = all(len(one) == 1 or any(one <= other for other in held) for one in said)
    same = (before.acronyms, before.outlets, before.never_same) == (
        after.acronyms, after.outlets, after.never_same,
    )  # fmt: skip
    if not (kept and same):
        raise ConfigurationError(
            f"Nothing was added to {path}: its section [names] is written in a way that can't be "
            "added to. Add the proposed lines by hand."
        )


def _replace(path: Path, text: str) -> None:
    """Put the whole file in place at once, with the old one's permissions."""
    try:
        # Where the name is a link, it stays one: what it leads to is replaced, on its own disk.
        target = path.resolve()
        mode = target.stat().st_mode & 0o777 if target.exists() else FILE_MODE
        handle, name = tempfile.mkstemp(dir=target.parent, prefix=f".{target.name}.")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(text.encode("utf-8"))
                file.flush()
                # On the disk before it takes the old one's place: a loss of power leaves one of
                # them whole.
                os.fsync(file.fileno())
            # `mkstemp` makes it the owner's alone; the team's file keeps the rights that it had.
            Path(name).chmod(mode)
            Path(name).replace(target)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise ConfigurationError(
            f"{path} can't be written: {error.strerror}. Check the folder's permissions."
        ) from error
