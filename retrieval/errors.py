"""Every error that a user may see; each message is a sentence that says what to do next.

    DatelineError                exit code 1
    ├── UsageError               2   the call can't be carried out as it was given
    ├── ArchiveError             5   the archive can't be used
    │   ├── ArchiveMissing           nothing has been indexed here yet
    │   ├── ArchiveLocked            another process is writing to it
    │   ├── ArchiveDamaged           it can't be read as an archive
    │   └── ModelMismatch            it was embedded with another model
    ├── ProviderError            6   the chat model failed and falling back is switched off
    ├── VectorServerError        6   the Chroma server can't be used
    └── ConfigurationError      78   a setting is missing or wrong

A file that can't be read as an article is no exception but a value, `types.Failure`: the
run goes on and reports it. `UnreadableArticle` is how a reader says so to its caller.
"""

from __future__ import annotations


class DatelineError(Exception):
    """The root; `exit_code` is what the command line ends with."""

    exit_code = 1


class UsageError(DatelineError):
    """The call can't be carried out as it was given."""

    exit_code = 2


class ArchiveError(DatelineError):
    """The archive can't be used."""

    exit_code = 5


class ArchiveMissing(ArchiveError):
    """Nothing has been indexed here yet."""


class ArchiveLocked(ArchiveError):
    """Another process is writing to the archive."""


class ArchiveDamaged(ArchiveError):
    """The archive can't be read as one."""


class ModelMismatch(ArchiveError):
    """The archive's vectors come from another embedding model."""


class ProviderError(DatelineError):
    """The chat model failed and falling back is switched off."""

    exit_code = 6


class VectorServerError(DatelineError):
    """The Chroma server can't be used; a clause without its mark, to be set into a sentence."""

    exit_code = 6


class ConfigurationError(DatelineError):
    """A setting is missing or wrong."""

    # EX_CONFIG of sysexits.h.
    exit_code = 78


class UnreadableArticle(DatelineError):
    """A file is no article; the message says why. Caught where files are read."""


def first_line(error: Exception) -> str:
    """The first line of a library's message, the error's kind if it has none; more may hold a key.

    Without the mark at its end, to be set into a sentence.
    """
    lines = str(error).strip().splitlines()
    return lines[0].rstrip(" .:") if lines else type(error).__name__
