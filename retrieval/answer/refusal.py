"""The first line of a refusal: what was searched, and what was not found."""

from __future__ import annotations

from collections.abc import Sequence

from retrieval.archive.records import ArticleFilter, article_totals
from retrieval.archive.store import Archive
from retrieval.messages import gettext, ngettext, number_words, pgettext
from retrieval.messages.days import day_words, span_words
from retrieval.messages.limit_words import limits_may_be_why
from retrieval.messages.quotation_marks import outlet_in_marks
from retrieval.search.filters import articles_within
from retrieval.search.unmentioned import likest_name, unmentioned
from retrieval.types import Coverage, Form, Question


def refusal_text(question: Question, coverage: Coverage) -> str:
    """What was searched and not found, in a line; the nearest quotations stand beside it."""
    form = gettext("Not in the archive. I searched {held}{limits} and found {missing}.")
    searched = form.format(
        held=_held(coverage), limits=_limits(question), missing=_missing(question.form)
    )
    # Only a limit in time leaves the undated out.
    dated = question.since or question.until or question.as_of
    return f"{searched} {_undated(coverage)}" if dated and coverage.undated else searched


def _missing(form: Form) -> str:
    match form:
        case "answer":
            return gettext("no answer to this")
        case "timeline":
            return gettext("nothing dated on this topic")
        case "compare":
            return gettext("nothing of these outlets on this topic")
        case "check":
            return gettext("nothing that surely supports or contradicts this claim")


def _held(coverage: Coverage) -> str:
    if not coverage.articles:
        return gettext("an empty archive")
    # "45 articles dated 11 December 2014 to 4 June 2015 (2 undated)"
    count = ngettext("{count} article", "{count} articles", coverage.articles)
    count = count.format(count=number_words(coverage.articles))
    if not (coverage.first and coverage.last):
        return gettext("{articles} (none dated)").format(articles=count)
    # Whole phrases: in other languages the words in between stand elsewhere.
    days = span_words(coverage.first, coverage.last)
    form = gettext("{articles} dated {days}")
    if coverage.first == coverage.last:
        form = pgettext("one day", "{articles} dated {days}")
    if coverage.undated:
        form = gettext("{articles} dated {days} ({count} undated)")
    return form.format(articles=count, days=days, count=number_words(coverage.undated))


def outlet_searched(archive: Archive, parts: Sequence[Question], at: int) -> str | None:
    """What was searched of the outlet that one part of a comparison is limited to.

    None where none of its articles is held: another note says that.
    """
    part = parts[at]
    with archive.reading() as connection:
        # Within all limits of the part, as its search was.
        searched = article_totals(connection, ArticleFilter(rows=articles_within(connection, part)))
    if not searched.articles:
        return None
    form = gettext("Searched of {outlet}: {articles}; nothing found that is surely on this topic.")
    return form.format(outlet=outlet_in_marks(part.outlet or ""), articles=_held(searched))


def _undated(coverage: Coverage) -> str:
    form = ngettext(
        "{count} undated article was left out: a limit in time keeps only what states its date.",
        "{count} undated articles were left out: a limit in time keeps only what states its date.",
        coverage.undated,
    )
    return form.format(count=number_words(coverage.undated))


def _limits(question: Question) -> str:
    limits = [
        (question.outlet and outlet_in_marks(question.outlet), gettext("from {outlet}")),
        (_day(question.since), gettext("published since {day}")),
        (_day(question.until), gettext("published until {day}")),
        (_day(question.as_of), gettext("published by {day}")),
    ]
    # Each form has one of the two places; `format` leaves the other name alone.
    given = [form.format(outlet=value, day=value) for value, form in limits if value]
    return gettext(", only those {limits},").format(limits=", ".join(given)) if given else ""


def _day(iso: str | None) -> str | None:
    return day_words(iso) if iso else None


def refusal_notes(archive: Archive, text: str, question: Question) -> tuple[str, ...]:
    """What may be why nothing was found: names never mentioned, and the limits that were set.

    Args:
        archive: Where nothing was found.
        text: The question, standing alone.
        question: As it was asked, with its limits.
    """
    with archive.reading() as connection:
        names = [
            _with_likest(name, likest_name(connection, name))
            for name in unmentioned(connection, text)
        ]
    told = gettext("Nothing here mentions {names}.").format(names=", ".join(names))
    limits = limits_may_be_why(question.limits)
    return tuple(filter(None, (told if names else None, limits)))


def _with_likest(name: str, likest: str | None) -> str:
    form = gettext("{name} (did you mean {likest}?)")
    return form.format(name=name, likest=likest) if likest else name
