"""What is told where a question about the records is not understood: what they can be asked."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence

from retrieval.archive_facts.selection import Selection, Written
from retrieval.messages import gettext
from retrieval.search.hit import Hit


def ask_otherwise(_: sqlite3.Connection, meant: Selection, hits: Sequence[Hit]) -> Written:
    """No statement, and a note with wordings that are understood."""
    return [], gettext(
        "What this asks about the archive is not understood. Ask for example: “How many articles "
        "on ferries are there?”, “Which outlets wrote about ferries?”, “Which article is the "
        "oldest?”"
    )
