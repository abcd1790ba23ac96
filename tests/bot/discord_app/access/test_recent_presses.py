"""A double press does a thing once; another person's, another button's or a later one counts."""

from __future__ import annotations

import time

import pytest

from bot.discord_app.access.recent_presses import RecentPresses


def test_the_echo_of_a_press_is_told_from_other_presses(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [100.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    presses = RecentPresses(seconds=2.0)
    assert not presses.is_repeated(1, "sources")
    assert presses.is_repeated(1, "sources")
    assert not presses.is_repeated(2, "sources")
    assert not presses.is_repeated(1, "again")
    now[0] += 1.9
    assert presses.is_repeated(1, "sources")
    now[0] += 0.2
    assert not presses.is_repeated(1, "sources"), "the first press counts, not its echo"


def test_what_is_past_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    now = [0.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    presses = RecentPresses(seconds=1.0)
    for person in range(1000):
        now[0] += 0.5
        presses.is_repeated(person, "sources")
    assert len(presses._last) <= 3
