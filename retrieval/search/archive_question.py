"""Whether a question asks about the archive itself, and what it asks for.

Told by what is asked for (articles, outlets, authors, "do you have"), and only where all of the
question is understood: "how many articles are there in the charter" is about the world.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import date, timedelta
from functools import cache
from typing import cast

from retrieval.search import archive_phrases
from retrieval.search.archive_courtesies import plain_question
from retrieval.search.archive_limits import (
    ArticleLimits,
    limits_in,
    person_name,
    topic_in,
    with_topic_before,
)
from retrieval.search.archive_masking import MaskedQuestion, mask_question
from retrieval.search.archive_nouns import NUMBERS, STRONG, Frame, Kind, Sign, frame
from retrieval.search.archive_vocabulary import only_of_records
from retrieval.search.archive_wordings import FRAMES

LONGEST = 300
"""Characters of a question about the archive at most; a longer one tells a story of its own."""

NEW_DAYS = 7
"""How far back "new" goes where nothing else is said."""

RECENT_DAYS = 62
"""What "came in" longer ago came elsewhere, unless the archive is named."""

ONE_ARTICLE: frozenset[Kind] = frozenset({"author_of", "published_when", "outlet_of", "view"})
"""What is asked of one article: the search's best passages tell which is meant."""

NEED_HITS = ONE_ARTICLE
"""The kinds for which `record_writer.answer_from_records` needs the search's passages."""


@dataclass(frozen=True, slots=True)
class ArchiveQuestion(ArticleLimits):
    """A question about the archive: what is asked for, and of which articles.

    Attributes:
        kind: What is asked for.
        most: So many are asked for, as in "the three newest"; 0 where no number is told.
        quoted: Where what is asked of stands, as article, start and end; then nothing else tells
            which article is meant.
        probability: That it is one at all; below 1 where it is told by a fitted model.
    """

    kind: Kind
    most: int = 0
    quoted: tuple[tuple[str, int, int], ...] = ()
    probability: float = 1.0


# "articles" in "how many articles": without any of these words no frame fits; most questions about
# the world end here.
_MAY_BE = re.compile(
    r"\b(?:articles?|stor(?:y|ies)|pieces?|write-?ups?|items?|clippings?|op-?eds?|editorials?"
    r"|posts?|reports?|report(?:ed|ing)|interviews?|columns?|texts?|documents?|publications?"
    r"|dispatch(?:es)?|papers?|cover\w*|news\w*|bulletins?|reviews?|features?|headlines?"
    r"|archives?|database|corpus|you|your|we|our|my|outlets?|sources?|media|agenc(?:y|ies)"
    r"|publish\w*|(?:web)?sites?|magazines?|portals?|broadcasters?|blogs?|organi[sz]ations?"
    r"|authors?|journalists?|correspondents?|writers?|bylines?|contributors?|wr[io]t\w+|index\w*"
    r"|new|newest|add\w*|arrivals|c[ao]me in|arrived?|imported|anything|something|everything)\b"
    r"|\bwhat['’]?s new\b|\b(?:when|which|what) .*\b(?:report|run|ran|print|carr(?:y|ied)|broke"
    r"|printed|posted|mention\w*|said|says|claim\w*|quoted?|cited?)\b|[\"“”«„]",
    re.IGNORECASE,
)
# "coverage of the floods", "interview with Orla Venn": behind these "of" and "with" lead to a
# topic.
_OF_NOUNS = frozenset({"coverage", "news", "interview"})
# "news" in "any news from TASS?"
_NEWS_NOUN = re.compile(r"news", re.IGNORECASE)
# " per outlet", " by author", " each year", " does each outlet have" at the end; "by author Venn"
# goes on.
_EACH = re.compile(
    r",? (?:per|by|(?:(?:for|from|of|in|do|does) )?(?:each|every))"
    r" (?:(?P<list_outlets>outlet|source|paper)|(?P<list_authors>author|journalist)"
    r"|(?P<list_years>year)|(?P<list_months>month)|(?P<list_languages>language)|week|day)s?"
    r"(?: have)?$",
    re.IGNORECASE,
)
_EARLY = frozenset({"oldest", "earliest", "first"})
# "The first report", "the last paper": said of much besides articles.
_EDGE = frozenset({"first", "last"})
# "added this week", "indexed today", "that came in": by when it was indexed.
_ARRIVED = re.compile(
    r"\b(?:added|indexed|imported|ingested|(?:came|come) in|arrived)\b", re.IGNORECASE
)
# "outlet" in "which outlet"
_SINGULAR = re.compile(
    r"(?:outlet|paper|publication|magazine|site|portal|broadcaster|blog|agency)$", re.IGNORECASE
)
_STORY_END = re.compile(rf"(?<=\S) {STRONG}$", re.IGNORECASE)  # "the comet [story]"
_PLURAL = re.compile(r"(?!news).*s", re.IGNORECASE)  # "stories", "reports"
# "the story about", "its report on": what stands before the topic of "Which outlet ran ...?"
_STORY_ON = re.compile(
    rf"(?:the|this|that|a|its|their) (?:{STRONG}|report|news|interview|coverage) (?=\S)",
    re.IGNORECASE,
)


