"""`.env` of the working directory: which of its variables count, and where each setting is from.

A folder may be somebody else's (an archive unpacked, a repository cloned), so its `.env` may
set what is Dateline's, and no more: nothing that steers other libraries or Python itself.
"""

from __future__ import annotations

import io
import logging
import os
import re
import stat
from collections.abc import Mapping
from pathlib import Path

from retrieval.errors import ConfigurationError
from retrieval.messages import gettext_noop
from retrieval.redaction import add_secrets, is_secret_name
from retrieval.telemetry import TRACING, is_tracing_requested

ENV_FILE = ".env"
ENVIRONMENT = gettext_noop("the environment")

# OPENAI_API_KEY, HUGGINGFACEHUB_API_TOKEN: a provider's key, under its usual name.
_PROVIDERS_KEY = re.compile(r"[A-Z][A-Z0-9_]*_API_(?:KEY|TOKEN)")

# openai:text-embedding-3-small, which sends texts away; C:\models is a folder.
_OF_PROVIDER = re.compile(r"[a-z][a-z0-9_]+:.+")

_CHROMA = frozenset(
    f"CHROMA_{name}"
    for name in ("URL", "TOKEN", "CA_FILE", "TENANT", "DATABASE", "COLLECTION", "SECONDS")
)
"""Ours among the variables of that name; others are settings of Chroma's own."""

log = logging.getLogger(__name__)

_brought: dict[str, tuple[Path, str]] = {}
"""What this process has put into its environment: from which file, with what value."""

_left_out: dict[str, Path] = {}
_withheld: set[str] = set()


def load_env_file(folder: Path | None = None) -> Path | None:
    """Put what counts of a folder's `.env` into the environment, where not already set.

    It goes into the environment, not only into `Settings`, because the packages of chat-model
    providers look for their keys there. `${...}` in a value is left as it is.

    Args:
        folder: Where the file is looked for; the working directory by default.

    Returns:
        The file that was read, or None.

    Raises:
        ConfigurationError: The file can't be read, is another user's, or others can write it.
    """
    path = (folder or Path.cwd()) / ENV_FILE
    _left_out.clear()
    _withheld.clear()
    text = _own_text(path)
    if text is None:
        return None
    given = _values(text)
    # "NAME" without a "=" has no value, and sets nothing.
    values = {name: value for name, value in given.items() if value is not None}
    counted = {name: value for name, value in values.items() if _counts(name)}
    _left_out.update(dict.fromkeys(values.keys() - counted.keys(), path))
    # Also what does not count: a key that is not used is still one that no log may show.
    add_secrets(values)
    for name, value in counted.items():
        if name not in os.environ:
            _put(path, name, value)
    _keep_keys_apart(path, counted)
    if _left_out:
        log.warning("%s sets what only the environment may: %s.", path, ", ".join(_left_out))
    return path


def look_up(name: str, folder: Path | None = None) -> str | None:
    """A variable of Dateline's from the environment, or else from a folder's `.env`.

    Nothing is put into the environment: it is for what has to be known before the settings are.

    Raises:
        ConfigurationError: The file can't be read, is another user's, or others can write it.
    """
    if told := os.environ.get(name, "").strip():
        return told
    text = _own_text((folder or Path.cwd()) / ENV_FILE) if _counts(name) else None
    given = _values(text or "")
    return (given.get(name) or "").strip() or None


def origin(name: str) -> str | None:
    """Where a variable comes from: the environment, a file's path, or None if it is not set."""
    if not os.environ.get(name, "").strip():
        return None
    return str(_brought[name][0]) if _is_from_file(name) else ENVIRONMENT


def origins() -> dict[str, str]:
    """Where each of Dateline's variables and the providers' keys that are set comes from."""
    names = (name for name in sorted(os.environ) if _counts(name) or name == "DATELINE_TRACING")
    return {name: place for name in names if (place := origin(name))}


def left_out() -> tuple[str, ...]:
    """The names in the file that was read last that don't count there."""
    return tuple(sorted(_left_out))


def withheld_note() -> str:
    """A sentence on the keys that are not used, to follow one on what failed for want of them."""
    if not _withheld:
        return ""
    return (
        f" Not used: {', '.join(sorted(_withheld))} of the environment, since {ENV_FILE} says "
        "where texts go; set the address and its key in the same place."
    )


