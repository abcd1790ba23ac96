"""In which other words a question was searched, as its asker is told."""

from __future__ import annotations

from retrieval.messages import gettext


def reading_words(question: str) -> str:
    """`Read as: Who owns the port?`; of a question with what it leans on behind it, which that is.

    Args:
        question: As it was searched: "Who pays? (Who sealed the lorry)" leans on another.
    """
    asked, opens, before = question.partition("? (")
    if not opens or not before.endswith(")"):
        return gettext("Read as: {question}").format(question=question)
    form = gettext("Read as: {question} (asked after “{before}”)")
    return form.format(question=f"{asked}?", before=f"{before[:-1]}?")
