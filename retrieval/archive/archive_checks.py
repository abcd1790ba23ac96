"""Whether a file is an archive of ours, and of which embedding model."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from retrieval.archive.schema import VERSION
from retrieval.errors import (
    ArchiveDamaged,
    ArchiveError,
    ArchiveMissing,
    ConfigurationError,
    ModelMismatch,
)

SHIPPED_BEFORE = frozenset({"all-MiniLM-L6-v2-int8"})
"""Embedding models of earlier releases, which no setting brings back."""


def missing(home: Path) -> ArchiveMissing:
    """There is no archive in `home`, as an error to raise."""
    return ArchiveMissing(
        f"There is no archive in {home} yet. Make one with: dateline index FOLDER"
    )


def require_home(home: Path) -> None:
    """Nothing if `home` can be an archive's folder, whether it is there yet or not.

    Raises:
        ConfigurationError: It can't be one: it is a file, or its name is none that a file may have.
        ArchiveError: It may not be looked into.
    """
    another = "set DATELINE_HOME to another folder."
    try:
        # Whatever is looked for in it tells as much.
        # By its name as text: `store`, which has it as FILE, imports this module.
        (home / "archive.sqlite").stat()
    except FileNotFoundError:
        return
    except PermissionError as error:
        raise ArchiveError(
            f"The archive's folder {home} can't be looked into: {error.strerror}. "
            f"Check its permissions, or {another}"
        ) from error
    except NotADirectoryError as error:
        raise ConfigurationError(
            f"DATELINE_HOME is {home}, which is a file or lies in one: no folder. Move the file "
            f"away, or {another}"
        ) from error
    # A name of more than 255 bytes, for instance.
    except OSError as error:
        raise ConfigurationError(
            f"DATELINE_HOME can't be {home}: {error.strerror}. Shorten it, or {another}"
        ) from error


def check_tables(path: Path, tables: Collection[str]) -> None:
    """Nothing if a file with these tables is an archive.

    Raises:
        ArchiveMissing: It has none: a kill while it was being made leaves such a file.
        ArchiveDamaged: It is another program's.
    """
    if not tables:
        raise missing(path.parent)
    # By two of them: other programs have a table called `meta` too.
    if not {"meta", "articles"} <= set(tables):
        raise ArchiveDamaged(
            f"{path} is the SQLite file of another program. "
            "Move it away, or set DATELINE_HOME to another folder."
        )


def check_version(what: str, version: object) -> None:
    """Nothing if this Dateline reads archives of that version; `what` begins the sentence if not.

    Raises:
        ArchiveDamaged: It does not.
    """
    # Told apart from the rest: such an archive is sound, and the way out is another Dateline.
    if isinstance(version, int) and version > VERSION:
        raise ArchiveDamaged(
            f"{what} is one of a newer Dateline: its version is {version}, and this one reads up "
            f"to {VERSION}. Nothing was changed. Install that Dateline."
        )
    if version != VERSION:
        raise ArchiveDamaged(
            f"{what} has no version that is known ({version}). Put back a backup, or index your "
            "articles into a new DATELINE_HOME."
        )


def check_model(home: Path, made_with: object, model: str) -> None:
    """Nothing if the archive's vectors are of the model in use.

    Raises:
        ModelMismatch: They are not; two models' vectors can't be compared.
    """
    if made_with in SHIPPED_BEFORE:
        raise ModelMismatch(
            f"The archive in {home} was embedded with {made_with}, which an earlier Dateline "
            f"brought along; this one has {model}, which finds more. To embed it again, run: "
            "dateline rebuild. Nothing is lost, and it takes about as long as to index it did."
        )
    if made_with != model:
        raise ModelMismatch(
            f"The archive in {home} was embedded with {made_with}, and the model in use is "
            f"{model}. To embed it again with {model}, run: dateline rebuild. To go on with "
            f"{made_with}, set DATELINE_EMBEDDING_MODEL as it was."
        )
