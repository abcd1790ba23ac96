"""The ways to a shared archive and back."""

from __future__ import annotations

from retrieval.errors import ConfigurationError
from retrieval.settings import Settings


def share(settings: Settings) -> int:
    """Put the archive into the empty shared one that is set; how many articles it has.

    Raises:
        ConfigurationError: None is set.
        UsageError: It is not empty, or the archive is a copy of it already.
        ArchiveError: There is no archive, or the server can't be reached.
    """
    # Within the function this name is the imported one's.
    from retrieval.archive.shared.local_copy import share

    if settings.database_url is None:
        raise ConfigurationError(
            "DATELINE_DATABASE_URL is not set. Set it to the address of an empty PostgreSQL "
            "database: postgresql://USER:PASSWORD@HOST:PORT/DATABASE"
        )
    return share(settings.database_url.get_secret_value(), settings.home)


def leave(settings: Settings) -> None:
    """Make the copy an archive of its own; the shared one stays as it is.

    Raises:
        ConfigurationError: The shared archive is still set: the next command would follow it.
        UsageError: The archive is one of its own already.
        ArchiveError: There is no archive.
    """
    from retrieval.archive.shared.local_copy import leave

    if settings.database_url is not None:
        raise ConfigurationError(
            "DATELINE_DATABASE_URL is set, so the archive would be taken for a copy again. Unset "
            "it, then run this again."
        )
    leave(settings.home)
