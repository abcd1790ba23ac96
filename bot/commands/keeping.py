"""Keeping the archive: backups, and putting one back."""

from __future__ import annotations

from pathlib import Path

import click

from bot.opening import held_archive, read_configuration


@click.command(short_help="Write a backup of the archive into one file.")
@click.argument("file", type=click.Path(path_type=Path))
def backup(file: Path) -> int:
    """Write a backup of the archive into FILE, also while a bot runs.

    FILE holds all that the archive holds, the team's names, and its own checksum.
    """
    from bot.render import visible
    from retrieval.archive.backups import back_up

    with held_archive() as archive:
        back_up(archive, file)
    click.echo(f"Backed up to {visible(str(file))} ({file.stat().st_size:,} bytes).")
    return 0


@click.command(short_help="Put a backup back, into an empty home.")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def restore(file: Path) -> int:
    """Put a backup back into DATELINE_HOME, which must hold no archive.

    The index of vectors is made anew from what was stored; nothing is embedded again.
    """
    from bot.render import counted
    from retrieval import factory
    from retrieval.archive.indexing import mend_snapshot
    from retrieval.archive.restoring import restore as put_back

    settings = read_configuration()
    put_back(settings.home, file)
    with factory.open_archive(settings, any_model=True) as archive:
        with archive.write_lock("dateline restore"):
            mend_snapshot(archive)
        count = archive.coverage().articles
    click.echo(f"Restored {counted(count, 'article')}. See whether all is well: dateline doctor")
    return 0
