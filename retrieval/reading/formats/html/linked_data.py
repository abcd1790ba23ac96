"""What a page's linked data (JSON-LD) says of its article, however loosely it is written.

It should name schema.org as its `@context`, and many pages forget it; what is meant is told by
the names of the fields all the same.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

# "NewsArticle" in a page's JSON-LD
_ARTICLES = re.compile(r"(?:Article|Posting|Report|Review)$")
# "//<![CDATA[" before the data, "//]]>" or ";" behind it
_WRAPPING = re.compile(r"^\s*(?:(?://|/\*)?\s*<!\[CDATA\[|<!--)(?:\s*\*/)?|[\s;]+$")
# "//]]>", "-->" behind the data
_CLOSING = re.compile(r"\s*(?:(?://|/\*)?\s*\]\]>(?:\s*\*/)?|(?://\s*)?-->)[\s;]*$")
_DEEPEST = 12  # lists and objects within one another; a stranger's may nest without end
_MOST_NAMES = 20  # authors of one article

Thing = Mapping[str, Any]
"""An object of the linked data."""


def linked_articles(tree: Any) -> list[Thing]:
    """The articles in a page's linked data, in order; what is broken is left out."""
    return [thing for thing in _linked(tree) if _is_article(thing)]


def publication_value(article: Thing) -> Any:
    """`datePublished`, which may stand in a list or come with its type."""
    stated = article.get("datePublished")
    first = stated[0] if isinstance(stated, list) and stated else stated
    return first.get("@value") if isinstance(first, dict) else first


def linked_headline(tree: Any) -> str | None:
    """The headline of the page's article."""
    headlines = (article.get("headline") for article in linked_articles(tree))
    return next((_words(headline) for headline in headlines if _words(headline)), None)


def linked_publisher(tree: Any) -> str | None:
    """Who published the page's article."""
    people, others = _named(tree, "publisher")
    return next(iter(others + people), None)


def linked_authors(tree: Any) -> tuple[list[str], list[str]]:
    """Who wrote the page's article: people, and agencies or desks."""
    return _named(tree, "author")


def _named(tree: Any, field: str) -> tuple[list[str], list[str]]:
    """The people and the organizations in a field of the first article that has it."""
    known = {name: thing for thing in _linked(tree) if (name := _words(thing.get("@id")))}
    for article in linked_articles(tree):
        people: list[str] = []
        others: list[str] = []
        for one in _listed(article.get(field)):
            # {"@id": "#lena"} stands for what the page says of her elsewhere.
            of_another = isinstance(one, dict) and known.get(_words(one.get("@id")) or "")
            thing = of_another or (one if isinstance(one, dict) else {"name": one})
            (others if "Organization" in str(thing.get("@type")) else people).extend(_names(thing))
        if people or others:
            return people[:_MOST_NAMES], others[:_MOST_NAMES]
    return [], []


def _names(thing: Thing) -> list[str]:
    stated = [_words(name) for name in _listed(thing.get("name"))]
    names = [name for name in stated if name and "://" not in name]
    parts = [_words(thing.get(part)) for part in ("givenName", "familyName")]
    return names or ([" ".join(filter(None, parts))] if all(parts) else [])


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]


def _words(value: Any) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _linked(tree: Any) -> Iterator[dict[str, Any]]:
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or ""):
            continue
        try:
            # Not strict: some pages have line ends within strings, which JSON forbids.
            data = json.loads(_unwrapped(script.text or ""), strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _things(data, _DEEPEST)


def _unwrapped(words: str) -> str:
    """The data without what a script needs around it and JSON does not."""
    return _WRAPPING.sub("", _CLOSING.sub("", words))


def _things(data: Any, depth: int) -> Iterator[dict[str, Any]]:
    if isinstance(data, dict) and depth:
        yield data
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            yield from _things(data.get(key), depth - 1)
    elif isinstance(data, list) and depth:
        for item in data:
            yield from _things(item, depth - 1)


def _is_article(thing: Thing) -> bool:
    kinds = _listed(thing.get("@type"))
    return any(isinstance(kind, str) and _ARTICLES.search(kind) for kind in kinds)
