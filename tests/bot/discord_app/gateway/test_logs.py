import base64
import io
import json
import logging
import sys

import pytest

from bot.discord_app.gateway.client import run
from bot.discord_app.gateway.logs import JsonLine, guard_logs
from bot.logging_setup import Redaction
from retrieval.errors import ConfigurationError
from retrieval.redaction import REDACTED, add_secrets
from support.discord_fakes import FakeChain, found, make_settings, recall_of, server

SECRET = "configured-secret-without-any-shape"
SHAPED = "MTIzNDU2Nzg5MDEyMzQ1Njc4.GabcDE.abcdefghijklmnopqrstuvwxyz0123456789AB"


@pytest.fixture(params=[logging.Formatter, JsonLine])
def written(tmp_path, request):
    """Log records through a guarded handler, and what then stands in the file."""
    path = tmp_path / "bot.logging_setup"
    handler = logging.FileHandler(path)
    handler.setFormatter(request.param())
    add_secrets({"DISCORD_TOKEN": SECRET})
    handler.addFilter(Redaction())
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


@pytest.fixture
def lines(restored_logging, tmp_path, monkeypatch):
    """The lines that a bot which logs in JSON writes to stderr and to its file, read back."""
    file = logging.FileHandler(tmp_path / "dateline.log")
    stderr = io.StringIO()
    monkeypatch.setattr(sys, "stderr", stderr)
    logging.getLogger().handlers[:] = [file]
    guard_logs("INFO", SECRET, "json")

    def read():
        file.close()
        written = stderr.getvalue()
        assert written == (tmp_path / "dateline.log").read_text("ascii")
        return [json.loads(line) for line in written.splitlines()]

    return read


def test_in_json_a_line_is_one_object_whatever_stands_in_it(lines):
    text = f"two\nlines \x1b[2J {SECRET} \ud800 мост"
    logging.getLogger("any.where").warning("%s", text)
    [line] = lines()
    assert (line["level"], line["logger"]) == ("WARNING", "any.where")
    assert line["message"] == text.replace(SECRET, REDACTED)
    assert line["time"].endswith("+00:00")
    assert set(line) == {"time", "level", "logger", "message"}


def test_in_json_a_traceback_is_a_field_without_secrets(lines):
    try:
        int(f"{SECRET}?")
    except ValueError:
        logging.getLogger("any").exception("failed", stack_info=True)
    [line] = lines()
    assert line["exception"].startswith("Traceback")
    assert f"ValueError: invalid literal for int() with base 10: '{REDACTED}?'" in line["exception"]
    assert "test_logs" in line["stack"]


async def test_in_json_the_id_that_an_asker_was_told_is_a_field(lines, home):
    async with server(FakeChain(ZeroDivisionError("detail")), home) as (env, channel, alice):
        told = (await alice.slash(channel, "ask", question="When?")).response.content
        env.errors.clear()
    [line] = [line for line in lines() if "error_id" in line]
    assert f"(id {line['error_id']})" in told
    assert "ZeroDivisionError: detail" in line["exception"]


@pytest.mark.parametrize(("form", "kind"), [("json", JsonLine), ("text", logging.Formatter)])
def test_the_setting_chooses_the_form(restored_logging, home, form, kind):
    root = logging.getLogger()
    root.handlers[:] = []
    (home / "bot.lock").mkdir(parents=True)  # so that it ends at once
    with pytest.raises(ConfigurationError):
        run(make_settings(home, log_format=form), FakeChain(found()), recall_of())
    assert [type(handler.formatter) for handler in root.handlers] == [kind]
