"""What every command begins with: the settings and the archive."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from retrieval.archive.store import Archive
    from retrieval.settings import Settings


def read_configuration() -> Settings:
    """The settings from the environment and `.env`, with the log set up by them.

    Raises:
        ConfigurationError: A setting is wrong.
    """
    from bot.log import set_up_logging
    from retrieval.factory import keep_quiet
    from retrieval.settings import load_env_file, read_settings

    load_env_file()
    keep_quiet()
    settings = read_settings()
    set_up_logging(settings)
    return settings


def held_archive() -> Archive:
    """The archive that the settings name, for what needs no vectors.

    Raises:
        ArchiveError: There is none, or it can't be used.
    """
    from retrieval import factory

    return factory.open_archive(read_configuration(), any_model=True)