def archive_question(text: str, outlets: Sequence[str], today: date) -> ArchiveQuestion | None:
    """What a question asks about the archive, or None if it asks about the world.

    Args:
        text: The question as typed.
        outlets: The outlets held, as the archive writes them.
        today: What "this week" is counted from.
    """
    plain = plain_question(text)
    cyrillic = archive_phrases.is_cyrillic(plain) and archive_phrases.may_ask().search(plain)
    latin = _MAY_BE.search(plain)
    if len(plain) > LONGEST or not (cyrillic or latin):
        return None
    each = archive_phrases.grouped_by(plain) if cyrillic else _grouped_by(plain)
    if each:
        return _counted_by(each[1], archive_question(each[0], outlets, today))
    question = mask_question(plain, outlets, today)
    asked = _framed(FRAMES, question, today) if latin else None
    return asked or (_framed_in_cyrillic(question, today) if cyrillic else None)


def of_author(text: str, outlets: Sequence[str], today: date) -> ArchiveQuestion | None:
    """What a Russian or Kazakh question may ask of somebody's articles, told by a case alone."""
    plain = plain_question(text)
    if len(plain) > LONGEST or not archive_phrases.has_article(plain):
        return None
    question = mask_question(archive_phrases.without_place(plain), outlets, today)
    return _framed(_made(archive_phrases.likely_frames()), question, today)


def _framed_in_cyrillic(question: MaskedQuestion, today: date) -> ArchiveQuestion | None:
    """What a question asks by the frames of Russian and Kazakh; "В архиве" may open any."""
    article = archive_phrases.has_article(question.text)
    frames, left = (
        _made(archive_phrases.frames(article=article)),
        archive_phrases.without_place(question.text),
    )
    placed = replace(question, text=left)
    asked = _framed(frames, placed, today, held=True) if left != question.text else None
    asked = asked or _framed(frames, question, today)
    if asked is None and only_of_records(question):
        return ArchiveQuestion("unclear")
    return asked


def _framed(
    frames: Sequence[Frame], question: MaskedQuestion, today: date, *, held: bool = False
) -> ArchiveQuestion | None:
    """What the first frame that fits makes of a question; `held`: the archive has been named."""
    for one in frames:
        found = one.words.match(question.text)
        asked = _asked(one, found, question, today, held=held) if found else None
        if asked:
            return asked
    return None


def _grouped_by(text: str) -> tuple[str, str] | None:
    found = _EACH.search(text)
    return (text[: found.start()], found.lastgroup or "") if found else None


def _counted_by(kind: str, counted: ArchiveQuestion | None) -> ArchiveQuestion | None:
    """A count by outlet, author, time or language, which lists tell; by week it is told whole."""
    if counted is None or counted.kind not in ("count", "list_articles"):
        return counted if counted and counted.kind == "unclear" else None
    return replace(counted, kind=cast("Kind", kind or counted.kind))


@cache
def _made(phrases: tuple[tuple[str, str, Sign], ...]) -> tuple[Frame, ...]:
    """Those of Russian and Kazakh; nothing of most of them is anything but the archive's."""
    return tuple(frame(cast("Kind", kind), words, sign) for kind, words, sign in phrases)


def _asked(
    frame: Frame, found: re.Match[str], question: MaskedQuestion, today: date, *, held: bool
) -> ArchiveQuestion | None:
    """The question that one frame makes of it, if all of it is understood."""
    parts = found.groupdict()
    limits = _limits(parts, question, held=held)
    if limits is None or not _is_meant(frame, parts, limits):
        return None
    kind = _kind(frame.kind, parts, limits, found.string)
    if kind is None or (kind in ONE_ARTICLE and not _describes_one(limits)):
        return None
    # "What was added in 2015?" asks of the world; "what was added today?" of the archive.
    if kind == "new" and not (limits.held or parts.get("noun") or _is_recent(limits, today)):
        return None
    # That the archive is meant is known by now.
    limits = replace(limits, held=False)
    stated = {one.name: getattr(limits, one.name) for one in fields(limits)}
    asked = ArchiveQuestion(kind, most=_number(parts.get("many") or ""), **stated)
    if kind == "new" and not (asked.since or asked.until):
        return replace(asked, since=(today - timedelta(NEW_DAYS)).isoformat())
    return asked


