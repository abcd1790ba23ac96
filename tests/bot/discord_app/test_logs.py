import base64
import logging

import pytest

from bot.discord_app.logs import REDACTED, Redaction, guard_logs

SECRET = "configured-secret-without-any-shape"
SHAPED = "MTIzNDU2Nzg5MDEyMzQ1Njc4.GabcDE.abcdefghijklmnopqrstuvwxyz0123456789AB"


@pytest.fixture
def written(tmp_path):
    """Log records through a guarded handler, and what then stands in the file."""
    path = tmp_path / "bot.log"
    handler = logging.FileHandler(path)
    handler.addFilter(Redaction(SECRET))
    logger = logging.Logger("test")
    logger.addHandler(handler)
    yield logger, path.read_text
    handler.close()


@pytest.mark.parametrize(
    "text",
    [
        SECRET,
        SHAPED,
        repr({"token": SHAPED}),
        f"https://discord.test/api/webhooks/12/{SHAPED}/messages",
        "/api/v10/webhooks/12/aW50ZXJhY3Rpb24-secret-canary/messages/@original",
        "/interactions/12/canary-of-a-token/callback",
        base64.b64encode(SECRET.encode()).decode(),
    ],
)
def test_no_token_reaches_the_log_in_any_form(written, text):
    logger, read = written
    logger.error("plain %s", text)
    logger.error(text)
    try:
        int(text + "?")
    except ValueError:
        logger.exception("raised", stack_info=True)
    logger.error("wrong %d", text)
    for canary in (SECRET, SHAPED, "canary", base64.b64encode(SECRET.encode()).decode()[:-4]):
        assert canary not in read()
    assert read().count(REDACTED) >= 4
    assert "ValueError" in read()


def test_what_is_no_secret_is_logged_as_it_is(written):
    logger, read = written
    text = "langchain_core.exceptions.OutputParserException at 12.5 in bot.discord_app.client"
    logger.error(text)
    assert text in read()


def test_a_service_logs_to_stderr_beside_the_file_that_is_set_up(
    restored_logging, tmp_path, capsys
):
    root = logging.getLogger()
    file = logging.FileHandler(tmp_path / "dateline.log")
    root.handlers[:] = [file]
    guard_logs("INFO", SECRET)
    guard_logs("INFO", SECRET)
    logging.getLogger("anything").info("hello %s", SECRET)
    file.close()
    assert capsys.readouterr().err.count(f"hello {REDACTED}") == 1
    assert f"hello {REDACTED}" in (tmp_path / "dateline.log").read_text()


def test_handlers_are_guarded_once_and_the_librarys_loggers_stay_at_info(restored_logging):
    handler = logging.NullHandler()
    logging.getLogger().addHandler(handler)
    try:
        guard_logs("DEBUG", SECRET)
        guard_logs("DEBUG", SECRET)
        assert [type(each) for each in handler.filters] == [Redaction]
        assert logging.getLogger("discord.http").getEffectiveLevel() == logging.INFO
    finally:
        logging.getLogger().removeHandler(handler)


def test_a_providers_key_does_not_reach_the_log_either(written):
    logger, read = written
    logger.error("refused: Bearer sk-proj-abcdefghijklmnop0123456789")
    assert "refused" in read()
    assert "abcdefghijklmnop" not in read()
