"""Metadata fields as people write them, in front matter or in a line of JSON."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from retrieval.reading.article import Metadata
from retrieval.reading.dates.date_parsing import stated_date
from retrieval.reading.formats.encoding import normalize_line_ends

_LONGEST = 1000  # characters of a title, an author, an outlet
_MOST_NAMES = 20  # authors of one article


def metadata_from(fields: Mapping[str, Any]) -> Metadata:
    """What the fields `title outlet author published url` state; others are not looked at.

    `source` stands in for `outlet`, `date` for `published`. A date that is not whole becomes
    a note in its own words; one that can't be is left out.
    """
    published, note = stated_date(fields.get("published") or fields.get("date"))
    return Metadata(
        title=field_text(fields.get("title")),
        outlet=field_text(fields.get("outlet")) or field_text(fields.get("source")),
        author=field_text(fields.get("author")),
        published=published,
        published_how="metadata" if published else "unknown",
        date_note=note,
        url=field_text(fields.get("url")),
    )


def field_text(value: object) -> str | None:
    """A field as one line of text, a list of names joined by commas; None if it is no text."""
    if isinstance(value, list):
        # An author may be an object, as in JSON-LD: {"name": "Lena Orsk"}.
        names = (_line(item.get("name") if isinstance(item, dict) else item) for item in value)
        return ", ".join([name for name in names if name][:_MOST_NAMES]) or None
    return _line(value)


def _line(value: object) -> str | None:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    try:
        words = str(value)[:_LONGEST]
    except ValueError:  # a whole number of thousands of digits
        return None
    return " ".join(normalize_line_ends(words).replace("\x00", " ").split()) or None
