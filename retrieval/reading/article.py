"""One article out of its text and what is known of it: the metadata's word before the text's."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from retrieval.errors import UnreadableArticle
from retrieval.reading.dates.date_mentions import date_mentions
from retrieval.reading.dates.publication_date import Published, month_and_day, publication
from retrieval.reading.press.acronym_definitions import defined_acronyms
from retrieval.reading.press.bylines import Byline, read_byline
from retrieval.reading.press.corrections import read_revision
from retrieval.reading.press.furniture import page_furniture, unless_all
from retrieval.reading.press.known_outlets import canonical_outlet
from retrieval.reading.press.language_detection import language_of
from retrieval.reading.press.text_lines import folded, lines_of, merge_spans
from retrieval.reading.press.title_detection import same_words
from retrieval.types import Article, PublishedHow, Span


@dataclass(frozen=True, slots=True)
class Metadata:
    """What a format's own fields state; None where they say nothing."""

    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    published: str | None = None
    published_how: PublishedHow = "unknown"
    date_note: str | None = None
    url: str | None = None

    @property
    def dated(self) -> Published:
        """The three fields of the publication date."""
        return self.published, self.published_how, self.date_note


def article_id(key: str) -> str:
    """The short, stable name of the article that lies at `key`: 12 hexadecimal digits.

    Args:
        key: The file's absolute path, `PATH.jsonl#ID` for a line, or a URL.
    """
    # A path that is no text holds lone surrogates, which plain UTF-8 refuses to encode.
    return hashlib.sha256(key.encode("utf-8", "surrogatepass")).hexdigest()[:12]


def make_article(
    source: str,
    key: str,
    text: str,
    metadata: Metadata | None = None,
    body_start: int = 0,
    *,
    pages: tuple[int, ...] = (),
    labels: bool = True,
    outside_story: frozenset[str] = frozenset(),
) -> Article:
    """The article with this text; what `metadata` leaves open is read from the text itself.

    Args:
        source: Where it came from, as the user named it.
        key: Its absolute path, or that with `#ID`.
        text: The decoded text.
        metadata: What the format's own fields state.
        body_start: Where the text itself begins, after a block of metadata.
        pages: Where in the text each printed page begins, the first at 0.
        labels: Whether a date that stands on a line of its own is believed to be the article's.
        outside_story: Lines that the format itself marks as none of the story's.

    Raises:
        UnreadableArticle: The text is empty or white space only.
    """
    require_text(text, text[body_start:])
    known = metadata or Metadata()
    # The byline's offsets count from the body; `_furniture` moves them to the whole text.
    byline = read_byline(text[body_start:], known.title)
    spans = _furniture(text, body_start, byline, known.title, outside_story)
    url, title = known.url or byline.url, known.title or byline.title
    # A dateline's date is believed even where dates on lines of their own are not.
    in_text = byline.dated if labels or not byline.labelled else (None, "unknown", None)
    published, how, note = publication(known.dated, in_text, url)
    return Article(
        id=article_id(key),
        source=source,
        text=text,
        hash=hashlib.sha256(text.encode("utf-8")).hexdigest(),
        title=title,
        outlet=_outlet(known, byline),
        author=known.author or byline.author,
        published=published,
        published_how=how,
        date_note=note,
        url=url,
        furniture=spans,
        pages=pages,
        language=language_of(text, spans),
        dates=date_mentions(text, published, spans),
        acronyms=defined_acronyms(text, spans),
        revision=read_revision(title, text, spans),
        partial=month_and_day(note),
    )


def require_text(whole: str, body: str) -> None:
    """Raise an UnreadableArticle where `body`, the article's part of `whole`, is blank."""
    if body.strip():
        return
    if whole.strip():
        raise UnreadableArticle("It holds no text below its front matter; add some.")
    reason = "holds nothing but white space" if whole else "is empty"
    raise UnreadableArticle(f"It {reason}; put the article's text into it.")


def _outlet(known: Metadata, in_text: Byline) -> str | None:
    """The outlet under its one name: as stated, by the stated address, or as the text has it.

    Where what is stated is a bare host, the same name as the text spells it.
    """
    stated = canonical_outlet(known.outlet, known.url)
    named = canonical_outlet(in_text.outlet, in_text.url)
    # Stated "tully.example", in the text "Tully": one outlet, in the text's spelling.
    if stated and named and " " not in stated and "." in stated:
        same = folded(named).replace(" ", "") == folded(stated.split(".")[0])
        return named if same else stated
    return stated or named


def furniture(text: str) -> tuple[Span, ...]:
    """The ranges of `text` that are page furniture: its head, and what stands between and below."""
    return _furniture(text, 0, read_byline(text), None)


def _furniture(
    text: str,
    start: int,
    byline: Byline,
    title: str | None,
    outside_story: frozenset[str] = frozenset(),
) -> tuple[Span, ...]:
    body = text[start:]
    spans = [*page_furniture(body), *byline.ranges]
    spans += [line.span for line in lines_of(body) if line.text in outside_story]
    # A line that was not taken as the title may be the story's own words, and stays searchable.
    if byline.title_range and (title is None or same_words(title, byline.title)):
        spans.append(byline.title_range)
    kept = unless_all(body, merge_spans(spans))
    # Front matter stays in the text, so that offsets hold, but is never searched.
    return merge_spans([(0, start), *((begin + start, end + start) for begin, end in kept)])
