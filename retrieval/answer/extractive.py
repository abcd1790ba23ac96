"""The extractive writer: the sentence that answers best, and at most two that add something.

It needs no model of words and can say nothing that no article says.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import repeat

from retrieval.answer.asked_kind import asks_why
from retrieval.answer.called_off import called_off_since
from retrieval.answer.office_holders import asked_office, tells_of_other_office
from retrieval.answer.read import Candidate, Evidence
from retrieval.answer.shared_names import articles_naming, named_in
from retrieval.answer.table_quotation import rows_asked_for
from retrieval.answer.topic_relevance import on_topic, sentences_about
from retrieval.answer.values import Value
from retrieval.answer.versions import Versions, order_versions
from retrieval.language.statements import states_something
from retrieval.messages import gettext, ngettext, pgettext
from retrieval.messages.date_notes import date_note_words
from retrieval.messages.days import day_words
from retrieval.search.deduplicate import same_source
from retrieval.search.hit import Hit, HitSentence
from retrieval.search.sentence_context import in_context, quoted, with_cause
from retrieval.search.similarity import alike, shared_share, without_repeats
from retrieval.types.draft import NEAREST, Draft, DraftStatement, Quote, quotation

MOST_SENTENCES = 3  # the answer, and two that add something
TITLED = 0.75  # share of a topic's words in a title from which on the article is on it
FEWEST_AGREEING = 2  # outlets: one agrees with nobody
ADDS = 0.08
"""Least probability of answering at which a further sentence is shown (training/calibrate.py)."""

SURE = 0.92
"""A sentence that answers with this probability needs no other beside it, unless one of another
article is as likely."""

AS_LIKELY, FARTHEST = 1.0, 2.4
"""Log-odds behind the likeliest within which another is as likely, and beyond which none adds: of
83 further sentences in two exams 2 of the 25 beyond it held the answer, and 7 of the 58 others."""

LEAST_READ = -5.0
"""The reader's log-odds below which a further sentence adds nothing, whatever its words."""

MOST_WORDS = 90
"""An answer is read in a chat: past this many words no further sentence is added."""


def extract_answer(evidence: Evidence, sure: float = SURE) -> Draft:
    """The answer by quotation, or a draft without statements where nothing answers.

    Args:
        evidence: What was read.
        sure: A sentence that answers with this probability stands alone.
    """
    nearest = tuple(_nearest(evidence.candidates))
    if not evidence.answers:
        return Draft("extractive", nearest=nearest)
    found = order_versions(evidence.candidates, evidence.question, evidence.hits)
    statements = tuple(_statements(found, evidence, sure))
    return Draft("extractive", statements, notes=_agreement(found), nearest=nearest)


def newest(evidence: Evidence) -> Draft:
    """The latest on a topic: of the sentences near it, those of the newest article first."""
    # No sentence stands alone here: the likeliest need not be the newest.
    drafted = extract_answer(evidence, sure=1.0)
    if not drafted.statements:
        return drafted
    ordered = sorted(drafted.statements, key=_day, reverse=True)
    # What was told as later than the likeliest now stands before it.
    later = gettext("Later")
    ordered = [replace(one, heading=None) if one.heading == later else one for one in ordered]
    return replace(drafted, statements=tuple(ordered))


def latest(hits: Sequence[Hit], topic: str) -> Draft:
    """The latest on a topic: what the newest articles on it say first of it, newest first.

    An article whose title has the words of the topic is on it from its first sentence on. One that
    states no year comes after the dated ones, the later day of the year first.
    """
    first: dict[str, DraftStatement] = {}
    near = on_topic(hits)
    titled = (hit for hit in near if shared_share(topic, hit.passage.title or "") >= TITLED)
    leads = (one for one in map(HitSentence, titled, repeat(0)) if states_something(one.text))
    for one in (*sentences_about(near), *leads):
        said = quotation(quoted(one))
        known = first.get(one.passage.article)
        if known is None or said.quotes[0].span < known.quotes[0].span:
            first[one.passage.article] = said
    ordered = sorted(first.values(), key=_day, reverse=True)[:MOST_SENTENCES]
    return Draft("extractive", tuple(replace(one, heading=_dated(one)) for one in ordered))


def _day(statement: DraftStatement) -> tuple[str, tuple[int, int]]:
    # The undated come last: "" is before every date, and days of no year tell only among
    # themselves.
    passage = statement.quotes[0].passage
    return passage.published or "", passage.partial or (0, 0)


def _dated(statement: DraftStatement) -> str | None:
    passage = statement.quotes[0].passage
    if passage.published:
        return day_words(passage.published)
    return date_note_words(passage.date_note) if passage.date_note else None


