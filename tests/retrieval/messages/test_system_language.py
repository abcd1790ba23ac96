"""The system's language, by the variables that gettext reads, in their order."""

from __future__ import annotations

import pytest

from retrieval.messages import LANGUAGES, system_language

NAMES = ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG")


@pytest.mark.parametrize(
    ("given", "language"),
    [
        ({}, None),
        ({"LANG": "C.UTF-8"}, None),
        ({"LANG": "ru_RU.UTF-8"}, "ru"),
        ({"LANG": "kk_KZ.utf8@cyrillic"}, "kk"),
        ({"LANG": "ru_RU.UTF-8", "LC_MESSAGES": "en_GB.UTF-8"}, "en"),
        ({"LANG": "ru_RU.UTF-8", "LC_ALL": "kk_KZ"}, "kk"),
        ({"LANG": "en_US.UTF-8", "LANGUAGE": "uz:kk_KZ:ru"}, "kk"),
        ({"LANG": "ru_RU.UTF-8", "LANGUAGE": ""}, "ru"),
        ({"LANG": "de_DE.UTF-8"}, None),
    ],
)
def test_the_first_that_is_set_counts(
    given: dict[str, str], language: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in NAMES:
        monkeypatch.delenv(name, raising=False)
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    assert system_language(LANGUAGES) == language
