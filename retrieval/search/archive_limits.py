"""The limits in a question about the archive: outlets, an author, a topic, days.

What follows "how many articles" is taken apart phrase by phrase, and it is understood only if
nothing is left: "in the archive", "from TASS", "by Orla Venn", "since May", "on shipping".
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from retrieval.search import archive_phrases
from retrieval.search.archive_limit_phrases import (
    LANGUAGES,
    LIMIT_FORMS,
    LIMIT_FORMS_BEHIND,
    WAS,
)
from retrieval.search.archive_masking import QUOTED, MaskedQuestion
from retrieval.types import RevisionKind


@dataclass(frozen=True, slots=True, kw_only=True)
class ArticleLimits:
    """What limits the articles that are asked for.

    Attributes:
        outlets: Only of these outlets, as the archive writes them where it holds them.
        author: Only by this author, as typed.
        topic: Only on this, in the question's words; empty if on anything.
        title: Words of the title of the article that is meant, or empty.
        since: First day, ISO, inclusive: of publishing, of what is new also of indexing.
        until: Last day, ISO, inclusive.
        language: Only in this language, ISO 639-1.
        every_word: The topic's words are asked for, all of them, not what they are about.
        revision: Only what says that it is this to an earlier version: a correction, an update.
        undated: Only what states no whole date.
        held: The words say that the archive is meant, not the world.
    """

    outlets: tuple[str, ...] = ()
    author: str | None = None
    topic: str = ""
    title: str = ""
    since: str | None = None
    until: str | None = None
    language: str | None = None
    every_word: bool = False
    revision: RevisionKind | None = None
    undated: bool = False
    held: bool = False


# "on shipping", "that mention shipping", "dealing with shipping", "about the topic of shipping"
_TOPIC = re.compile(
    rf"{WAS}(?:there )?(?:only |mainly |all |anywhere )?(?:on|about|regarding|concerning"
    r"|cover(?:s|ed|ing)?|mention(?:s|ed|ing)?|nam(?:e|es|ed|ing)|discuss(?:es|ed|ing)?"
    r"|(?:deal|deals|dealt|dealing) with|(?:talk|talks|talking) about|(?:refer|refers|referring) to"
    r"|relat(?:ed|ing) to|(?:having )?to do with|contain(?:s|ing)?|devoted to|dedicated to)"
    r"(?: the (?:topic|subject|theme|matter|issue|word|name)(?: of)?)? (?P<topic>\S.*)",
    re.IGNORECASE,
)
# "titled “Last loaves”", "with the headline Last loaves", "called Last loaves", "“Last loaves”"
_TITLE = re.compile(
    r"(?:(?:that is |which is )?(?:titled|entitled|headlined|called|named"
    r"|with the (?:title|headline)(?: of)?) (?P<title>\S.*)"
    r"|[\"“”«„](?P<quoted>(?<=«)[^«»]{3,200}(?=»)|[^\"“”«»„]{3,200})[\"“”»])$",
    re.IGNORECASE,
)
# "coverage of the floods", "the interview with Orla Venn"
_OF_TOPIC = re.compile(r"(?:of|with) (?P<topic>\S.*)", re.IGNORECASE)
# What asks for words, not for a matter: "that mention the floods", "naming Orla Venn".
_BY_WORD = re.compile(rf"{WAS}(?:mention|nam(?:e|ing)|contain|refer)", re.IGNORECASE)
# What a topic does not hold: "trade does the treaty have" was no topic, nor is "қай газет паром".
_CLAUSE = re.compile(r"\b(?:does|did|do)\b|^(?:қай|қандай|кім|кімдер|неше|қанша)\b", re.IGNORECASE)

# Before the noun: "corrected articles".
_REVISED: Mapping[str, RevisionKind] = {
    "corrected": "correction", "updated": "update", "retracted": "retraction",
    "withdrawn": "retraction",
}  # fmt: skip

Forms = list[tuple[str, re.Pattern[str]]]


@cache
def _in_front() -> Forms:
    """The phrases as they stand at the beginning of a text, each with its kind."""
    # A phrase ends where a word does: "in the archives" is not "in the archive" and an s.
    return _made(LIMIT_FORMS, r"^(?:{})(?=$|[\s,])[\s,]*")


@cache
def _behind() -> Forms:
    """The phrases as they stand at the end of a text."""
    return _made(LIMIT_FORMS_BEHIND, r"(?:^|[\s,]+)(?:{})$")


def _made(kinds: Mapping[str, Sequence[str]], frame: str) -> Forms:
    return [
        # Not str.format, since the forms have braces of their own: {0,3}.
        (kind, re.compile(frame.replace("{}", form, 1), re.IGNORECASE))
        for kind, forms in kinds.items()
        for form in forms
    ]


@cache
def _in_front_in_cyrillic() -> Forms:
    return _made(_told_in_cyrillic(), r"^(?:{})(?=$|[\s,])[\s,]*")


@cache
def _behind_in_cyrillic() -> Forms:
    return _made(_told_in_cyrillic(), r"(?:^|[\s,]+)(?:{})$")


def _told_in_cyrillic() -> Mapping[str, Sequence[str]]:
    return {kind: archive_phrases.limit_forms(kind) for kind in LIMIT_FORMS}


def limits_in(
    rest: str, question: MaskedQuestion, limits: ArticleLimits, *, of: bool = False
) -> ArticleLimits | None:
    """The limits that the rest of a question states, or None if any of it is not understood.

    Args:
        rest: What follows the thing that is asked for, marked.
        question: The whole question.
        limits: What is known of them already.
        of: "of" or "with" leads to a topic, as after "coverage" and "interview".
    """
    rest = rest.strip(" ,")
    if not rest:
        return limits
    taken = _taken(rest, question, limits, _in_front())
    if not archive_phrases.is_cyrillic(question.text):
        if taken:
            return limits_in(taken[0], question, taken[1], of=of)
        return _with_topic(rest, question, limits, of=of)
    # In Kazakh the topic's word stands behind it, and limits on either side: "TASS паром туралы",
    # and "TASS туралы" is on TASS.
    taken = taken or _taken(rest, question, limits, _in_front_in_cyrillic())
    if taken and (found := limits_in(taken[0], question, taken[1], of=of)):
        return found
    if found := _with_topic(rest, question, limits, of=of):
        return found
    taken = _taken(rest, question, limits, _behind_in_cyrillic())
    return limits_in(taken[0], question, taken[1], of=of) if taken else None


def _taken(
    text: str, question: MaskedQuestion, limits: ArticleLimits, forms: Forms
) -> tuple[str, ArticleLimits] | None:
    """The text without one phrase at its end or its beginning, and the limits with it."""
    for kind, pattern in forms:
        found = pattern.search(text)
        more = _limited(kind, found, question, limits) if found else None
        # Not each match is a limit: in small letters a name may be any words.
        if found and more:
            return (text[: found.start()] + text[found.end() :]).strip(" ,"), more
    return None


def _limited(
    kind: str, found: re.Match[str], question: MaskedQuestion, limits: ArticleLimits
) -> ArticleLimits | None:
    match kind:
        case "held":
            return replace(limits, held=True)
        case "outlet":
            named = (*limits.outlets, *question.named(found["outs"]))
            return replace(limits, outlets=tuple(dict.fromkeys(named)))
        case "author":
            name = person_name(question.restored(found["name"]), question)
            return replace(limits, author=name) if name else None
        case "correction" | "update" | "retraction":
            return replace(limits, revision=kind)
        case "undated":
            return replace(limits, undated=True)
        case "language":
            codes = {**LANGUAGES, **archive_phrases.languages()}
            return replace(limits, language=codes[found["language"].lower()])
        case "when" if question.days:
            until = question.days.until or question.days.as_of
            return replace(limits, since=question.days.since, until=until)
    return limits


def person_name(name: str, question: MaskedQuestion) -> str | None:
    """A name if it is written as a person's: with a capital, or where nothing has any."""
    spoken = question.text[1:] == question.text[1:].lower()
    return name if name[0].isupper() or spoken else None


