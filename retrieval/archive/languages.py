"""What to tell of an archive that is not in English alone, while its model is."""

from __future__ import annotations

import sqlite3

from retrieval.archive.generation_cache import GenerationCache
from retrieval.archive.store import meta
from retrieval.messages import gettext
from retrieval.messages.question_language import question_language

KNOWN = "en"
MUCH = 0.1
"""The share of text in other languages that counts: it is worth another model's size."""

_shares: GenerationCache[dict[str, float]] = GenerationCache(8)  # an archive or two a process

MOST_NAMED = 3  # languages in one sentence


def language_shares(connection: sqlite3.Connection) -> dict[str, float]:
    """How much of the text is in each language (ISO 639-1), the most first; 0..1.

    Text whose language is not known counts in the whole alone.
    """
    rows = connection.execute(
        "select language, sum(length(text)) as size from articles group by language"
    ).fetchall()
    whole = sum(row["size"] for row in rows) or 1
    known = {row["language"]: row["size"] / whole for row in rows if row["language"]}
    return dict(sorted(known.items(), key=lambda item: (-item[1], item[0])))


def many_in_other_languages(connection: sqlite3.Connection, asked: str) -> bool:
    """Whether much of the text is in other languages than what is asked, as far as is known."""
    own = question_language(asked)
    shares = _shares.of(connection, "shares", lambda: language_shares(connection))
    return sum(size for name, size in shares.items() if name != own) > MUCH


def language_advice(connection: sqlite3.Connection) -> str | None:
    """A sentence on the model for many languages, where it would help; None where it would not."""
    # Imported late: what only writes to the archive does not wait for a model's libraries.
    from retrieval.embedding.minilm import NAME
    from retrieval.embedding.multilingual import INSTALL, SETTING

    held = language_shares(connection)
    # Only under the shipped model, which knows English alone.
    others = {language: share for language, share in held.items() if language != KNOWN}
    if meta(connection, "model") != NAME or sum(others.values()) <= MUCH:
        return None
    named = ", ".join(f"{name} {share:.0%}" for name, share in list(others.items())[:MOST_NAMED])
    form = gettext(
        "{share} of the text is not in English ({languages}) and is found by its words alone. "
        "To find it by meaning too: {install}, set DATELINE_EMBEDDING_MODEL={setting}, and run: "
        "dateline rebuild"
    )
    return form.format(
        share=f"{sum(others.values()):.0%}", languages=named, install=INSTALL, setting=SETTING
    )
