"""When something changes in folders: as the system tells it, or by comparing again and again."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from threading import Event

TICK_SECONDS = 0.5
"""How often it is told whether anything changed: so soon a watch notices that it shall stop."""

Identity = tuple[int, int] | None
"""Which folder lies under a name (device and inode), or None: there is none."""

log = logging.getLogger(__name__)


def watch_events(
    folders: Sequence[Path], stop: Event, tick_seconds: float = TICK_SECONDS
) -> Iterator[bool]:
    """Whether anything changed in the folders, every tick, until `stop` is set.

    A folder that is gone is waited for. Where the system can't tell of changes, or with
    WATCHFILES_FORCE_POLLING set (network drives), the folders' files are compared instead.
    """
    logging.getLogger("watchfiles").setLevel(logging.WARNING)  # it writes a line a change
    # None leaves the choice to watchfiles, which looks at WATCHFILES_FORCE_POLLING.
    polling = None
    while not stop.is_set():
        try:
            yield from _while_there(folders, stop, tick_seconds, polling=polling)
        except FileNotFoundError:  # a folder went away in this very moment
            pass
        except (OSError, RuntimeError) as error:
            log.warning("The system can't tell of changes (%s); files are compared.", error)
            polling = True
        stop.wait(tick_seconds)


def _while_there(
    folders: Sequence[Path], stop: Event, tick_seconds: float, *, polling: bool | None
) -> Iterator[bool]:
    """As `watch_events`, until a folder goes away, comes back, or makes way for another."""
    import watchfiles

    there = _identities(folders)
    present = [str(folder) for folder, it in zip(folders, there, strict=True) if it]
    # Nothing to watch: the caller waits a tick and looks again.
    if not present:
        yield True
        return
    unseen = True  # what happened before the watch began, which nobody tells
    for changes in watchfiles.watch(
        *present,
        # Instead of watchfiles' own filter, which is made for source code ("node_modules").
        watch_filter=lambda _, path: not any(_is_hidden(path, root) for root in present),
        # Milliseconds: changes are gathered for a second at most, and reported after a tenth of one
        # in which none followed.
        debounce=1000,
        step=100,
        rust_timeout=int(tick_seconds * 1000),
        # An empty set at each time-out, so that the loop goes on to look whether folders changed.
        yield_on_timeout=True,
        stop_event=stop,
        force_polling=polling,
        poll_delay_ms=int(2 * tick_seconds * 1000),
        ignore_permission_denied=True,
    ):
        yield unseen or bool(changes)
        unseen = False
        # A new folder under an old name: the system still watches the one that is gone.
        if _identities(folders) != there:
            return


def _is_hidden(path: str, root: str) -> bool:
    return path.startswith(root) and f"{os.sep}." in path[len(root) :]


def _identities(folders: Sequence[Path]) -> list[Identity]:
    return [_identity(folder) for folder in folders]


def _identity(folder: Path) -> Identity:
    try:
        status = folder.stat()
        return (status.st_dev, status.st_ino) if folder.is_dir() else None
    except OSError:
        return None
