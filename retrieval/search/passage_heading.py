"""The line under which a passage is read: its article's title, and who wrote it, if that is asked.

Whoever writes "I" in a column is named in its byline alone.
"""

from __future__ import annotations

import re

from retrieval.search.words import informative, stems
from retrieval.types import Passage

# "By " in "By Ada Quill"
_BY = re.compile(r"^by:?\s+", re.IGNORECASE)


def passage_heading(passage: Passage, asked: str) -> str:
    """The title of a passage's article; with its author, where what is asked names them.

    Args:
        passage: What is read.
        asked: The question.
    """
    above = passage.title or ""
    author = _BY.sub("", passage.author or "")
    # `informative` gives words by their stems, so that stems meet stems.
    if not author or not set(informative(author)) & set(stems(asked)):
        return above
    return f"{above} (by {author})" if above else f"By {author}"
