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
        ArchiveError: The archive's folder may not be looked into.
    """
    from bot.logging_setup import set_up_logging
    from retrieval.archive.archive_checks import require_home
    from retrieval.env_file import load_env_file
    from retrieval.messages import speak_only
    from retrieval.settings import read_settings
    from retrieval.telemetry import disable_telemetry, disable_tracing

    # `.env` first, since it may set what the next lines look at; the libraries are silenced before
    # one of them is imported.
    load_env_file()
    disable_telemetry()
    disable_tracing()
    settings = read_settings()
    speak_only(settings.language)
    # Before the log, which passes over a folder that it can't write to.
    require_home(settings.home)
    set_up_logging(settings)
    return settings


def held_archive(settings: Settings | None = None) -> Archive:
    """The archive that the settings name, for what needs no vectors.

    Args:
        settings: As `read_configuration` gave them; read here by default.

    Raises:
        ArchiveError: There is none, or it can't be used.
    """
    from retrieval import factory

    # Any model's archive will do: nothing is searched by meaning.
    archive = factory.open_archive(settings or read_configuration(), any_model=True)
    tell_behind(archive)
    return archive


def tell_behind(archive: Archive) -> None:
    """Say on stderr that this copy of a shared archive may be behind, if it may."""
    if archive.behind:
        import click

        # On stderr, so that JSON on stdout stays JSON.
        click.echo(archive.behind, err=True)
