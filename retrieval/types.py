"""The values that cross borders: frozen, plain, and free of any library.

An article becomes chunks and comes back as passages; a question becomes an `Answer` whose
statements point at citations. Offsets count Unicode characters of `Article.text`, half open.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal

Span = tuple[int, int]
"""Start and end in characters of an article's text, `text[start:end]`."""

Mode = Literal["extractive", "model"]

Form = Literal["answer", "timeline", "compare", "check"]
"""What is asked for: an answer, what happened when, who reported what, whether a claim holds."""

Verdict = Literal["borne out", "contradicted", "not in the archive"]
"""What the archive says of a claim."""

PublishedHow = Literal["metadata", "dateline", "url", "unknown"]
"""Where a publication date was read; `unknown` when the article states none."""


@dataclass(frozen=True, slots=True)
class DateMention:
    """A date that an article's text names, at `text[start:end]`: the days from `first` to `last`.

    Both days are ISO and belong to it: one day twice for `23 December 2014`, the first and the
    last of the month for `in December 2014`.
    """

    start: int
    end: int
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
        url: The page's own address, or None.
        furniture: Ranges of `text` that are page furniture: kept, but not searched or quoted.
        pages: Where in `text` each printed page begins, the first at 0; empty without pages.
        language: ISO 639-1 (`en`, `ru`), or None where the text does not tell it.
        dates: The dates that the text names, in order, where their year is borne out.
        acronyms: Those that the text defines, each with what it stands for, by first use.
    """

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
    acronyms: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Failure:
    """Something that was to be indexed and could not be: where, and a sentence saying why."""

    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that may hold articles.

    Attributes:
        source: Its path as the user named it; shown in answers.
        key: Its absolute path; two spellings of one path are one file.
        stamp: Differs when the file, or the way it is read, has changed.
    """

    source: str
    key: str
    stamp: str


@dataclass(frozen=True, slots=True)
class Found:
    """What lies under the paths that were given: files, the folders (absolute), and failures."""

    files: tuple[SourceFile, ...]
    folders: tuple[str, ...] = ()
    failures: tuple[Failure, ...] = ()


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
    failures: tuple[Failure, ...] = ()
    leads: tuple[SourceFile, ...] = ()
    unchanged: int = 0
    keeps: bool = False


@dataclass(frozen=True, slots=True)
class Visit:
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
class Remembered:
    """What an archive remembers of the web: visits and stamps by address, articles held by id."""

    visits: Mapping[str, Visit] = field(default_factory=dict)
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
class Listing:
    """One line of the list of articles held; `characters` and `chunks` are counts."""

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
    indexed: str
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """One line of an indexing report: an article's source, and why it is listed."""

    source: str
    reason: str


@dataclass(frozen=True, slots=True)
class IndexReport:
    """What an indexing run did, or with `dry_run` would do."""

    added: tuple[Change, ...] = ()
    updated: tuple[Change, ...] = ()
    unchanged: int = 0
    removed: tuple[Change, ...] = ()
    failed: tuple[Failure, ...] = ()
    chunks_embedded: int = 0
    seconds: float = 0.0
    dry_run: bool = False


@dataclass(frozen=True, slots=True)
class Question:
    """A question, and the limits that the asker set.

    Attributes:
        text: The question as typed.
        outlet: Only articles of this outlet (case and spelling folded).
        since: First publication date to use, ISO, inclusive.
        until: Last publication date to use, ISO, inclusive.
        as_of: Answer as of this date: only what was published by then, ISO, inclusive.
        k: How many passages to bring back.
        literal: Take the question by its words alone, nothing in it as a limit.
        during: First and last day, ISO: only articles published then, and passages that name a
            day of that span.
        phrases: Words that a passage must hold in this order.
        latest: The newest of what is relevant comes first.
        form: What is asked for; in the forms other than `answer`, `text` is a topic or a claim.
        outlets: The outlets to compare.
        id: The caller's own name for the question, echoed in the answer.
        earlier: The answers before this one in the conversation, oldest first.
    """

    text: str
    outlet: str | None = None
    since: str | None = None
    until: str | None = None
    as_of: str | None = None
    k: int = 8
    literal: bool = False
    during: tuple[str, str] | None = None
    phrases: tuple[str, ...] = ()
    latest: bool = False
    form: Form = "answer"
    outlets: tuple[str, ...] = ()
    id: str | None = None
    earlier: tuple[Answer, ...] = ()


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

    `copies` are other articles in which it stands nearly verbatim.
    """

    article: str
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
    score: float
    copies: tuple[Copy, ...] = ()


@dataclass(frozen=True, slots=True)
class Citation:
    """A quotation that can be checked: `quote == article.text[start:end]` of the text `hash`.

    `page` is the printed page on which it begins, from 1, where the article has pages.
    `copies` are other articles in which it stands nearly verbatim: with this one, one source.
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
    quote: str
    page: int | None = None
    copies: tuple[Copy, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence of an answer and the numbers of the citations that bear it out.

    `heading` is what it stands under, in Dateline's own words: a date, an outlet, a finding.
    """

    text: str
    citations: tuple[int, ...]
    heading: str | None = None


@dataclass(frozen=True, slots=True)
class Coverage:
    """What was there to be searched: how many articles, and the span of their dates."""

    articles: int
    first: str | None = None
    last: str | None = None
    undated: int = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """What Dateline says, and everything needed to check it.

    With `found` false, `text` is the refusal, `statements` and `citations` are empty and
    `passages` are the nearest. Otherwise `[n]` in `text` are the numbers of `citations`,
    from 1 in order of first use.

    Attributes:
        asked: The question as typed.
        question: The question as searched: `asked` itself, or a follow-up made to stand alone.
        notes: One-line remarks for the reader: a fallback, how a follow-up was read.
        understood: What was taken from the question as a limit (`outlet: TASS`).
        form: What was asked for.
        verdict: What the archive says of the claim, where one was to be checked.
        receipt: The id under which the answer was stored for checking it later, or None.
        ms: Milliseconds from question to answer.
    """

    asked: str
    question: str
    found: bool
    text: str
    mode: Mode
    statements: tuple[Statement, ...]
    citations: tuple[Citation, ...]
    passages: tuple[Passage, ...]
    coverage: Coverage
    notes: tuple[str, ...] = ()
    understood: tuple[str, ...] = ()
    form: Form = "answer"
    verdict: Verdict | None = None
    receipt: str | None = None
    ms: float = 0.0
    id: str | None = None

    def cited(self, statement: Statement) -> Iterator[Citation]:
        """The citations of one of this answer's statements."""
        return (self.citations[number - 1] for number in statement.citations)


@dataclass(frozen=True, slots=True)
class Recalled:
    """What may still be shown of an earlier answer: its citations that stand as they were.

    Attributes:
        citations: Those whose article still holds the quotation, word for word.
        changed: Numbers of the citations whose article has changed since.
        removed: Numbers of the citations whose article was removed.
    """

    citations: tuple[Citation, ...]
    changed: tuple[int, ...] = ()
    removed: tuple[int, ...] = ()
