"""The errors a user may see: each has its code, and a library's message gives away one line."""

from __future__ import annotations

import pytest

from retrieval import errors
from retrieval.errors import DatelineError, first_line

KINDS = [one for one in vars(errors).values() if isinstance(one, type)]


@pytest.mark.parametrize("kind", KINDS)
def test_every_error_is_one_of_ours_and_says_what_it_means(kind: type[DatelineError]) -> None:
    assert issubclass(kind, DatelineError)
    assert kind.exit_code in {1, 2, 5, 6, 78}
    assert kind.__doc__


@pytest.mark.parametrize(
    ("message", "line"),
    [
        ("", "ValueError"),
        ("  \n ", "ValueError"),
        ("no good.\nkey=canary", "no good"),
        ("\nno good:\n", "no good"),
        ("no good...", "no good"),
    ],
)
def test_the_first_line_without_its_mark(message: str, line: str) -> None:
    assert first_line(ValueError(message)) == line
