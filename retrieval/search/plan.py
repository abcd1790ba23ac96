"""The plan: what a question asks for, worked out once and carried to every step after it."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from retrieval.archive.store import Archive
from retrieval.errors import UsageError
from retrieval.messages import gettext
from retrieval.search import archive_phrases
from retrieval.search.archive_question import (
    NEED_HITS,
    ArchiveQuestion,
    archive_question,
)
from retrieval.search.archive_unframed import likely_archive_question
from retrieval.search.claim_sentences import searched_texts
from retrieval.search.date_limits import FIRST_DAY, LAST_DAY, asks_only_when, counted_from
from retrieval.search.date_ranges import date_limits
from retrieval.search.filters import unknown_outlet_note
from retrieval.search.quoted_phrases import without_quotes
from retrieval.search.small_talk import SmallTalk, small_talk
from retrieval.search.understand import Understood, understand
from retrieval.types import Question

DEPTH = 40
"""Passages that are looked through for a timeline, a comparison or a claim."""

FEWEST_COMPARED = 2  # one outlet can't be compared

PlanKind = Literal["answer", "latest", "archive", "help", "timeline", "compare", "check"]
"""What is to be written: an answer, the newest on a topic, a fact about the archive itself, ..."""

# "What's the latest on CICA?", "any news about the railway?", "What is new in Batken?"
_LATEST_ON = re.compile(
    r"^\W*(?:(?:is|are) there |(?:do you )?have (?:you (?:got )?)?)?"
    r"(?:(?:what(?:['’]s| is| are)|any|give me|show me)\s+(?:the\s+)?"
    r"(?:latest|newest|most recent|new)(?:\s+(?:news|developments?|reports?|word))?"
    r"|(?:the\s+)?latest(?:\s+news)?|any news)\s+"
    r"(?:on|about|from|in|with|regarding)\s+\S",
    re.IGNORECASE,
)
# "Tell me about the crash", "What is known about it?", "Summarise the talks", "Background on CICA",
# "Give me everything on Vale"
_TOPIC_ALONE = re.compile(
    r"^\W*(?:(?:please|(?:can|could) you)\s+)?(?:tell me (?:more |all |everything )?about"
    r"|what (?:do (?:we|you) know|is known)(?: so far)? (?:about|of)|brief me (?:on|about)"
    r"|(?:(?:give|show|get) me |what are |i(?: need| want|['’]d like) )?(?:(?:the |an? |some )?"
    r"(?:key |main |basic |short )?(?:facts|background|overview|summary) (?:on|about|of)"
    r"|(?:everything|all)(?: (?:that )?(?:there is|(?:you|we) know|is known))?"
    r" (?:on|about))|summari[sz]e|sum up)\s+(?=\S)",
    re.IGNORECASE,
)
# "What does it say about the SCO?", an outlet's name left out; "What do the papers write on Vale?"
_REPORTED_ON = re.compile(
    r"^\W*what (?:do|does|did|has|have) (?:it|they|(?:the |our |your )?(?:archive|articles?|papers?"
    r"|newspapers?|press|media|outlets?|agenc(?:y|ies)|reports?|sources?)) (?:said|says?|reports?"
    r"|reported|writes?|written|wrote|tells?|told)(?: us| you| anything)? (?:about|on|of) (?=\S)",
    re.IGNORECASE,
)
# "What happened in 2016?", "what has happened in Batken since March"
_HAPPENED = re.compile(r"^\W*what(?:['’]s| has| had)?\s+happened\b", re.IGNORECASE)
# " to the ferry", " с паромом": one thing's fate, which a sentence can tell
_TO_WHAT = re.compile(r"\s+(?:to|со?)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class QueryPlan:
    """What a question asks for.

    Attributes:
        question: As it was asked.
        text: The question, standing alone.
        kind: What is to be written.
        parts: The questions to search for: one, or one for each thing or outlet asked about, or
            for each sentence of a claim.
        labels: What was understood as a limit, in words for the asker (`outlet: TASS`).
        notes: Remarks for the asker: how a follow-up was read, what was dropped.
        asked_of_archive: What is asked of the archive itself, if anything is.
        talk: A greeting, thanks or a call for help, if it is one.
    """

    question: Question
    text: str
    kind: PlanKind
    parts: tuple[Question, ...] = ()
    labels: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    asked_of_archive: ArchiveQuestion | None = None
    talk: SmallTalk | None = None

    @property
    def latest(self) -> bool:
        """Whether the newest is asked for."""
        return self.kind == "latest" or any(part.latest for part in self.parts)

    @property
    def reported_topic(self) -> str:
        """What articles are asked to tell about, and no more: "the SCO"; else nothing."""
        return _reported_topic(self.parts[0].text) if len(self.parts) == 1 else ""

    @property
    def as_of(self) -> str | None:
        """The date as of which all of it is to be answered, ISO, set by the asker or understood."""
        days = {part.as_of for part in self.parts}
        return days.pop() if len(days) == 1 else None

    @property
    def time_alone(self) -> tuple[str, str] | None:
        """The days of which anything is asked: "What happened in 2016?"; None where more is."""
        # The words of a date that was dropped, since nothing is held of then, are no limit.
        kept = next((one for part in self.parts if (one := part.during)), None)
        as_of = self.as_of
        days = date_limits(self.text, date.today()) if kept or as_of else None
        if not asks_only_when(self.text, days):
            return None
        return kept or (FIRST_DAY, as_of or LAST_DAY)


def make_plan(
    archive: Archive, question: Question, text: str, quoted: ArchiveQuestion | None = None
) -> QueryPlan:
    """The plan for a question.

    Args:
        archive: Tells which outlets and dates there are.
        question: As it was asked.
        text: The question, standing alone.
        quoted: What it asks of what an earlier answer quoted, if it does.

    Raises:
        UsageError: Its limits make no sense, or it is a claim of too many sentences.
    """
    if quoted is not None:
        return QueryPlan(question, text, "archive", asked_of_archive=quoted)
    plain = question.form == "answer" and not question.literal
    # In this order: what asks nothing, what is asked of the archive itself, what is searched for.
    if plain and (talk := small_talk(text)) is not None:
        return QueryPlan(question, text, "help", talk=talk)
    if plain and (asked := _asked_of_archive(archive, question, text)):
        return asked
    return _searched_for(archive, question, text)


def _asked_of_archive(archive: Archive, question: Question, text: str) -> QueryPlan | None:
    """The plan for a question about the archive itself, if it is one."""
    day, taken = _counted_from(archive, question, text)
    asked = archive_question(text, archive.outlets(), day)
    # "Any news about the railway?" wants the news of it, not a list of articles.
    if asked is None or _asks_latest(text):
        return None
    # Literal, since its outlets and dates are in `asked`, understood already.
    part = replace(question, text=asked.topic or asked.title or text, literal=True)
    parts = (part,) if asked.kind in NEED_HITS else ()
    notes = taken if asked.since or asked.until else ()
    asked = _within(asked, question)
    return QueryPlan(question, text, "archive", parts, notes=notes, asked_of_archive=asked)


def _searched_for(archive: Archive, question: Question, text: str) -> QueryPlan:
    """The plan for what passages are searched for."""
    kind = _kind(question, text)
    found: Understood = understand(archive, _searched(question, kind, text))
    if kind in ("latest", "timeline") and not question.literal:
        # No article says of itself that it is the latest, or that it happened; one that has the
        # word is about another.
        topics = tuple(replace(part, text=_topic(part.text)) for part in found.parts)
        found = replace(found, parts=topics)
    notes = (*found.notes, *_unknown_outlets(archive, question))
    asked = None
    if kind == "answer" and not question.literal:
        # What it may ask of articles is carried along: it counts where no passage answers, or where
        # it is quite likely.
        day, _ = _counted_from(archive, question, text)
        likely = likely_archive_question(text, archive.outlets(), day)
        asked = likely and _within(likely, question)
    texts = searched_texts(text) if kind == "check" else ()
    # A claim is literal, so that it has one part, with the limits that the asker set.
    claims = tuple(replace(found.parts[0], text=one) for one in texts)
    return QueryPlan(question, text, kind, claims or found.parts, found.labels, notes, asked)


def _within(asked: ArchiveQuestion, question: Question) -> ArchiveQuestion:
    """What is asked of the archive, within the limits that the asker set beside the words."""
    return replace(
        asked,
        outlets=asked.outlets or ((question.outlet,) if question.outlet else ()),
        since=asked.since or question.since,
        until=asked.until or question.until or question.as_of,
    )


def _kind(question: Question, text: str) -> PlanKind:
    """What is to be written."""
    if question.form != "answer":
        return question.form
    if not question.literal and (_asks_latest(text) or _topic_alone(text)):
        return "latest"
    return "timeline" if not question.literal and _happened(text) else "answer"


def _asks_latest(text: str) -> bool:
    return bool(archive_phrases.asked_on("latest", text) or _LATEST_ON.match(text))


def _topic_alone(text: str) -> str:
    """What a question wants to be told about, and no more: "the crash" of "... about the crash"."""
    found = _TOPIC_ALONE.match(text)
    return text[found.end() :] if found else archive_phrases.asked_on("topic", text)


def _reported_topic(text: str) -> str:
    found = _REPORTED_ON.match(text)
    return text[found.end() :] if found else archive_phrases.asked_on("reported", text)


def _topic(text: str) -> str:
    """What it is asked of: "the railway?" of "Any news about the railway?", "at Batken?"."""
    if found := _LATEST_ON.match(text):
        return text[found.end() - 1 :]
    if found := _happened(text):
        return found.string[found.end() :]
    return _topic_alone(text) or archive_phrases.asked_on("latest", text) or text


def _happened(text: str) -> re.Match[str] | None:
    """The words that ask for all that happened, at a question's beginning."""
    told = archive_phrases.forms("happened").match(archive_phrases.without_courtesies(text))
    told = told or _HAPPENED.match(text)
    return None if told and _TO_WHAT.match(told.string, told.end()) else told


def _searched(question: Question, kind: PlanKind, text: str) -> Question:
    """The question as it is searched for: a topic needs more passages than an answer."""
    question = replace(question, text=text)
    if kind == "check":
        # The dates and quotations of a claim are what is to be checked, not limits.
        return replace(question, literal=True, k=max(question.k, DEPTH))
    if kind == "compare" and len({one.casefold() for one in question.outlets}) < FEWEST_COMPARED:
        raise UsageError(gettext("Name at least two outlets to compare."))
    return question if kind == "answer" else replace(question, k=max(question.k, DEPTH))


def _unknown_outlets(archive: Archive, question: Question) -> list[str]:
    """A note for each outlet that the asker set and the archive does not hold."""
    asked = (*([question.outlet] if question.outlet else []), *question.outlets)
    if not asked:
        return []
    with archive.reading() as connection:
        return [note for one in asked if (note := unknown_outlet_note(connection, one))]


def _counted_from(archive: Archive, question: Question, text: str) -> tuple[date, tuple[str, ...]]:
    """The day that the dates in the words are counted from, and what the asker is to know of it."""
    today = date.fromisoformat(question.as_of) if question.as_of else date.today()
    with archive.reading() as connection:
        return counted_from(connection, without_quotes(text), today)
