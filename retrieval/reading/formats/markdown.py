"""Markdown, with or without a block of front matter.

The article's text is the whole file as it stands; the front matter is page furniture.
"""

from __future__ import annotations

from typing import Any

import yaml
from frontmatter.default_handlers import YAMLHandler

from retrieval.errors import UnreadableArticle
from retrieval.reading.article import make_article
from retrieval.reading.formats.encoding import decode
from retrieval.reading.formats.metadata_fields import metadata_from
from retrieval.types import Article

_LONGEST_BLOCK = 64 * 1024  # characters; YAML is slow, and front matter has a few lines
_YAML = YAMLHandler()


class _Loader(yaml.SafeLoader):
    """YAML without aliases: front matter needs none, and a few can be made to fill the memory."""

    def compose_node(self, parent: yaml.Node | None, index: int) -> yaml.Node | None:
        if self.check_event(yaml.AliasEvent):
            raise yaml.YAMLError("it uses YAML aliases (*name), which are not read here")
        return super().compose_node(parent, index)


def read_markdown(raw: bytes, source: str, key: str) -> Article:
    """The article in a Markdown file's bytes.

    Front matter may give `title outlet author published url` (also `source` for `outlet` and
    `date` for `published`).

    Raises:
        UnreadableArticle: The bytes are no text, hold none, or the front matter is broken.
    """
    text = decode(raw)
    fields, start = front_matter(text)
    return make_article(source, key, text, metadata_from(fields), start)


def front_matter(text: str) -> tuple[dict[str, Any], int]:
    """The fields of the block at the head of a text and where its body begins; else nothing and 0.

    Raises:
        UnreadableArticle: The block is broken.
    """
    # "---", a line by itself.
    first = _YAML.FM_BOUNDARY.match(text)
    second = _YAML.FM_BOUNDARY.search(text, first.end()) if first else None
    if first is None or second is None:
        return {}, 0
    fields = _parsed(text[first.end() : second.start()])
    # An empty block, or one of YAML comments alone.
    if fields is None:
        return {}, second.end()
    # Text between two rules is YAML, too, a string; then all is the article's.
    return (fields, second.end()) if isinstance(fields, dict) else ({}, 0)


def _parsed(block: str) -> object:
    if len(block) > _LONGEST_BLOCK:
        raise UnreadableArticle("Its front matter is longer than 64 KB; shorten it and try again.")
    try:
        return _YAML.load(block, Loader=_Loader)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise UnreadableArticle(
            f"Its front matter is broken: {_reason(error)}; mend it and try again."
        ) from None


def _reason(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "it is nested too deeply"
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark:
        return f"{error.problem or error.context}, line {error.problem_mark.line + 1}"
    return (str(error).splitlines() or ["it is no YAML"])[0]