def _with_topic(
    rest: str, question: MaskedQuestion, limits: ArticleLimits, *, of: bool
) -> ArticleLimits | None:
    title = _TITLE.match(rest)
    if title:
        words = question.restored(title["title"] or title["quoted"])
        return replace(limits, title=words.strip('"“”«»„ '))
    found = _TOPIC.match(rest) or (_OF_TOPIC.match(rest) if of else None)
    word = _in_cyrillic("word", rest)
    found = found or word or _in_cyrillic("topic", rest)
    every_word = word is not None or _BY_WORD.match(rest) is not None
    limits = replace(limits, every_word=every_word)
    return topic_in(found["topic"], question, limits) if found else None


def _in_cyrillic(kind: str, rest: str) -> re.Match[str] | None:
    """What stands for a topic in Russian or Kazakh, if anything does."""
    return next(
        filter(None, (form.match(rest) for form in archive_phrases.topic_forms(kind))), None
    )


def topic_in(text: str, question: MaskedQuestion, limits: ArticleLimits) -> ArticleLimits | None:
    """The limits with a topic, and with those that stand behind it; None if it is none."""
    forms = _behind()
    if cyrillic := archive_phrases.is_cyrillic(question.text):
        forms = [*forms, *_behind_in_cyrillic()]
    # What is all of a topic limits nothing: "о ТАСС".
    while (taken := _taken(text, question, limits, forms)) and (taken[0] or not cyrillic):
        text, limits = taken
    topic = question.restored(text).strip(" ,;:.")
    quoted = QUOTED.fullmatch(topic)
    topic = quoted[1] if quoted else topic
    return None if not topic or _CLAUSE.search(topic) else replace(limits, topic=topic)


def with_topic_before(words: str, limits: ArticleLimits) -> ArticleLimits:
    """The limits with what stands before the noun: "the comet story", "Russian articles"."""
    language = LANGUAGES.get(words.lower().removesuffix("-language"))
    if language:
        return replace(limits, language=language)
    if words.lower() == "undated":
        return replace(limits, undated=True)
    if words.lower() in _REVISED:
        return replace(limits, revision=_REVISED[words.lower()])
    return replace(limits, topic=" ".join(filter(None, (words, limits.topic))))
