"""News changes: of several candidates that give the same thing another value, which is current.

The reader says where in each sentence the answer stands. Where those answers are figures or dates
of one kind and differ, the newest is current; an older one is "Earlier"; one that another outlet
gives at about the same time is a disagreement, shown beside it, and so is a figure that an article
itself sets against another's. Of a live page's entries the later one is newer. What tells of a
corrected version is no present fact, unless that is what was asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from retrieval.answer.answer_values import (
    Value,
    answer_value,
    contrasted_values,
    counted_in,
    states_count,
    states_value,
    tells_change,
    within_reach,
)
from retrieval.answer.live_blog_entries import entry_minutes
from retrieval.answer.read import Candidate
from retrieval.answer.shared_names import mentions_names, named_in
from retrieval.answer.similarity import alike
from retrieval.language.facts import sentence_facts
from retrieval.search.archive_phrases import forms
from retrieval.search.deduplicate import same_source
from retrieval.search.sentence_context import in_note
from retrieval.search.words import informative, stems

RIVAL, LIKELY = 2.0, -2.4
"""A candidate answers the same question if it is so many log-odds behind the likeliest at most,
or likely enough (one in twelve) to be shown beside it and on the same matter: an update in other
words than the question's is far behind."""

UNLIKELY = -4.0
"""So is one that tells of a change and is no less likely than this."""

COUNTED = 3.5
"""Log-odds by which a sentence that counts what is asked for may be behind one that doesn't."""

SAME_TIME = 3
"""Days within which two outlets speak of the same state of things."""

RETOLD = 0.6
"""The share of the shorter sentence's words that a newer one has which tells a state anew."""

SHARED = 2
"""Words that a sentence far behind shares with the question or with the likeliest."""

