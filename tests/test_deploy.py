"""What `deploy/` and its page say is what the program does."""

import configparser
import re
from pathlib import Path

import pytest

from retrieval.errors import ConfigurationError
from retrieval.settings import Settings

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "deploy.md").read_text("utf-8")
DOCKERFILE = (ROOT / "deploy" / "Dockerfile").read_text("utf-8")


@pytest.fixture
def unit():
    parser = configparser.ConfigParser(strict=False, interpolation=None)
    parser.optionxform = str
    parser.read(ROOT / "deploy" / "dateline.service")
    return parser["Service"]


def test_a_wrong_setting_is_not_started_again(unit):
    assert str(ConfigurationError.exit_code) in unit["RestartPreventExitStatus"].split()
    assert unit["Restart"] == "on-failure"


def test_the_service_gets_more_time_to_stop_than_the_bot_takes(unit):
    from bot.leaving import LEAVE_SECONDS

    assert float(unit["TimeoutStopSec"]) > LEAVE_SECONDS + 3


def test_neither_the_service_nor_the_container_runs_as_root(unit):
    assert unit["User"] == "dateline"
    assert unit["NoNewPrivileges"] == "yes"
    stage = DOCKERFILE.rpartition("FROM ")[2]
    assert re.search(r"^USER 10001$", stage, re.MULTILINE)


def test_the_container_has_a_health_check_and_names_no_registry():
    assert 'CMD ["dateline", "bot", "--health"]' in DOCKERFILE
    assert set(re.findall(r"^FROM (\S+)", DOCKERFILE, re.MULTILINE)) == {"python:3.12-slim"}


def test_no_secret_goes_into_an_image():
    ignored = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    assert {".env", ".git", "articles", "*.sqlite"} <= set(ignored)
    assert "TOKEN" not in DOCKERFILE


def test_every_setting_and_file_on_the_page_exists():
    from bot.discord_app.access import audit_log
    from bot.discord_app.gateway import command_sync, health, lifecycle, pending
    from bot.log import FILE

    known = {f"DATELINE_{name.upper()}" for name in Settings.model_fields}
    assert set(re.findall(r"DATELINE_[A-Z_]+", PAGE)) <= known
    files = (FILE, audit_log.FILE, health.FILE, lifecycle.LOCK, command_sync.FILE, pending.FILE)
    assert all(f"`{name}`" in PAGE for name in files)


def test_the_limits_on_the_page_are_the_defaults():
    fields = Settings.model_fields
    stated = dict(re.findall(r"^\| `DATELINE_(\w+)` \| (\d+)", PAGE, re.MULTILINE))
    assert len(stated) == 3
    for name, value in stated.items():
        assert fields[name.lower()].default == float(value)
