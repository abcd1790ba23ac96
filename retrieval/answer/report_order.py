"""Which of two reports is newer or corrected, and which are two sources at the same time."""

from __future__ import annotations

from datetime import date

from retrieval.answer.answer_values import tells_change
from retrieval.answer.asked_time import named_years
from retrieval.answer.live_blog_entries import entry_minutes
from retrieval.answer.read import Candidate
from retrieval.search.deduplicate import same_source
from retrieval.search.sentence_context import in_note

SAME_TIME = 3
"""Days within which two outlets speak of the same state of things."""


def standing(one: Candidate) -> tuple[bool, bool, str, int, float]:
    """What stands above what: the not corrected, then the newest; an undated one is oldest.

    Of one live page the later entry is newer; of equals the likelier one comes first.
    """
    at = entry_minutes(one)
    now = not in_note(one.passage, one.span)
    minutes = -1 if at is None else at
    return now, not one.passage.corrected_by, one.published, minutes, one.logit


def overtaken(one: Candidate, current: Candidate) -> bool:
    """Whether the current sentence stands in another's place: that was corrected, or is of before.

    Of before is what its own outlet reported earlier, what tells of an earlier year, and what an
    earlier report gave where the current one tells of a change: "has risen to 43".
    """
    named = named_years(one.text)
    now = named_years(current.text) or {int((current.published or "0")[:4])}
    if one.passage.corrected_by or (named and max(named) < max(now)):
        return True
    told_anew = _of_one_outlet(one, current) or tells_change(current.text)
    return one.published < current.published and told_anew


def disagrees(one: Candidate, current: Candidate) -> bool:
    """Whether two differ as sources do, not as an older report and a newer one."""
    same = _of_one_outlet(one, current)
    if overtaken(one, current) or same or in_note(one.passage, one.span):
        return False
    # Without both days nobody knows which is newer.
    return not (one.published and current.published) or about_when(one, current)


def about_when(one: Candidate, other: Candidate) -> bool:
    """Whether two articles, both dated, speak of the same state of things."""
    if not (one.published and other.published):
        return False
    between = date.fromisoformat(one.published) - date.fromisoformat(other.published)
    return abs(between.days) <= SAME_TIME


def one_voice(one: Candidate, other: Candidate) -> bool:
    """Whether two are no sources of their own: copies, or articles or entries of one outlet."""
    return _of_one_outlet(one, other) or same_source(one.passage, other.passage)


def _of_one_outlet(one: Candidate, other: Candidate) -> bool:
    """Whether two come from one article, or from two of one outlet that is known."""
    ours, theirs = one.passage, other.passage
    return ours.article == theirs.article or bool(ours.outlet and ours.outlet == theirs.outlet)
