"""Markdown, with or without a block of front matter.

The article's text is the whole file as it stands; the front matter is page furniture.
"""

from __future__ import annotations

from typing import Any

import yaml
from frontmatter import YAMLHandler

from retrieval.errors import UnreadableArticle
from retrieval.reading.article import Metadata, make_article
from retrieval.reading.dates import stated_date
from retrieval.reading.decode import decode
from retrieval.types import Article

_FRONT_MATTER = YAMLHandler()


def read_markdown(raw: bytes, source: str, key: str) -> Article:
    """The article in a Markdown file's bytes.

    Front matter may give `title outlet author published url` (and `source` for `outlet`,
    `date` for `published`).

    Raises:
        UnreadableArticle: The bytes are no text, hold none, or the front matter is broken.
    """
    text = decode(raw)
    block, start = _front_matter(text)
    return make_article(source, key, text, _metadata(block) if block else None, start)


def field_text(value: object) -> str | None:
    """A metadata field as one line of text; a list of names joined by commas; else None."""
    if isinstance(value, list):
        names = [name for item in value[:20] if (name := field_text(_name(item)))]
        return ", ".join(names) or None
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        return None
    return " ".join(str(value).replace("\x00", " ").split()) or None


def _name(item: object) -> object:
    """An author may be written as `{"name": ...}`; lists within lists are not looked into."""
    if isinstance(item, dict):
        item = item.get("name")
    return None if isinstance(item, list) else item


def _front_matter(text: str) -> tuple[dict[str, Any], int]:
    """The block's fields and where the body begins; nothing and 0 without a block."""
    boundaries = list(_FRONT_MATTER.FM_BOUNDARY.finditer(text[:1]) if not text.startswith("---") else
                      _two(_FRONT_MATTER.FM_BOUNDARY.finditer(text)))
    if len(boundaries) < 2 or boundaries[0].start() != 0:
        return {}, 0
    first, second = boundaries
    return _fields(text[first.end() : second.start()]), min(second.end() + 1, len(text))


def _two(matches: Any) -> list[Any]:
    return [match for match, _ in zip(matches, range(2), strict=False)]


def _fields(block: str) -> dict[str, Any]:
    try:
        fields = _FRONT_MATTER.load(block)
    except yaml.MarkedYAMLError as error:
        line = f" (line {error.problem_mark.line + 1})" if error.problem_mark else ""
        reason = f"{error.problem or error.context or 'not valid YAML'}{line}"
        raise UnreadableArticle(f"Its front matter is broken: {reason}; mend it and index again.") from None
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        reason = str(error).splitlines()[0] if str(error) else "nested too deeply"
        raise UnreadableArticle(f"Its front matter is broken: {reason}; mend it and index again.") from None
    return fields if isinstance(fields, dict) else {}


def _metadata(fields: dict[str, Any]) -> Metadata:
    published, note = stated_date(fields.get("published", fields.get("date")))
    return Metadata(
        title=field_text(fields.get("title")),
        outlet=field_text(fields.get("outlet")) or field_text(fields.get("source")),
        author=field_text(fields.get("author")),
        published=published,
        published_how="metadata" if published else "unknown",
        date_note=note,
        url=field_text(fields.get("url")),
    )
