"""The log: no secret stands in it, and where it can't be written, nobody sees that."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.logging_setup import FILE, set_up_logging
from retrieval.redaction import REDACTED
from retrieval.settings import Settings

SECRET = "aB3dE5fG7hJ9kL1m"


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


@pytest.mark.usefixtures("logging_as_before")
def test_no_secret_reaches_the_log_wherever_it_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MISTRAL_API_KEY", SECRET)
    set_up_logging(Settings(home=tmp_path, log_level="DEBUG"))
    log = logging.getLogger("any.where")
    log.error(f"refused: {SECRET}")
    log.error("refused: %s", SECRET)
    log.error("wrong %d", SECRET)
    try:
        int(SECRET)
    except ValueError:
        log.exception("raised")
    for told in ((tmp_path / FILE).read_text("utf-8"), capfd.readouterr().err):
        assert SECRET not in told
        assert told.count(REDACTED) >= 4
        assert "ERROR any.where: refused: " in told
        assert "ValueError" in told