def _statements(found: Versions, evidence: Evidence, sure: float) -> Iterator[DraftStatement]:
    differing = _apart(found.current, found.differing)[: MOST_SENTENCES - 1]
    earlier = _apart(found.current, found.earlier)[:1]
    off = called_off_since(found.current, evidence.candidates, evidence.question)
    told_later = [*([off] if off else []), *found.later][:1]
    later = _apart(found.current, [*differing, *told_later])[len(differing) :]
    differ = gettext("Sources differ") if differing else None
    beside = gettext("Besides") if differing or later else None
    # Each group below has the place in which it is read.
    first = list(_first(found.current, differ, evidence.question))
    yield from first
    yield from (quotation(quoted(one), differ) for one in differing)
    yield from (quotation(quoted(one), gettext("Later")) for one in later)
    shown = [found.current, *differing, *later, *earlier]
    # What tells of the thing described goes without saying where it is shown already.
    link = [evidence.link] if evidence.link else []
    link = [one for one in link if not any(_repeats(one, other) for other in shown)]
    # What may be another figure of the same thing, and may be one of something else.
    unsure = (one for one in found.beside if not any(_share_a_place(one, o) for o in shown))
    link += list(unsure)[:1]
    yield from (quotation(quoted(one), beside) for one in link)
    room = MOST_SENTENCES - 1 - len(differing) - len(later) - len(earlier) - len(link)
    # Asked why, the sentence behind the first one is quoted with it.
    told = [quote for one in first for quote in one.quotes]
    others = [
        one
        for one in _others(found, evidence)
        if not any(quoted(one).overlaps(quote) for quote in told)
    ]
    alone = found.current.probability >= sure and not _as_likely(found.current, others)
    # A cause may stand in quite other words than the question's.
    far = math.inf if asks_why(evidence.question) else FARTHEST
    further = [] if alone else _further([*shown, *link], others, room, far)
    yield from (quotation(quoted(one), beside) for one in further)
    yield from (quotation(quoted(one), gettext("Earlier")) for one in earlier)


def _others(found: Versions, evidence: Evidence) -> list[Candidate]:
    """The candidates that may be added to an answer, likeliest first.

    What differs, or was so before, is said under its heading or not at all; what has none of the
    names, or is on who holds another office than was asked for, not at all.
    """
    read, current = evidence.candidates, found.current
    told, office = (*found.differing, *found.earlier, *found.later), asked_office(evidence.question)
    named = named_in(evidence.question, current.text, countries=False)
    # By article: another of its passages may tell the name, or its byline that of who writes "I".
    on_it = {current.passage.article, *articles_naming((one.hit for one in read), named)}
    may = (one for one in read if one not in told and one.passage.article in on_it)
    return [one for one in may if not tells_of_other_office(one.text, office)]


def _as_likely(current: Candidate, others: Sequence[Candidate]) -> bool:
    """Whether a sentence of another article is about as likely to answer."""
    return any(
        one.passage.article != current.passage.article and one.logit >= current.logit - AS_LIKELY
        for one in others
    )


def _further(
    shown: Sequence[Candidate], candidates: Sequence[Candidate], room: int, far: float
) -> Iterator[Candidate]:
    """Up to `room` candidates that say something that none of those shown says.

    None in which the reader finds no answer.
    """
    kept = list(shown)
    words = sum(len(one.text.split()) for one in kept)
    least = max(one.logit for one in shown) - far
    for one in candidates:
        # The likeliest come first: none behind this one adds more.
        if room <= 0 or one.probability < ADDS or one.logit < least:
            return
        words_with = words + len(one.text.split())
        unread = one.read is not None and one.read < LEAST_READ
        # A longer one is passed over, for a short one behind it may still have room.
        if unread or words_with > MOST_WORDS or any(_repeats(one, other) for other in kept):
            continue
        room, words = room - 1, words_with
        kept.append(one)
        yield one


def _apart(current: Candidate, others: Sequence[Candidate]) -> list[Candidate]:
    """Those whose quotations share no place with the current one's, or with one another's."""
    return without_repeats([current, *others], _share_a_place, 1 + len(others))[1:]


def _share_a_place(one: Candidate, other: Candidate) -> bool:
    return quoted(one).overlaps(quoted(other))


def _repeats(one: Candidate, shown: Candidate) -> bool:
    """Whether a sentence is one that is shown, or what a copy of its article says."""
    return (
        _share_a_place(one, shown)
        or alike(one.text, shown.text)
        or same_source(one.passage, shown.passage)
    )


def _first(one: Candidate, heading: str | None, question: str) -> Iterator[DraftStatement]:
    # A table is quoted by its head and the rows asked for, each at its place.
    rows = rows_asked_for(one.text, one.span[0], question)
    span = with_cause(one) if asks_why(question) else in_context(one)
    for part in rows or (span,):
        yield quotation(Quote(one.passage, part), heading)


def _nearest(candidates: Sequence[Candidate]) -> Iterator[Quote]:
    """The likeliest sentences, whole, none saying what another says."""
    return map(quoted, without_repeats(candidates, _repeats, NEAREST))


def _agreement(found: Versions) -> tuple[str, ...]:
    # Of an article that names no outlet nobody knows whose it is.
    named = (one.passage.outlet for one in (found.current, *found.agreeing))
    outlets = [outlet for outlet in named if outlet]
    if found.told is None or len(outlets) < FEWEST_AGREEING:
        return ()
    form = ngettext(
        "{count} independent source gives this {what}: {outlets}.",
        "{count} independent sources give this {what}: {outlets}.",
        len(outlets),
    )
    told = {"count": len(outlets), "what": _called(found.told), "outlets": ", ".join(outlets)}
    return (form.format(**told),)


def _called(told: Value) -> str:
    """What a value is called."""
    # One word for each kind that values.py gives a `Value`.
    called = {
        "number": pgettext("that sources give", "figure"),
        "date": pgettext("that sources give", "date"),
        "name": pgettext("that sources give", "name"),
    }
    # A year alone.
    by_year = isinstance(told.amount, tuple) and told.amount[1:] == (None, None)
    return pgettext("that sources give", "year") if by_year else called[told.kind]