# "before it corrected", "originally", "in the earlier version", "had first reported"
_ASKS_EARLIER = re.compile(
    r"\bbefore\b.*\bcorrect|\boriginal(?:ly)?\b|\b(?:earlier|previous|uncorrected|first) (?:version"
    r"|article|figure|number|report)|\b(?:wrongly|mistakenly|at first)\b",
    re.IGNORECASE,
)
# "the corrected number", "after the correction"
_ASKS_CORRECTED = re.compile(r"\bcorrect(?:ed|ion)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Versions:
    """The current answer, others that say the same, that differ, and that it has overtaken.

    `told` is what they give: a figure, a day or a name.
    """

    current: Candidate
    agreeing: tuple[Candidate, ...] = ()
    differing: tuple[Candidate, ...] = ()
    earlier: tuple[Candidate, ...] = ()
    told: Value | None = None


def order_versions(candidates: Sequence[Candidate], question: str = "") -> Versions:
    """The candidates' answers in their order in time.

    Args:
        candidates: Likeliest first, at least one.
        question: What they answer.
    """
    # What answers now; who gives the same; what is set against it; of the rest, what disagrees and
    # what is older.
    candidates = _told_now(candidates, question)
    best = candidates[0]
    told = answer_value(best, question)
    if told is None:
        return Versions(best) if _asks_earlier(question) else _told_again(best, candidates)
    rivals = [best, *_rivals(best, told, candidates[1:], question)]
    # Where one version is asked for, no newer one takes its place.
    fixed = _asks_earlier(question) or _asks_corrected(question)
    current = best if fixed else max(rivals, key=lambda one: (*_standing(one), one.logit))
    now = answer_value(current, question) or told
    agreeing = [one for one in rivals if one is not current and _same(one, now, question)]
    apart = list(_contrasted(current, now, candidates))
    # An article, or an entry of a live page, is shown under one heading.
    known = {_told_in(one) for one in (current, *agreeing, *apart)}
    others = [one for one in rivals if _told_in(one) not in known]
    apart += [one for one in others if _disagrees(one, current)]
    earlier = [one for one in others if not _disagrees(one, current)]
    sources = tuple(_sources(current, agreeing))
    return Versions(current, sources, tuple(apart), tuple(_newest_first(earlier)), now)


def _asks_earlier(question: str) -> bool:
    """Whether what stood before a correction is asked for."""
    return bool(_ASKS_EARLIER.search(question) or forms("earlier").search(question))


def _asks_corrected(question: str) -> bool:
    """Whether what a correction says is asked for."""
    return bool(_ASKS_CORRECTED.search(question) or forms("corrections").search(question))


def _told_again(best: Candidate, candidates: Sequence[Candidate]) -> Versions:
    """What no figure tells: where a newer article says nearly the same sentence, that is current.

    "The capital is now called Nur-Sultan." and, three years later, "The capital is called Astana
    again.": which words changed is left to whoever reads both.
    """
    day = best.passage.published
    newer = [
        one
        for one in candidates
        if day
        and (one.passage.published or "") > day
        and one.logit >= best.logit - RIVAL
        and alike(one.text, best.text, RETOLD)
    ]
    if not newer:
        return Versions(best)
    return Versions(max(newer, key=lambda one: (*_standing(one), one.logit)), earlier=(best,))


def _told_now(candidates: Sequence[Candidate], question: str) -> list[Candidate]:
    """Likeliest first, what tells of a replaced version last; or first, if that is asked.

    Asked for what was corrected, an article that was comes first; asked how many there are of a
    thing, a sentence that counts it.
    """
    earlier, corrected = _asks_earlier(question), _asks_corrected(question)

    wanted = counted_in(question)
    # Not one too far behind, however well it counts.
    least = candidates[0].logit - COUNTED

    def place(one: Candidate) -> tuple[bool, bool, bool]:
        right = corrected and one.passage.note is not None and one.logit >= UNLIKELY
        counts = bool(wanted) and one.logit >= least and states_count(one, wanted)
        # False sorts first. Python's sort keeps the likeliest first among equals.
        return in_note(one.passage, one.span) != earlier, not right, not counts

    return sorted(candidates, key=place)


def _same(one: Candidate, now: Value, question: str) -> bool:
    given = answer_value(one, question)
    return given is not None and given.same(now)


def _rivals(
    best: Candidate, told: Value, others: Sequence[Candidate], question: str
) -> Iterator[Candidate]:
    """One candidate an article, or an entry of a live page, that gives a thing of the same kind."""
    # The likeliest candidate of an article, or of an entry, speaks for it.
    seen, named = {_told_in(best)}, named_in(question, best.text)
    wanted = counted_in(question)
    for other in others:
        of_it = mentions_names(other.hit, named) and _may_be(other, best, question)
        given = answer_value(other, question) if of_it and _told_in(other) not in seen else None
        on_it = given and (given.kind != "name" or _near(other.text, [question], SHARED))
        # Drones are asked for and counted: four persons are no other number of them.
        counts = given and (told.noun not in wanted or given.noun in {None, *wanted})
        if given and on_it and counts and given.alike(told) and within_reach(given, told):
            seen.add(_told_in(other))
            yield other


def _may_be(other: Candidate, best: Candidate, question: str) -> bool:
    """Whether a candidate may answer the same question as the likeliest one."""
    # Near the likeliest; newer, and telling of a change; or likely enough, and on the matter.
    if other.logit >= best.logit - RIVAL:
        return True
    newer = (other.passage.published or "") > (best.passage.published or "")
    if newer and other.logit >= UNLIKELY and tells_change(other.text):
        passage = other.passage
        return bool(_names(best.text, best.passage.title) & _names(passage.text, passage.title))
    return other.logit >= LIKELY and _near(other.text, [question, best.text], SHARED)


def _names(text: str, title: str | None) -> set[str]:
    """The names in a text and in its article's title, folded."""
    # The full stop keeps a name at the title's end from running on into the text.
    facts = sentence_facts(f"{title or ''}.\n{text}")
    return {" ".join(name.words) for name in facts.names}


def _near(text: str, others: Sequence[str], least: int) -> bool:
    """Whether a sentence shares so many informative words with one of others."""
    # Where there is nothing to be near to, everything is near.
    own = set(stems(text))
    return not any(others) or any(len(own & set(informative(other))) >= least for other in others)


def _contrasted(
    current: Candidate, now: Value, candidates: Sequence[Candidate]
) -> Iterator[Candidate]:
    """Sentences with a figure that some article sets against the current one.

    An article that repeats the current figure and gives another one beside it differs, and so
    does an older one whose figure the current sentence itself names.
    """
    places = {(one.passage.article, one.passage.start, one.at): one for one in candidates}
    seen = {_told_in(current)}
    # The current one first.
    for one in sorted(candidates, key=lambda one: one is not current):
        if not states_value(one.text, now) or in_note(one.passage, one.span):
            continue
        named = contrasted_values(now, one.text)
        if one is current:
            if not tells_change(one.text):
                yield from _first_with(named, current, candidates)
        elif named and _told_in(one) not in seen:
            seen.add(_told_in(one))
            yield one
        # The figure against it may stand in the next sentence, or in the one before.
        for at in (one.at + 1, one.at - 1):
            beside = places.get((one.passage.article, one.passage.start, at))
            if beside in (None, current):
                continue
            if contrasted_values(now, beside.text, elsewhere=True):
                yield beside
                break


def _first_with(
    named: Sequence[Value], current: Candidate, candidates: Sequence[Candidate]
) -> Iterator[Candidate]:
    for told in named:
        others = (one for one in candidates if one.passage.article != current.passage.article)
        said = (one for one in others if states_value(one.text, told))
        # One source for each figure is enough.
        yield from (one for one in list(said)[:1])


def _told_in(one: Candidate) -> tuple[str, int | None]:
    return one.passage.article, entry_minutes(one)


def _standing(one: Candidate) -> tuple[bool, bool, str, int]:
    """What stands above what: the not corrected, then the newest; an undated one is oldest.

    Of one live page the later entry is newer.
    """
    at = entry_minutes(one)
    now = not in_note(one.passage, one.span)
    return now, not one.passage.corrected_by, one.passage.published or "", -1 if at is None else at


def _disagrees(one: Candidate, current: Candidate) -> bool:
    """Whether two differ as sources do, not as an older report and a newer one."""
    # Corrected, or of the same outlet, it is older and not of another mind.
    ours, theirs = one.passage, current.passage
    same = ours.article == theirs.article or (ours.outlet and ours.outlet == theirs.outlet)
    if ours.corrected_by or same or in_note(ours, one.span):
        return False
    # Without both days nobody knows which is newer.
    if not (ours.published and theirs.published):
        return True
    apart = date.fromisoformat(theirs.published) - date.fromisoformat(ours.published)
    return abs(apart.days) <= SAME_TIME


def _sources(current: Candidate, agreeing: Sequence[Candidate]) -> Iterator[Candidate]:
    """Those that are sources of their own: no copy, no entry or article of one outlet's again."""
    heard = [current]
    for one in agreeing:
        if not any(_one_voice(one, other) for other in heard):
            heard.append(one)
            yield one


def _one_voice(one: Candidate, other: Candidate) -> bool:
    same_outlet = bool(one.passage.outlet) and one.passage.outlet == other.passage.outlet
    same = same_outlet or one.passage.article == other.passage.article
    return same or same_source(one.passage, other.passage)


def _newest_first(candidates: Sequence[Candidate]) -> list[Candidate]:
    return sorted(candidates, key=lambda one: one.passage.published or "", reverse=True)
