"""How a command ends: its exit code, and for an error one sentence on stderr."""

from __future__ import annotations

import io
import logging
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import click

INTERNAL = 1  # these are told in docs/usage.md, and never change
NO_ANSWER = 3  # as grep's 1, but 1 is for faults of ours
INTERRUPTED = 130  # 128 and SIGINT, as shells count

log = logging.getLogger(__name__)


def exit_code(run: Callable[[], Any]) -> int:
    """Run a command; what it returns is its exit code, and what it raises becomes one.

    This is the outermost loop of the command line: the one place that catches everything.
    """
    _reopen_closed()
    for stream in (sys.stdout, sys.stderr):
        # A terminal that knows few characters gets the others as escapes, not a traceback.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        return int(run() or 0)
    except click.exceptions.Exit as leaving:
        return leaving.exit_code
    # click makes this of Ctrl-C; what comes before or after it comes as it is.
    except (click.Abort, KeyboardInterrupt):
        click.echo("Interrupted.", err=True)
        return INTERRUPTED
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except SystemExit:
        # click's way out where the reader (`| head`) has had enough: no error of ours.
        return 0
    except Exception as error:
        return _told(error)


def _reopen_closed() -> None:
    """Nothing is read from what the shell has closed (`<&-`), and what is written goes nowhere."""
    # Python makes None of them, which no library expects.
    nowhere = Path(os.devnull)
    sys.stdin = sys.stdin or nowhere.open()
    sys.stdout = sys.stdout or nowhere.open("w")
    sys.stderr = sys.stderr or nowhere.open("w")


def _told(error: Exception) -> int:
    # Imported here: a command that ends well needs none of it.
    from bot.text import without_controls
    from retrieval.errors import DatelineError
    from retrieval.redaction import redacted

    # An error may quote a file's name or what a provider replied.
    told = without_controls(redacted(str(error)))
    if isinstance(error, DatelineError):
        click.echo(told, err=True)
        return error.exit_code
    log.error("Internal error", exc_info=error)
    click.echo(
        f"Something went wrong inside Dateline ({type(error).__name__}: {told}). "
        "The details stand in dateline.log in DATELINE_HOME; please report them.",
        err=True,
    )
    return INTERNAL
