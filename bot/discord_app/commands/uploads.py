"""Files sent in Discord, taken into a folder under names of our own making."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from retrieval.errors import UsageError
from retrieval.messages import gettext, gettext_noop

if TYPE_CHECKING:
    from collections.abc import Sequence

    import discord

    from retrieval.settings import Settings

MOST_BYTES = 20_000_000  # above Discord's 10 MB for most; a larger file is no article
LONGEST_STEM = 60  # characters of a file's name that help to recognise it
FOLDER = "articles"
"""In the archive's folder, where DATELINE_ARTICLES can't be written to."""

TOO_LARGE = gettext_noop("{name} has {size:,} bytes; a file may have {most:,} at most.")
GONE = gettext_noop("Discord no longer has {name}. Send the file again.")
WRONG_TYPE = gettext_noop("{name} is of a type that Dateline doesn't read. It reads {types}.")
NO_PLACE = gettext_noop(
    "No file can be kept: neither DATELINE_ARTICLES nor a folder of DATELINE_HOME can be "
    "written to ({why})."
)

# "../" in "../My report (2).pdf"
_UNSAFE = re.compile(r"[^\w-]+")


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that was sent: its name as stated by whoever sent it, and what is in it."""

    name: str
    content: bytes


def fault_of(name: str, size: int) -> str | None:
    """Why a file of this name and size isn't taken, in a sentence, or None."""
    from retrieval.reading import SUFFIXES

    if Path(name).suffix.lower() not in SUFFIXES:
        return gettext(WRONG_TYPE).format(name=name, types=" ".join(sorted(SUFFIXES)))
    if size > MOST_BYTES:
        return gettext(TOO_LARGE).format(name=name, size=size, most=MOST_BYTES)
    return None


async def received(attachments: Sequence[discord.Attachment]) -> tuple[Upload, ...]:
    """The files, fetched from Discord once all of them may be taken.

    Raises:
        UsageError: One of them is too large, of a type that is not read, or gone.
        discord.HTTPException: Discord does not give one of them.
    """
    for one in attachments:
        if reason := fault_of(one.filename, one.size):
            raise UsageError(reason)
    found = [await _fetched(one) for one in attachments]
    for upload in found:
        # The size that was stated need not be the one that came.
        if reason := fault_of(upload.name, len(upload.content)):
            raise UsageError(reason)
    return tuple(found)


async def _fetched(attachment: discord.Attachment) -> Upload:
    """The file; Discord gives it by an address that ends after a while, or with its message."""
    import discord

    try:
        return Upload(attachment.filename, await attachment.read())
    except discord.NotFound:
        raise UsageError(gettext(GONE).format(name=attachment.filename)) from None


def kept(settings: Settings, upload: Upload) -> Path:
    """Where the file now lies: in DATELINE_ARTICLES, else in a folder beside the archive.

    The same content under the same name comes to lie in the same place.

    Raises:
        UsageError: Neither folder can be written to.
    """
    folders = (settings.articles, settings.home / FOLDER)
    why: OSError | None = None
    for folder in folders:
        try:
            return _write(folder, upload)
        # A folder that is mounted to be read only, for example.
        except OSError as error:
            why = error
    raise UsageError(gettext(NO_PLACE).format(why=why.strerror if why else ""))


def safe_name(upload: Upload) -> str:
    """A name for the file: letters, digits and dashes of its own, a digest, its ending."""
    # "C:\news\a.txt" would be one name on a Unix machine.
    path = Path(upload.name.replace("\\", "/"))
    # "???.pdf" leaves nothing.
    stem = _UNSAFE.sub("-", path.stem)[:LONGEST_STEM].strip("-_") or "file"
    # Two files of one name lie side by side, and the same file again in its place.
    digest = hashlib.sha256(upload.content).hexdigest()[:10]
    return f"{stem}-{digest}{path.suffix.lower()}"


def _write(folder: Path, upload: Upload) -> Path:
    """Write it whole: a hidden file first, which no walk of the folder takes up."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / safe_name(upload)
    handle, name = tempfile.mkstemp(prefix=".upload-", dir=folder)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(upload.content)
        # Within one folder: one step, also where a file of that name is there.
        Path(name).replace(path)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        raise
    return path
