"""Keeping the archive: backing it up, putting a backup back, and sharing it."""

from __future__ import annotations

from pathlib import Path

import click

from bot.startup import held_archive, read_configuration


@click.command(short_help="Write a backup of the archive into one file.")
@click.argument("file", type=click.Path(path_type=Path))
def backup(file: Path) -> int:
    """Write a backup of the archive into FILE, also while a bot runs.

    FILE holds all that the archive holds, the team's names, and its own checksum.
    """
    from bot.text import without_controls
    from retrieval.archive.backups import back_up

    with held_archive() as archive:
        back_up(archive, file)
    click.echo(f"Backed up to {without_controls(str(file))} ({file.stat().st_size:,} bytes).")
    return 0


@click.command(short_help="Put a backup back, into an empty home.")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def restore(file: Path) -> int:
    """Put a backup back into DATELINE_HOME, which must hold no archive.

    The index of vectors is made again from what was stored; nothing is embedded again.
    """
    from bot.text import with_count
    from retrieval import factory
    from retrieval.archive.indexing import mend_index
    from retrieval.archive.restoring import restore as put_back

    settings = read_configuration()
    # Before anything is written: the copy would be filled from the server in place of the backup.
    if settings.database_url is not None:
        raise click.UsageError(
            "With DATELINE_DATABASE_URL set, DATELINE_HOME is a copy that fills itself. Unset it "
            "to restore a backup; then put that into an empty database with: dateline share"
        )
    put_back(settings.home, file)
    with factory.open_archive(settings, any_model=True) as archive:
        # A snapshot of the vectors is written, which only one process may do at a time.
        with archive.write_lock("dateline restore"):
            trouble = mend_index(archive)
        count = archive.coverage().articles
    # Restored all the same: only a Chroma server still lacks the vectors.
    if trouble:
        click.echo(f"{trouble}.", err=True)
    click.echo(f"Restored {with_count(count, 'article')}. See whether all is well: dateline doctor")
    return 0


@click.command(short_help="Put this archive into a shared one.")
@click.option("--leave", is_flag=True, help="Make this copy an archive of its own again.")
def share(*, leave: bool) -> int:
    """Put the archive in DATELINE_HOME into the empty database at DATELINE_DATABASE_URL.

    Nothing is embedded again. The home is a copy of the shared archive from then on; on another
    machine a copy makes and fills itself. Stop the bot meanwhile.

    With --leave and without DATELINE_DATABASE_URL, the copy becomes an archive of its own.
    """
    from bot.text import with_count
    from retrieval import factory

    settings = read_configuration()
    if leave:
        factory.leave(settings)
        click.echo("This archive is one of its own now; the shared one stays as it is.")
        return 0
    count = factory.share(settings)
    click.echo(f"Shared {with_count(count, 'article')}. See whether all is well: dateline doctor")
    return 0
