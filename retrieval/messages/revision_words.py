"""What an article corrects or updates, and what does so to it, in few words."""

from __future__ import annotations

from retrieval.messages import gettext
from retrieval.messages.days import day_words


def revision_words(
    *,
    revision: str | None = None,
    supersedes: str | None = None,
    corrected_by: str | None = None,
    corrected_how: str | None = None,
    corrected_on: str | None = None,
) -> str | None:
    """`corrected by 3f2a (5 June 2015)`, `update of 3f2a`, `correction`; None for neither.

    Args:
        revision: What the article is, such as a correction.
        supersedes: The article that it corrects or updates, by its id.
        corrected_by: The one that corrects or updates it, by its id.
        corrected_how: What that one is.
        corrected_on: When that one was published, ISO.
    """
    # First what replaces it: that an article is out of date matters more than what it replaced.
    if corrected_by:
        told = _by(corrected_how).format(article=corrected_by)
        return told + (f" ({day_words(corrected_on)})" if corrected_on else "")
    if not revision:
        return None
    form = gettext("{kind} of {article}")
    kind = _kind(revision)
    return form.format(kind=kind, article=supersedes) if supersedes else kind


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
