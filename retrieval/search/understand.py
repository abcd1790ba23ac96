"""What a question limits its answer to: outlets, dates, quoted phrases, the latest.

Rules, in one place, over the question as typed. What was understood is shown with the answer,
and `Question.literal` switches it off. A limit under which the archive holds nothing is not
kept: it is dropped, and a note says so. Only the last days and weeks stay a limit all the same.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from retrieval.archive.store import Archive
from retrieval.messages import gettext, ngettext
from retrieval.messages.quotation_marks import outlet_in_marks
from retrieval.search.archive_masking import LONGEST_NAME
from retrieval.search.date_limits import limited_by_dates
from retrieval.search.dated_parts import DatedParts, dated_parts
from retrieval.search.filters import held_outlets, matching_outlets, outlets_by_name
from retrieval.search.outlet_attribution import is_asked, without_outlet
from retrieval.search.outlet_names import with_quotation_marks
from retrieval.search.outlets_compared import (
    OutletDate,
    OutletPlace,
    asked_of_each,
    outlet_dates,
)
from retrieval.search.quoted_phrases import (
    blanked,
    phrase_chunks,
    quoted_phrases,
    without_quotes,
)
from retrieval.types import Question

_CAPITAL = re.compile("[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ0-9]")  # "T" of "The"
_WORD = re.compile(r"[\w./&’'-]+")  # "RFE/RL"
# "latest", "что нового"
_LATEST = re.compile(
    r"\b(?:latest|newest|most recent|most recently|current|currently|so far|to date|right now)\b"
    r"|\bwhat(?:['’]s| is) new\b"
    r"|\b(?:(?:последни|свежи|новейши)[ехй] (?:новост|данны|сведени|сообщени)|что нового|сейчас"
    r"|самы[ех] (?:новы|свежи|последни)|на сегодня\b|в настоящее время|на данный момент"
    r"|(?:соңғы|не) жаңалық|соңғы (?:дерек|мәлімет)|қазір\b)",
    re.IGNORECASE,
)
# "Compare A and B on ...", "A vs B", "how do A and B differ on ...": outlets named are asked.
_COMPARING = re.compile(
    r"\b(?:compare|compared|versus|vs\.?|differ|differs|difference|disagree)\b", re.IGNORECASE
)

FEWEST_ASKED = 2  # outlets that a question sets side by side


@dataclass(frozen=True, slots=True)
class Understood:
    """A question as it was understood.

    Attributes:
        parts: The questions to search for: one, or one for each thing or outlet asked about.
        labels: What was understood, in words for the asker (`outlet: TASS`).
        notes: What was understood and dropped, in sentences.
    """

    parts: tuple[Question, ...]
    labels: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def understand(archive: Archive, question: Question, today: date | None = None) -> Understood:
    """What `question` asks for; the limits that the asker set himself stay as they are.

    Args:
        archive: Tells which outlets and dates there are.
        question: As typed; with `literal` it is only taken by its words.
        today: What "last week" is counted from; the day of the question, or its `as_of`.
    """
    if question.literal:
        return Understood((question,))
    if question.form == "compare":
        return _comparison(archive, question, today)
    day = date.fromisoformat(question.as_of) if question.as_of else (today or date.today())
    with archive.reading() as connection:
        named = [] if question.outlet else _outlets(connection, question.text)
        if named:
            found = _asked_outlets(connection, question, named, day)
        else:
            found = dated_parts(connection, question, day)
        parts, phrase_labels, phrase_notes = _phrases(connection, found.parts)
    latest = bool(_LATEST.search(question.text))
    outlets = dict.fromkeys(outlet_in_marks(outlet) for *_, outlet in named)
    label = ngettext("outlet: {outlet}", "outlet: {outlet}", len(outlets))
    told = gettext(" and ").join(outlets)
    outlet_labels = (label.format(outlet=told),) if outlets else ()
    newest = (gettext("newest first"),) if latest else ()
    return Understood(
        tuple(replace(part, latest=latest, literal=True) for part in parts),
        (*outlet_labels, *found.labels, *phrase_labels, *newest),
        (*found.notes, *phrase_notes),
    )


def _comparison(archive: Archive, question: Question, today: date | None) -> Understood:
    """The topic once for each outlet; its dates are understood, its words name no outlets."""
    # With an outlet set, none is looked for in the words.
    asked = replace(question, form="answer", outlet=question.outlets[0])
    found = understand(archive, asked, today)
    parts = tuple(replace(found.parts[0], outlet=outlet) for outlet in question.outlets)
    return Understood(parts, found.labels, found.notes)


def _asked_outlets(
    connection: sqlite3.Connection, question: Question, named: Sequence[OutletPlace], today: date
) -> DatedParts:
    """One question for each outlet that is named, within the dates of the words."""
    dates = outlet_dates(connection, question.text, named, today) if _several(named) else {}
    said = blanked(without_quotes(question.text), [one.place for one in dates.values()])
    found, labels, notes = limited_by_dates(connection, question, said, today)
    if found.text != question.text:
        # Without its "as of ..." the outlets stand elsewhere.
        named = _outlets(connection, found.text) or named
        dates = outlet_dates(connection, found.text, named, today) if _several(named) else {}
    return DatedParts(tuple(_of_each(found, named, dates)), labels, notes)


def _of_each(
    question: Question, named: Sequence[OutletPlace], dates: Mapping[str, OutletDate]
) -> Iterator[Question]:
    if not _several(named):
        yield replace(question, outlet=named[0][2], text=without_outlet(question.text, named))
        return
    text = asked_of_each(question.text, named, list(dates.values()))
    for outlet in dict.fromkeys(outlet for *_, outlet in named):
        part, day = replace(question, outlet=outlet, text=text), dates.get(outlet)
        yield replace(part, since=day.since, until=day.until) if day else part


def _several(named: Sequence[OutletPlace]) -> bool:
    return len({outlet for *_, outlet in named}) >= FEWEST_ASKED


def _outlets(connection: sqlite3.Connection, text: str) -> list[OutletPlace]:
    """Where the question asks about outlets that are held, as reporters.

    Several that are named are each asked: hardly anything else brings them together.
    """
    places = list(_outlet_places(connection, text)) or list(_in_small_letters(connection, text))
    if _several(places):
        return places
    return [place for place in places if is_asked(text, *place[:2])]


def _outlet_places(connection: sqlite3.Connection, text: str) -> Iterator[OutletPlace]:
    """Where the question names an outlet that is held, with a capital."""
    found = [word.span() for word in _WORD.finditer(text)]
    outlets = outlets_by_name(connection)
    at = 0
    while at < len(found):
        start, after = found[at][0], at + 1
        names = found[at : at + LONGEST_NAME] if _CAPITAL.match(text[start]) else []
        # The longest first: "Harbour Courier Weekly" before "Harbour Courier".
        for _, end in reversed(names):
            # "TASS's", "TASS'", "TASS."
            name = re.sub(r"(?:['’]s?|\.)$", "", text[start:end])
            held = outlets.called(name)
            if held:
                yield *with_quotation_marks(text, start, start + len(name)), held[0]
                after = at + sum(last <= end for _, last in names)
                break
        at = after


def _in_small_letters(connection: sqlite3.Connection, text: str) -> Iterator[OutletPlace]:
    """Where a comparison, or a question without capitals, names held outlets without theirs."""
    if not (_COMPARING.search(text) or text == text.lower()):
        return
    for outlet in held_outlets(connection):
        # "tass" in "what did tass say"
        found = re.search(rf"\b{re.escape(outlet)}\b", text, re.IGNORECASE)
        if found and (" " in outlet or _COMPARING.search(text)):
            yield *with_quotation_marks(text, *found.span()), outlet


def _phrases(
    connection: sqlite3.Connection, parts: Sequence[Question]
) -> tuple[tuple[Question, ...], tuple[str, ...], tuple[str, ...]]:
    """The parts with their quoted phrases as limits, where some article holds them."""
    quoted = [quoted_phrases(part.text) for part in parts]
    every = dict.fromkeys(phrase for one in quoted for phrase in one)
    # «Вестник» is who wrote, and no words to look for.
    phrases = [one for one in every if not matching_outlets(connection, one)]
    held = [phrase for phrase in phrases if phrase_chunks(connection, phrase)]
    unheld = gettext("No article holds the words “{phrase}”; searched without that.")
    notes = tuple(unheld.format(phrase=phrase) for phrase in phrases if phrase not in held)
    label = gettext("with the words “{phrase}”")
    labels = tuple(label.format(phrase=phrase) for phrase in held)
    limited = (
        replace(part, phrases=tuple(phrase for phrase in own if phrase in held))
        for part, own in zip(parts, quoted, strict=True)
    )
    return tuple(limited), labels, notes
