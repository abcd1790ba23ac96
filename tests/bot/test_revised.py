"""What became of an article, from whatever of it is shown."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from bot.revised import revised
from retrieval.types import Revision


@pytest.mark.parametrize(
    ("facts", "said"),
    [
        ({}, None),
        ({"revision": Revision("update", 2)}, "update"),
        ({"revision": "correction", "supersedes": "3f2a"}, "correction of 3f2a"),
        ({"corrected_by": "3f2a", "corrected_how": "retraction", "corrected_on": "2015-06-05"},
         "retracted by 3f2a (5 June 2015)"),
        ({"corrected_by": "3f2a"}, "superseded by 3f2a"),
        ({"corrected_by": "3f2a", "corrected_title": "New toll", "corrected_on": "2015-06-05"},
         "superseded by “New toll” (3f2a, 5 June 2015)"),
    ],
)  # fmt: skip
def test_in_few_words(facts: dict[str, Any], said: str | None) -> None:
    item: Any = SimpleNamespace(**{"revision": None, **facts})
    assert revised(item) == said
