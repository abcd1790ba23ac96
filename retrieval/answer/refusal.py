"""The first line of a refusal: what was searched, and what was not found."""

from __future__ import annotations

from retrieval.answer.timeline import span_words
from retrieval.archive.store import Archive
from retrieval.search.unmentioned import likest_name, unmentioned
from retrieval.types import Coverage, Form, Question

_MISSING: dict[Form, str] = {
    "answer": "no answer to this",
    "timeline": "nothing dated on this topic",
    "compare": "nothing of these outlets on this topic",
    "check": "nothing that supports or contradicts this claim",
}


def refusal_text(question: Question, coverage: Coverage) -> str:
    """What was searched and not found, in a line; the nearest quotations stand beside it."""
    missing = _MISSING[question.form]
    searched = f"I searched {_held(coverage)}{_limits(question)} and found {missing}."
    dated = question.since or question.until or question.as_of
    undated = f" {_undated(coverage)}" if dated and coverage.undated else ""
    return f"Not in the archive. {searched}{undated}"


def _held(coverage: Coverage) -> str:
    count = "1 article" if coverage.articles == 1 else f"{coverage.articles:,} articles"
    if coverage.first and coverage.last:
        return f"{count} dated {span_words(coverage.first, coverage.last)}" + (
            f" ({coverage.undated:,} undated)" if coverage.undated else ""
        )
    return f"{count} (none dated)" if coverage.articles else "an empty archive"


def _undated(coverage: Coverage) -> str:
    one = coverage.undated == 1
    count = "1 undated article was" if one else f"{coverage.undated:,} undated articles were"
    return f"{count} left out: a limit in time keeps only what states its date."


def _limits(question: Question) -> str:
    limits = [
        (question.outlet, "from {}"),
        (_day(question.since), "published since {}"),
        (_day(question.until), "published until {}"),
        (_day(question.as_of), "published by {}"),
    ]
    given = [form.format(value) for value, form in limits if value]
    return f", only those {', '.join(given)}," if given else ""


def _day(iso: str | None) -> str | None:
    return span_words(iso, iso) if iso else None


def unmentioned_note(archive: Archive, text: str) -> tuple[str, ...]:
    """What the question names and the archive never mentions, as a note."""
    with archive.reading() as connection:
        names = [
            f"{name} (did you mean {likest}?)" if likest else name
            for name in unmentioned(connection, text)
            for likest in [likest_name(connection, name)]
        ]
    return (f"Nothing here mentions {', '.join(names)}.",) if names else ()