def _own_text(path: Path) -> str | None:
    """What stands in the file, which has to be the user's own; None if there is none."""
    try:
        # Without O_NONBLOCK a named pipe of this name would hold the start until somebody writes.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0))
    except FileNotFoundError:
        return None
    except OSError as error:
        raise ConfigurationError(
            f"{path} can't be read ({error.strerror}). Correct its permissions, or start Dateline "
            "in another folder."
        ) from error
    with os.fdopen(descriptor, "rb") as file:
        # Of the file that is open: the name may lead to another one by now.
        status = os.fstat(file.fileno())
        if not stat.S_ISREG(status.st_mode):
            return None
        _require_own(path, status)
        try:
            # Editors on Windows put a mark first, which would be part of the first name.
            text = file.read().decode("utf-8-sig")
        except UnicodeDecodeError:
            # Refused below, as UTF-16 is.
            text = "\0"
    if "\0" in text:  # UTF-16 without its mark decodes, with a NUL beside every letter
        raise ConfigurationError(f"{path} is no UTF-8 text; save it as UTF-8.")
    return text


def _require_own(path: Path, status: os.stat_result) -> None:
    """Raise a ConfigurationError for a file through which somebody else could steer this run."""
    if not hasattr(os, "geteuid"):  # Windows
        return
    # root may do anything as it is; a link to the file counts as the file does.
    if {status.st_uid, path.lstat().st_uid} - {os.geteuid(), 0}:
        raise ConfigurationError(
            f"{path} belongs to another user, so it is not read. Make it your own, remove it, or "
            "start Dateline in another folder."
        )
    if status.st_mode & (stat.S_IWGRP | stat.S_IWOTH):
        raise ConfigurationError(
            f"{path} can be written by others, so it is not read. Run: chmod go-w {path}"
        )


def _values(text: str) -> Mapping[str, str | None]:
    """What the text of a `.env` sets."""
    if not text:
        return {}
    # Here, where there is something to read: `dateline --help` waits for each import.
    from dotenv import dotenv_values

    return dotenv_values(stream=io.StringIO(text), interpolate=False)


def _counts(name: str) -> bool:
    """Whether a file may set this variable."""
    # Asked first: LANGCHAIN_API_KEY has the form of a provider's key.
    if name.startswith(TRACING):
        return is_tracing_requested()
    if name == "DATELINE_TRACING":
        return False
    own = name.startswith("DATELINE_") or name == "DISCORD_TOKEN"
    return own or name in _CHROMA or _PROVIDERS_KEY.fullmatch(name) is not None


def _put(path: Path, name: str, value: str) -> None:
    os.environ[name] = value
    _brought[name] = (path, value)


def _is_from_file(name: str) -> bool:
    # A value that was changed since is the environment's, no longer the file's.
    return name in _brought and _brought[name][1] == os.environ.get(name)


def _keep_keys_apart(path: Path, values: dict[str, str]) -> None:
    """Where the file says to whom texts go, send no key along that it did not bring itself."""
    if _is_from_file("CHROMA_URL") and not _is_from_file("CHROMA_TOKEN"):
        _withhold(path, "CHROMA_TOKEN", values)
    if not (_is_from_file("DATELINE_CHAT_URL") or _sends_texts_away()):
        return
    # In a list, since `_withhold` takes names out of the environment meanwhile.
    for name in [name for name in os.environ if is_secret_name(name)]:
        # Ours, Discord's and LangSmith's go to no model's server; Chroma's token is settled above.
        if _is_from_file(name) or name.startswith(("DATELINE_", "DISCORD_", "CHROMA_", *TRACING)):
            continue
        _withhold(path, name, values)


def _withhold(path: Path, name: str, values: dict[str, str]) -> None:
    """Take a key out of the environment, and put the file's own in its place if it has one."""
    if name not in os.environ:
        return
    add_secrets({name: os.environ.pop(name)})
    if name in values:
        _put(path, name, values[name])
    else:
        _withheld.add(name)


def names_provider(model: str) -> bool:
    """Whether an embedding model is a provider's, `provider:model`, by its name."""
    return _OF_PROVIDER.fullmatch(model) is not None


def _sends_texts_away() -> bool:
    """Whether the file names an embedding model that is a provider's."""
    named = os.environ.get("DATELINE_EMBEDDING_MODEL", "")
    provider = names_provider(named.strip())
    return provider and _is_from_file("DATELINE_EMBEDDING_MODEL")
