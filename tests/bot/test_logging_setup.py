"""The log: where it can't be written, nobody sees anything of that."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.logging_setup import FILE, set_up_logging
from retrieval.settings import Settings


@pytest.fixture
def logging_as_before() -> Iterator[None]:
    root = logging.getLogger()
    before = (list(root.handlers), root.level, logging.raiseExceptions)
    yield
    for handler in root.handlers:
        handler.close()
    root.handlers[:], level, logging.raiseExceptions = before
    root.setLevel(level)


@pytest.mark.usefixtures("logging_as_before")
def test_a_log_that_can_not_be_written_says_nothing_on_the_terminal(
    tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    set_up_logging(Settings(home=tmp_path, log_level="WARNING"))
    logging.getLogger("retrieval").warning("It can be written.")
    assert "It can be written." in (tmp_path / FILE).read_text("utf-8")
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / FILE).mkdir()
    set_up_logging(Settings(home=tmp_path / "more", log_level="WARNING"))
    logging.getLogger("retrieval").warning("It can't be written.")
    assert capfd.readouterr() == ("", "")
