"""Articles, and what each says of itself."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Span = tuple[int, int]
"""Start and end in characters of an article's text, `text[start:end]`."""

# The archive's tables hold these words and those of `RevisionKind`: none may be renamed.
PublishedHow = Literal["metadata", "dateline", "url", "unknown"]
"""Where a publication date was read; `unknown` when the article states none."""


RevisionKind = Literal["correction", "update", "retraction", "clarification"]
"""What an article says that it is to an earlier version of itself."""


@dataclass(frozen=True, slots=True)
class Revision:
    """What an article says of being a correction or an update.

    Attributes:
        kind: Which of them.
        number: The how-manieth, as in `UPDATE 2-`, or None.
        note: Where the text tells of the earlier version: what is said there was so before. None
            where it says no more than that it is one.
    """

    kind: RevisionKind
    # 2 for "UPDATE 2-"
    number: int | None = None
    note: Span | None = None


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date that an article's text names, at `text[start:end]`: the days from `first` to `last`.

    Both days are ISO and belong to it: one day twice for `23 December 2014`, the first and the
    last of the month for `in December 2014`.
    """

    start: int
    end: int
    # ISO, so that they are in order as text, in SQL as well as here.
    first: str
    last: str


@dataclass(frozen=True, slots=True)
class Article:
    """One article as it was read: its own text, unaltered, and what it says of itself.

    Attributes:
        id: Short, stable name; derived from where the article lies, so an edit keeps it.
        source: Where it came from, as the user named it: a path, `FILE.jsonl#id`, or a URL.
        text: The decoded text, every line end a line feed, otherwise untouched.
        hash: SHA-256 of `text` in UTF-8, hexadecimal.
        title: As the article states it, or None.
        outlet: The publisher's name, or None.
        author: The byline, or None.
        published: ISO date (`2014-12-11`) or None; never guessed.
        published_how: How `published` is known.
        date_note: A date that the article states only in part, for people
            (`4 June (year not stated)`), or None.
        partial: Month and day of such a date, where only the year is missing; else None.
        url: The page's own address, or None.
        furniture: Ranges of `text` that are page furniture: kept, but not searched or quoted.
        pages: Where in `text` each printed page begins, the first at 0; empty without pages.
        language: ISO 639-1 (`en`, `ru`), or None where the text does not tell it.
        dates: The dates that the text names, in order, where their year is supported.
        acronyms: Those that the text defines, each with what it stands for, by first use.
        revision: What the article says of correcting or updating an earlier version, or None.
    """

    # Twelve hexadecimal digits of a SHA-256 of where it lies (reading/article.py).
    id: str
    source: str
    text: str
    hash: str
    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    published: str | None = None
    published_how: PublishedHow = "unknown"
    date_note: str | None = None
    url: str | None = None
    furniture: tuple[Span, ...] = ()
    pages: tuple[int, ...] = ()
    language: str | None = None
    dates: tuple[DateMention, ...] = ()
    # (("LHC", "Larkfield Harbour Council"),)
    acronyms: tuple[tuple[str, str], ...] = ()
    revision: Revision | None = None
    partial: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class ArticleListing:
    """One line of the list of articles held; `characters` and `chunks` are counts.

    `revision` is what it says that it is to an earlier version; `supersedes` and `corrected_by`
    are the articles held, by id, that it corrects or updates and that does so to it, with their
    titles.
    """

    # The fields are the columns of `LISTED` (archive/article_listing.py), by name; each stands in
    # both or in neither.
    id: str
    source: str
    title: str | None
    outlet: str | None
    author: str | None
    published: str | None
    published_how: PublishedHow
    date_note: str | None
    url: str | None
    hash: str
    characters: int
    chunks: int
    # ISO, day and time of UTC; records compare its first ten characters.
    indexed: str
    language: str | None = None
    revision: RevisionKind | None = None
    supersedes: str | None = None
    corrected_by: str | None = None
    supersedes_title: str | None = None
    corrected_title: str | None = None