def _number(told: str) -> int:
    """How many are asked for: 3 of `three` and of `3`; 0 where nothing is told."""
    in_words = {**NUMBERS, **archive_phrases.many()}
    return int(told) if told.isdecimal() else in_words.get(told.lower(), 0)


def _limits(
    parts: dict[str, str | None], question: MaskedQuestion, *, held: bool
) -> ArticleLimits | None:
    """The limits in the parts of a frame, or None if any of it is not understood."""
    limits = ArticleLimits(outlets=question.named(parts.get("outs") or ""), held=held)
    if parts.get("whose"):
        name = person_name(question.restored(parts["whose"] or ""), question)
        if name is None:
            return None
        limits = replace(limits, author=name)
    if parts.get("us") or parts.get("us2"):
        limits = replace(limits, held=True)
    # Outlets and author before the noun are known; what follows it must be understood to its end.
    of = (parts.get("noun") or "").lower() in _OF_NOUNS
    known: ArticleLimits | None = limits
    for part in ("rest", "behind"):
        known = limits_in(parts.get(part) or "", question, known, of=of) if known else None
    if known and parts.get("before"):
        known = with_topic_before(question.restored(parts["before"] or ""), known)
    topic = parts.get("topic")
    if known is None or topic is None:
        return known
    # "Which outlet ran the story on the floods?" asks of the floods, not of a story.
    story = _STORY_ON.match(topic)
    topic = _STORY_END.sub("", topic)
    told = limits_in(topic[story.end() :], question, known, of=True) if story else None
    return told or topic_in(topic, question, known)


def _is_meant(frame: Frame, parts: dict[str, str | None], limits: ArticleLimits) -> bool:
    """Whether the words show that the archive is meant, not the world."""
    sure = limits.held or limits.undated or bool(limits.revision or limits.outlets)
    end = (parts.get("end") or "").lower()
    strong = re.fullmatch(STRONG, parts.get("noun") or "", re.IGNORECASE) is not None
    # "The last five articles" are the press's.
    several = strong and parts.get("many")
    if end in _EDGE and not (sure or limits.author or several):
        return False
    if parts.get("before") and limits.topic and not sure:
        # "The ferry story" is the press's; "ferry reports" and "how many love stories" may not be.
        return strong and (frame.kind in ONE_ARTICLE or frame.sign == "none")
    if frame.sign == "noun":
        # "The report on the floods" is one of the press's; "the report" may be anybody's.
        told = frame.kind in {"author_of", "published_when", "outlet_of"} and limits.topic
        named = limits.title or (limits.author and not parts.get("noun"))
        return strong or sure or bool(told or named)
    return frame.sign == "none" or sure


def _is_recent(limits: ArticleLimits, today: date) -> bool:
    return (limits.since or str(today)) >= str(today - timedelta(RECENT_DAYS))


def _describes_one(limits: ArticleLimits) -> bool:
    """Whether anything says which article is meant: "who wrote it" alone does not."""
    return limits != ArticleLimits(held=limits.held)


def _kind(
    kind: Kind, parts: dict[str, str | None], limits: ArticleLimits, text: str
) -> Kind | None:
    """What is asked for in the end: a frame may be of several things."""
    if kind == "oldest" and parts.get("end"):
        return "oldest" if (parts["end"] or "").lower() in _EARLY else "newest"
    # "Which newspaper covered the floods?" asks of one article, "which newspapers" for a list.
    if kind == "list_outlets" and _SINGULAR.search(parts.get("press") or ""):
        return "outlet_of"
    if kind == "list_articles" and limits.title and not _PLURAL.fullmatch(parts.get("noun") or ""):
        return "view"
    if kind == "view" and _PLURAL.fullmatch(parts.get("noun") or ""):
        return "list_articles"
    dated = limits.since or limits.until
    if kind == "new":
        # "What is new on the floods" asks for the news of them, not for articles.
        if limits.topic and (not parts.get("noun") or _NEWS_NOUN.fullmatch(parts["noun"] or "")):
            return None
        return "list_articles" if limits.topic and not dated else "new"
    if kind in {"count", "list_articles"} and dated and _ARRIVED.search(text):
        return "new"
    if kind == "about" and not (limits.topic or limits.title):
        return "list_articles" if limits != ArticleLimits(held=limits.held) else None
    return kind
