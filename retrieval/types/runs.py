"""An indexing run: what there is to read, what was read of it, and what came of that."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from retrieval.types.articles import Article
from retrieval.types.stated_fields import NOTHING, StatedMetadata

# Bytes: a file is looked at before anybody knows that it is text.
ARCHIVE_MARK = b'{"dateline": "archive"'
"""How a file of JSON lines begins that holds a whole archive."""

VECTORS = "vectors at the Chroma server"
"""What a run's progress counts while it uploads, in the place of a source."""

Progress = Callable[[int, int, str], None]
"""Called with how many are done, how many there are, and the source just finished or `VECTORS`."""


@dataclass(frozen=True, slots=True)
class Failure:
    """Something that was to be indexed and could not be: where, and a sentence saying why."""

    source: str
    reason: str


# `SourceFile` and `Reading` go to the reading processes and back: only what can be pickled.
@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that may hold articles.

    Attributes:
        source: Its path as the user named it; shown in answers.
        key: Its absolute path; two spellings of one path are one file.
        stamp: Differs when the file, the way it is read, or what is stated of it has changed.
        stated: What the team states of the articles in it.
        otherwise: The same of its folder, for articles that say nothing themselves.
    """

    source: str
    key: str
    stamp: str
    stated: StatedMetadata = NOTHING
    otherwise: StatedMetadata = NOTHING


@dataclass(frozen=True, slots=True)
class FoundFiles:
    """What lies under the paths that were given: files, the folders (absolute), and failures.

    `others` counts the files in the folders that are of no type that is read, by their endings;
    `outward` are the links there that lead out of their folder, as their failures name them.
    """

    files: tuple[SourceFile, ...]
    # A file that was indexed from one of these, and is not there now, counts as removed.
    folders: tuple[str, ...] = ()
    failures: tuple[Failure, ...] = ()
    others: Mapping[str, int] = field(default_factory=dict)
    outward: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FetchRecord:
    """What is remembered of a web address that was fetched.

    Attributes:
        url: The address as it was asked for.
        etag: The ETag that came with it; `modified` is the Last-Modified line.
        article: The id of the article found there; None for a feed or a sitemap.
    """

    url: str
    etag: str | None = None
    modified: str | None = None
    article: str | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """What one file held: its articles, and what in it could not be read.

    Attributes:
        articles: The articles in it.
        failures: What in it could not be read.
        leads: Further files that it led to, as a feed leads to pages; they are read next.
        unchanged: How many articles are known to be as they were, and were not read again.
        keeps: Articles that it held before and no longer does stay in the archive.
    """

    articles: tuple[Article, ...] = ()
    # Values, not exceptions: what is wrong with one file ends no run.
    failures: tuple[Failure, ...] = ()
    leads: tuple[SourceFile, ...] = ()
    unchanged: int = 0
    # A feed drops its old entries, and nobody has taken those articles back.
    keeps: bool = False


@dataclass(frozen=True, slots=True)
class FetchHistory:
    """What an archive remembers of the web: visits and stamps by address, articles held by id."""

    visits: Mapping[str, FetchRecord] = field(default_factory=dict)
    stamps: Mapping[str, str] = field(default_factory=dict)
    articles: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Subscription:
    """A feed that is read again and again; times are ISO, `failure` is the last reading's."""

    url: str
    title: str | None
    added: str
    checked: str | None
    failure: str | None


@dataclass(frozen=True, slots=True)
class Change:
    """One line of an indexing report: an article's source, and why it is listed."""

    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class IndexReport:
    """What an indexing run did, or with `dry_run` would do.

    `others` is as `FoundFiles` has it; `advice` is a sentence on what would make the archive
    better.
    """

    added: tuple[Change, ...] = ()
    updated: tuple[Change, ...] = ()
    unchanged: int = 0
    removed: tuple[Change, ...] = ()
    failed: tuple[Failure, ...] = ()
    chunks_embedded: int = 0
    seconds: float = 0.0
    dry_run: bool = False
    others: Mapping[str, int] = field(default_factory=dict)
    advice: str | None = None
