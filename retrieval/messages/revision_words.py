"""What an article corrects or updates, and what does so to it, in few words."""

from __future__ import annotations

from retrieval.messages import gettext
from retrieval.messages.days import day_words
from retrieval.messages.quotation_marks import quoted_title


def revision_words(
    *,
    revision: str | None = None,
    supersedes: str | None = None,
    supersedes_title: str | None = None,
    corrected_by: str | None = None,
    corrected_title: str | None = None,
    corrected_how: str | None = None,
    corrected_on: str | None = None,
    ids: bool = True,
) -> str | None:
    """`corrected by “New toll” (3f2a, 5 June 2015)`, `update of 3f2a`; None for neither.

    Args:
        revision: What the article is, such as a correction.
        supersedes: The article that it corrects or updates, by its id.
        supersedes_title: The title of that one, or its first words where it has none.
        corrected_by: The one that corrects or updates it, by its id.
        corrected_title: The title of that one, or its first words where it has none.
        corrected_how: What that one is.
        corrected_on: When that one was published, ISO.
        ids: Whether an article with a title is told by its id too, to be looked up by it.
    """
    # First what replaces it: that an article is out of date matters more than what it replaced.
    if corrected_by:
        day = day_words(corrected_on) if corrected_on else None
        article = _named(corrected_title, corrected_by, ids=ids, day=day)
        return _by(corrected_how).format(article=article)
    if not revision:
        return None
    form = gettext("{kind} of {article}")
    kind = _kind(revision)
    if not supersedes:
        return kind
    return form.format(kind=kind, article=_named(supersedes_title, supersedes, ids=ids))


def _named(title: str | None, article: str, *, ids: bool, day: str | None = None) -> str:
    """An article by its title, with its id and day in brackets; without a title by its id."""
    quoted = title and quoted_title(title)
    beside = [one for one in (article if ids and quoted else None, day) if one]
    return (quoted or article) + (f" ({', '.join(beside)})" if beside else "")


def _by(how: str | None) -> str:
    """How the article that takes another's place is told of."""
    # A whole phrase for each, which a translator can turn as the language needs.
    match how:
        case "correction":
            return gettext("corrected by {article}")
        case "update":
            return gettext("updated by {article}")
        case "retraction":
            return gettext("retracted by {article}")
        case "clarification":
            return gettext("clarified by {article}")
        case _:
            return gettext("superseded by {article}")


def _kind(kind: str) -> str:
    called = {
        "correction": gettext("correction"),
        "update": gettext("update"),
        "retraction": gettext("retraction"),
        "clarification": gettext("clarification"),
    }
    return called.get(kind, kind)
