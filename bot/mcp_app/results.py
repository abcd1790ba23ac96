"""What the tools give, as clients see it in each tool's schema.

The values are those of `dateline ... --json`, less what a reader of a tool's result has no use
for; nothing is worded or judged here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NotRequired, TypeVar

from pydantic import TypeAdapter
from typing_extensions import TypedDict  # pydantic takes no other before Python 3.12

T = TypeVar("T")


# Offsets count Unicode characters of the text as it is stored, `end` not included.
class Cited(TypedDict):
    """A quotation: `quote` stands in `article` at `start` to `end`; `hash` is its SHA-256."""

    number: int
    article: str
    hash: str
    start: int
    end: int
    quote: str
    title: str | None
    outlet: str | None
    published: str | None
    date_note: str | None
    source: str
    url: str | None
    page: int | None
    revision: str | None
    corrected_by: str | None
    corrected_how: str | None
    corrected_on: str | None
    corrected_title: str | None
    corrected_url: str | None


class Said(TypedDict):
    """A sentence of an answer, and the numbers of the citations that support it."""

    text: str
    citations: list[int]
    heading: str | None


class Part(TypedDict):
    """A sentence of a claim of several, its verdict, or why it was `left_out` of judging."""

    text: str
    # "supported", "contradicted" or "not in the archive"; null where the sentence was left out.
    verdict: str | None
    citations: list[int]
    left_out: str | None


class Searched(TypedDict):
    """What was there to be searched: how many articles, and the span of their dates."""

    articles: int
    # Days, ISO; null in an archive that holds no dated article.
    first: str | None
    last: str | None
    undated: int


class Limited(TypedDict):
    """What the asker limited a question to, beside its words."""

    outlet: str | None
    # Days, ISO.
    since: str | None
    until: str | None
    as_of: str | None
    # Those of a comparison.
    outlets: list[str]
    literal: bool


class Answered(TypedDict):
    """An answer; or, with `found` false, a refusal, with the `nearest` quotations."""

    found: bool
    question: str
    text: str
    mode: str
    form: str
    verdict: str | None
    # There for a claim of several sentences alone, as in JSON.
    parts: NotRequired[list[Part]]
    statements: list[Said]
    citations: list[Cited]
    nearest: list[Cited]
    notes: list[str]
    limits: Limited
    understood: list[str]
    coverage: Searched
    as_of: str | None
    # The id under which `verify` finds the answer again; null where nothing could be kept.
    receipt: str | None


class Found(TypedDict):
    """A passage: `text` stands in `article` at `start` to `end`."""

    article: str
    start: int
    end: int
    text: str
    # Comparable within one search only.
    score: float
    title: str | None
    outlet: str | None
    published: str | None
    date_note: str | None
    source: str
    url: str | None
    corrected_by: str | None


class Passages(TypedDict):
    """What a search brought back, best first."""

    question: str
    passages: list[Found]
    coverage: Searched


class Shown(TypedDict):
    """An article's `text` from `start` to `end`, exactly as stored; `characters` in all."""

    id: str
    hash: str
    title: str | None
    outlet: str | None
    author: str | None
    published: str | None
    date_note: str | None
    language: str | None
    source: str
    url: str | None
    supersedes: str | None
    corrected_by: str | None
    characters: int
    start: int
    end: int
    text: str


class Listed(TypedDict):
    """An article held, without its text."""

    id: str
    title: str | None
    outlet: str | None
    author: str | None
    published: str | None
    date_note: str | None
    source: str
    url: str | None
    characters: int
    corrected_by: str | None


class Listing(TypedDict):
    """Some of the articles held, newest first; `total` are there, `offset` come before these."""

    articles: list[Listed]
    total: int
    offset: int


class Standing(TypedDict):
    """A citation of an earlier answer, and how it stands today: exact, changed or removed."""

    number: int
    standing: str
    article: str
    hash: str
    start: int
    end: int
    # Null where it may not be quoted any more.
    quote: str | None


class Checked(TypedDict):
    """An earlier answer, and how each of its citations stands today."""

    receipt: str
    created: str
    question: str
    text: str
    citations: list[Standing]


def fitted(kind: type[T], value: Mapping[str, Any]) -> T:
    """Of `value`, what the typed dictionary `kind` lists, and so on within it.

    Raises:
        pydantic.ValidationError: Something listed is missing, or of another type.
    """
    # A plain dictionary type drops what it does not list, so that keys added to the JSON later stay
    # out until they are listed here.
    return TypeAdapter(kind).validate_python(value)
