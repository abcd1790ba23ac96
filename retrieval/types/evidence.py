"""Passages, which the search brings back, and citations, which an answer gives."""

from __future__ import annotations

from dataclasses import dataclass

from retrieval.types.articles import PublishedHow, RevisionKind, Span


# Receipts keep copies and citations by the names of their fields, and make them again from these: a
# field that is added needs a default, and none may be renamed.
@dataclass(frozen=True, slots=True)
class Copy:
    """Another article with nearly the same text, as it is named beside what was found."""

    article: str
    source: str
    title: str | None
    outlet: str | None
    published: str | None
    date_note: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of an article that the search brought back; `text == article.text[start:end]`.

    Attributes:
        author: Who wrote the article, as its byline says.
        copies: Other articles in which it stands nearly verbatim.
        revision: What its article says that it is to an earlier version, or None.
        note: Where in the article (not the passage) that version is told of: no present facts.
        supersedes: The article, by id, that its own corrects or updates.
        supersedes_title: The title of that one, or its first words where it has none.
        corrected_by: The newest article held, by id, that corrects or updates its own.
        corrected_title: The title of that one, or its first words where it has none.
        corrected_url: Its web address.
        corrected_how: What that one is: a correction, an update, ...
        corrected_on: When that one was published, ISO, if it is known.
        partial: Month and day of its publication, where only the year is not known.
    """

    # Every field goes into the metadata of a LangChain document and comes back from there by its
    # name.
    article: str
    # Of the article's whole text: by it `read_back` tells whether that is still the same.
    hash: str
    source: str
    title: str | None
    outlet: str | None
    published: str | None
    date_note: str | None
    url: str | None
    start: int
    end: int
    text: str
    # Comparable within one search alone: words and meaning are each scaled to their best there.
    score: float
    copies: tuple[Copy, ...] = ()
    published_how: PublishedHow = "unknown"
    revision: RevisionKind | None = None
    note: Span | None = None
    supersedes: str | None = None
    corrected_by: str | None = None
    corrected_how: RevisionKind | None = None
    corrected_on: str | None = None
    supersedes_title: str | None = None
    corrected_title: str | None = None
    corrected_url: str | None = None
    # (6, 4) for "4 June" of a year that is not stated
    partial: tuple[int, int] | None = None
    author: str | None = None


@dataclass(frozen=True, slots=True)
class Citation:
    """A quotation that can be checked: `quote == article.text[start:end]` of the text `hash`.

    `page` is the printed page on which it begins, from 1, where the article has pages.
    `copies` are other articles in which it stands nearly verbatim: with this one, one source.
    `revision` and what follows it are those of the passage.
    """

    number: int
    article: str
    source: str
    title: str | None
    outlet: str | None
    published: str | None
    date_note: str | None
    url: str | None
    hash: str
    start: int
    end: int
    # Stands here as it was shown, so that a receipt can be checked against the article.
    quote: str
    page: int | None = None
    copies: tuple[Copy, ...] = ()
    published_how: PublishedHow = "unknown"
    revision: RevisionKind | None = None
    supersedes: str | None = None
    corrected_by: str | None = None
    corrected_how: RevisionKind | None = None
    corrected_on: str | None = None
    supersedes_title: str | None = None
    corrected_title: str | None = None
    corrected_url: str | None = None
