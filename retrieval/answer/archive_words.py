"""How the archive's records are worded: counts, limits, dates, the line of an article."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import PurePath

from retrieval.answer.authors import csl_names
from retrieval.answer.draft import DraftStatement, Quote
from retrieval.answer.timeline import span_words
from retrieval.archive.records import Record
from retrieval.search.archive_limits import LANGUAGES
from retrieval.search.archive_question import ArchiveQuestion
from retrieval.types import Coverage, Listing, Passage

MENTION, MENTIONS = "that mention", "that mentions"

LISTED = 10
"""Articles that are listed, and cited by one statement, at most."""


def statement(text: str, meant: Sequence[Record], heading: str | None = None) -> DraftStatement:
    """A sentence from the records, citing the first sentence of each article that it is about."""
    quotes = tuple(_first_sentence(one) for one in meant[:LISTED] if one.opening)
    return DraftStatement(text, quotes, heading, kind="record")


def _first_sentence(record: Record) -> Quote:
    (start, end), text = record.opening[0]
    one = record.listing
    passage = Passage(
        article=one.id,
        hash=one.hash,
        source=one.source,
        title=one.title,
        outlet=one.outlet,
        published=one.published,
        date_note=one.date_note,
        url=one.url,
        start=start,
        end=end,
        text=text,
        score=0.0,
        published_how=one.published_how,
    )
    return Quote(passage, (start, end))


def articles_held(coverage: Coverage, asked: ArchiveQuestion, on: str, undated: int) -> str:
    """A count as a sentence: `The archive holds 6 articles from TASS, published in 2015`, say.

    Args:
        coverage: How many are within the limits, and their dates.
        asked: The limits.
        on: The topic as it stands behind the noun, or empty.
        undated: How many more there are that would be within the limits if they stated a date.
    """
    text = f"The archive holds {many(coverage.articles, 'article')}"
    text += limited(asked, on, coverage.articles)
    if asked.since or asked.until:
        return f"{text}{f', and {undated} undated' if undated else ''}."
    if coverage.first and coverage.last and coverage.articles > 1:
        text += f", published {days_words(coverage.first, coverage.last)}"
    return f"{text}{f', {coverage.undated} of them undated' if coverage.undated else ''}."


def limited(asked: ArchiveQuestion, on: str, count: int) -> str:
    """The limits of a question behind the noun: ` from TASS by Orla Venn that mention CICA`."""
    parts = [
        f" from {and_joined(asked.outlets)}" if asked.outlets else "",
        f" by {asked.author}" if asked.author else "",
        f" {on.replace(MENTION, MENTIONS) if count == 1 else on}" if on else "",
        " with a correction" if asked.corrected else "",
        f" in {_languages()[asked.language]}" if asked.language else "",
        f" published {days_words(asked.since, asked.until)}" if asked.since or asked.until else "",
    ]
    return "".join(parts)


def _languages() -> dict[str, str]:
    return {code: name.capitalize() for name, code in LANGUAGES.items()}


def many(count: int, noun: str) -> str:
    """A number with its noun: `1 article`, `no articles`, `1,204 articles`."""
    return f"{count:,} {noun}{'' if count == 1 else 's'}" if count else f"no {noun}s"


def days_words(since: str | None, until: str | None) -> str:
    """A span of ISO days behind a verb: `on 4 June 2015`, `in 2015`, `since 3 May 2015`."""
    if since and until:
        words = span_words(since, until)
        return (
            f"from {words}"
            if " to " in words
            else f"on {words}"
            if since == until
            else f"in {words}"
        )
    if since:
        return f"since {span_words(since, since)}"
    return f"until {span_words(until, until)}" if until else ""


def described(one: Listing, *, author: bool = False) -> str:
    """An article by its title, outlet and date: `“Last loaves”, TASS, 4 June 2015`."""
    title = f"“{one.title}”" if one.title else f"an article without a title ({_file(one)})"
    day = span_words(one.published, one.published) if one.published else one.date_note
    by = f"by {one.author}" if author and one.author else None
    return ", ".join(filter(None, (title, by, one.outlet, day or "undated")))


def _file(one: Listing) -> str:
    """The name of its file, without the folders that it lies in; or its address."""
    return one.source if "://" in one.source else PurePath(one.source).name


def and_joined(parts: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`; by semicolons where a part has commas itself."""
    comma = "; " if any("," in part for part in parts) else ", "
    *before, last = parts
    return f"{comma.join(before)} and {last}" if before else last


def persons(byline: str | None, outlet: str | None) -> list[str]:
    """The people, or the desk, that a byline names."""
    names = (csl_name for csl_name in csl_names(byline, outlet))
    return [
        name.get("literal")
        or " ".join(filter(None, (name.get("given"), name.get("family"), name.get("suffix"))))
        for name in names
    ]
