"""An archive of two articles, and the processes that read more."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.cli import main
from retrieval import reading
from retrieval.archive import doctor
from retrieval.archive.probe import look_into
from support.command_line import LATER, TREATY, front
from support.environment import at_home_in
from support.kept_workers import KeptWorkers


@pytest.fixture(scope="module", autouse=True)
def _few_processes(workers_end: None) -> Iterator[None]:
    """One command after another reads with the same processes: they took most of the time.

    And doctor looks into a snapshot in this one, as in most tests of the archive.
    """
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(reading, "Workers", KeptWorkers)
        patch.setattr(doctor, "seen_in", look_into)
        yield


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    return written(tmp_path / "news")


def written(folder: Path) -> Path:
    folder.mkdir()
    treaty = front("Harbour treaty signed", "Amber Post", "2019-05-04") + TREATY
    (folder / "treaty.md").write_text(treaty, "utf-8")
    later = front("Lighthouse opens", "Coast Daily", "2021-06-10") + LATER
    (folder / "lighthouse.md").write_text(later, "utf-8")
    return folder


@pytest.fixture
def indexed(home: Path, articles: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    assert main(["index", "news"]) == 0
    capsys.readouterr()
    return articles


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of an archive filled once for a module: nothing in it may be changed."""
    folder = tmp_path_factory.mktemp("filled")
    written(folder / "news")
    with pytest.MonkeyPatch.context() as patch:
        home = at_home_in(folder, patch)
        assert main(["index", "news"]) == 0
    return home


@pytest.fixture
def restored_logging() -> Iterator[None]:
    """Put handlers, their filters, and the levels back; what a test has added is closed."""
    root = logging.getLogger()
    handlers, level = list(root.handlers), root.level
    filters = {handler: list(handler.filters) for handler in root.handlers}
    names = ("discord", "aiohttp", "asyncio")
    levels = {name: logging.getLogger(name).level for name in names}
    yield
    for handler in [one for one in root.handlers if one not in handlers]:
        handler.close()
    root.handlers[:] = handlers
    root.setLevel(level)
    for handler, before in filters.items():
        handler.filters = before
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)
