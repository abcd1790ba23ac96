"""The question as it may be asked: whole characters, not empty, not too long, in a language."""

from __future__ import annotations

from dataclasses import replace

from retrieval.errors import UsageError
from retrieval.messages import gettext, ngettext, number_words, question_language
from retrieval.messages.days import day_words
from retrieval.types import Question

LONGEST_QUESTION = 2000  # characters; a Discord message


def with_language(question: Question) -> Question:
    """The question with the language that its asker is answered in: the one it is asked in."""
    asked_in = question.language or question_language(question.text)
    return replace(question, language=asked_in)


def validated(question: Question) -> Question:
    """The question with its text as text.

    Raises:
        UsageError: It is empty or too long, or its dates leave no day.
    """
    # Half a character (a lone surrogate, from a terminal or from JSON) is no text for anybody.
    whole = question.text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").strip()
    # "?!" and "🙂" ask nothing.
    if not any(char.isalnum() for char in whole):
        raise UsageError(gettext("The question is empty; ask it in words."))
    if len(whole) > LONGEST_QUESTION:
        form = ngettext(
            "The question has {count} character; ask it in at most {most}.",
            "The question has {count} characters; ask it in at most {most}.",
            len(whole),
        )
        most = number_words(LONGEST_QUESTION)
        raise UsageError(form.format(count=number_words(len(whole)), most=most))
    # Both end the span, so the earlier of them counts.
    last = min(filter(None, (question.until, question.as_of)), default=None)
    if question.since and last and question.since > last:
        form = gettext("No day is after {first} and before {last}; give the earlier date first.")
        raise UsageError(form.format(first=day_words(question.since), last=day_words(last)))
    return replace(question, text=whole)
