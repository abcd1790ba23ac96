"""When the bot may post of its own accord."""

from datetime import UTC, date, datetime

import pytest

from bot.discord_app.watches.posting_hours import digest_words, is_digest_hour, is_quiet, local_hour
from retrieval.errors import ConfigurationError
from retrieval.settings import read_settings
from support.discord_fakes import make_settings


@pytest.mark.parametrize(
    ("hours", "hour", "quiet"),
    [
        (None, 3, False), ("22-07", 22, True), ("22-07", 3, True), ("22-07", 7, False),
        ("22-07", 21, False), ("9-17", 12, True), ("9-17", 17, False), ("5-5", 5, False),
    ],
)  # fmt: skip
def test_quiet_hours_may_go_over_midnight(home, hours, hour, quiet):
    settings = make_settings(home, quiet_hours=hours, timezone="UTC")
    assert is_quiet(settings, datetime(2024, 1, 1, hour, 30, tzinfo=UTC)) is quiet


def test_quiet_hours_are_those_of_the_time_zone(home):
    settings = make_settings(home, quiet_hours="22-07", timezone="Asia/Tokyo")
    assert is_quiet(settings, datetime(2024, 1, 1, 15, tzinfo=UTC))
    assert not is_quiet(settings, datetime(2024, 1, 1, 3, tzinfo=UTC))


def test_the_hour_is_that_of_the_time_zone_and_so_is_the_day(home):
    settings = make_settings(home, timezone="Asia/Tokyo")
    assert local_hour(settings, datetime(2024, 1, 1, 20, tzinfo=UTC)) == (date(2024, 1, 2), 5)


@pytest.mark.parametrize(("hour", "due"), [(0, True), (8, False), (9, True), (10, False)])
def test_digest_hours_are_those_that_are_named(home, hour, due):
    settings = make_settings(home, digest_hours="9, 0", timezone="UTC")
    assert is_digest_hour(settings, datetime(2024, 1, 1, hour, 59, tzinfo=UTC)) is due


def test_digest_hours_are_told_in_order_with_their_time_zone(home):
    settings = make_settings(home, digest_hours="17, 9", timezone="Asia/Tokyo")
    assert digest_words(settings) == "9:00, 17:00 (Asia/Tokyo)"
    assert digest_words(make_settings(home)) == ""


@pytest.mark.parametrize("wrong", ["24", "-1", "nine", "9-17"])
def test_what_is_no_hour_is_a_wrong_setting(home, wrong):
    with pytest.raises(ConfigurationError, match="DATELINE_DIGEST_HOURS"):
        read_settings(home=home, digest_hours=wrong)
