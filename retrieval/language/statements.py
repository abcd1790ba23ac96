"""What of a text states something: an interviewer's question quotes nobody's answer."""

from __future__ import annotations

import re

# none in "09:20" or "3,000": a live page's time, or a bare figure, states nothing by itself
_LETTER = re.compile(r"[^\W\d_]")
# "Is the dam safe?", "**Why?**"; not 'He asked: "Who will pay?"', which tells what was asked
_QUESTION = re.compile(r"\?[\s*_]*$")


def states_something(text: str) -> bool:
    """Whether a sentence states anything: it has words, and is no question."""
    return bool(_LETTER.search(text)) and not _QUESTION.search(text)
