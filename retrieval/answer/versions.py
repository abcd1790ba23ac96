"""News changes: of several candidates that give the same thing another value, which is current.

The reader says where in each sentence the answer stands. Where those answers are figures or dates
of one kind and differ, the newest is current; an older one is "Earlier"; one that another outlet
gives at about the same time is a disagreement, shown beside it, and so is a figure that an article
itself sets against another's. Of a live page's entries the later one is newer. What tells of a
corrected version is no present fact, unless that is what was asked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from retrieval.answer.answer_values import (
    answer_value,
    asks_state,
    counted_in,
    denies_value,
    states_count,
    states_value,
    tells_change,
)
from retrieval.answer.asked_source import told_by
from retrieval.answer.asked_time import asked_years, tells_of_years
from retrieval.answer.asked_version import asks_corrected, asks_earlier
from retrieval.answer.live_blog_entries import told_in
from retrieval.answer.office_holders import (
    asked_office,
    ends_office,
    succeeds,
    tells_of_other_office,
)
from retrieval.answer.read import Candidate
from retrieval.answer.report_order import about_when, disagrees, one_voice, overtaken, standing
from retrieval.answer.set_against import SET_AGAINST, set_against
from retrieval.answer.shared_names import (
    articles_naming,
    named_in,
    names_under_title,
    share_names,
)
from retrieval.answer.values import Value, within_reach
from retrieval.language.facts import sentence_facts
from retrieval.search.hit import Hit
from retrieval.search.sentence_context import in_note
from retrieval.search.similarity import alike, without_repeats
from retrieval.search.words import informative, stems
from retrieval.veto.ranks import other_ranks

RIVAL, LIKELY = 2.0, -2.4
"""A candidate answers the same question if it is so many log-odds behind the likeliest at most,
or likely enough (one in twelve) to be shown beside it and on the same matter: an update in other
words than the question's is far behind."""

UNLIKELY = -4.0
"""So is one that tells of a change and is no less likely than this."""

COUNTED = 3.5
"""Log-odds by which a sentence that counts what is asked for may be behind one that doesn't, one
that names the head of something behind one on the deputy, and one by the source that was asked for
behind another's."""

RETOLD = 0.6
"""The share of the shorter sentence's words that a newer one has which tells a state anew."""

SHARED = 2
"""Words that a sentence far behind shares with the question or with the likeliest."""


@dataclass(frozen=True, slots=True)
class Versions:
    """The current answer, others that say the same, that differ, and that it has overtaken.

    `later` are newer and far less likely; `beside` may differ, or count something else; `told` is
    what they give: a figure, a day or a name.
    """

    current: Candidate
    agreeing: tuple[Candidate, ...] = ()
    differing: tuple[Candidate, ...] = ()
    earlier: tuple[Candidate, ...] = ()
    beside: tuple[Candidate, ...] = ()
    later: tuple[Candidate, ...] = ()
    told: Value | None = None


def order_versions(
    candidates: Sequence[Candidate], question: str = "", hits: Sequence[Hit] = ()
) -> Versions:
    """The candidates' answers in their order in time.

    Args:
        candidates: Likeliest first, at least one.
        question: What they answer.
        hits: All passages that were found: another one of an article may name the matter.
    """
    # What answers now; who gives the same; what is set against it; of the rest, what disagrees and
    # what is older. Of one source nobody else's figure is a version.
    candidates = _told_now(told_by(candidates, question, COUNTED), question)
    best = candidates[0]
    told = answer_value(best, question)
    if told is None:
        return Versions(best) if asks_earlier(question) else _told_again(best, candidates)
    rivals = [(best, told), *_rivals(best, told, candidates[1:], question, hits)]
    # Where one version is asked for, no newer one takes its place.
    fixed = asks_earlier(question) or asks_corrected(question)
    ahead = [one for one, _ in rivals if _is_far_ahead(one, best)]
    may = [r for r in rivals if r[0] not in ahead and not _is_denied(*r, rivals)] or rivals
    current, now = rivals[0] if fixed else max(may, key=lambda rival: standing(rival[0]))
    right = None if fixed else _put_right(current, now, candidates)
    if right:
        return Versions(right, earlier=(current,))
    agreeing = [one for one, given in rivals if one is not current and given.same(now)]
    against = list(set_against(current, now, candidates))
    beside = [one for one in against if one.logit < SET_AGAINST]
    against = [one for one in against if one.logit >= SET_AGAINST]
    apart = [one for one in against if not overtaken(one, current)]
    corrected = [one for one in against if overtaken(one, current)]
    # An article, or an entry of a live page, is shown under one heading.
    known = {told_in(one) for one in (current, *agreeing, *against)}
    others = [one for one, _ in rivals if told_in(one) not in known]
    apart += [one for one in others if disagrees(one, current)]
    later = [one for one in others if one in ahead and one.published > current.published]
    older = [one for one in others if not (one in later or disagrees(one, current))]
    older.sort(key=lambda one: one.published, reverse=True)
    sources = without_repeats([current, *agreeing], one_voice, len(rivals))[1:]
    earlier = (*corrected, *older)
    return Versions(
        current, tuple(sources), tuple(apart), earlier, tuple(beside), tuple(later), now
    )


def _put_right(
    current: Candidate, told: Value, candidates: Sequence[Candidate]
) -> Candidate | None:
    """The sentence of the correcting article that repeats a figure; the right one stands by it."""
    mending = current.passage.corrected_by
    notes = (one for one in candidates if mending and one.passage.article == mending)
    return next(
        (one for one in notes if in_note(one.passage, one.span) and states_value(one.text, told)),
        None,
    )


def _is_denied(one: Candidate, told: Value, rivals: Sequence[tuple[Candidate, Value]]) -> bool:
    """Whether another says that a figure is not so; one of before a dated report can't."""
    # "" is no day: nobody knows whether it is before.
    may = (other for other, _ in rivals if not "" < other.published < one.published)
    return any(denies_value(other.text, told) for other in may)


def _told_again(best: Candidate, candidates: Sequence[Candidate]) -> Versions:
    """What no figure tells: where a newer article says nearly the same sentence, that is current.

    "The capital is now called Nur-Sultan." and, three years later, "The capital is called Astana
    again.": which words changed is left to whoever reads both.
    """
    newer = [
        one
        for one in candidates
        if "" < best.published < one.published
        and one.logit >= best.logit - RIVAL
        and alike(one.text, best.text, RETOLD)
    ]
    if not newer:
        return Versions(best)
    return Versions(max(newer, key=standing), earlier=(best,))


def _told_now(candidates: Sequence[Candidate], question: str) -> list[Candidate]:
    """Likeliest first, what tells of a replaced version last; or first, if that is asked.

    Asked for what was corrected, an article that was comes first; asked how many there are of a
    thing, a sentence that counts it; asked who heads something, none that tells of the deputy.
    """
    earlier, corrected = asks_earlier(question), asks_corrected(question)
    wanted = counted_in(question)
    # Not one too far behind, however well it counts.
    least = candidates[0].logit - COUNTED
    left = candidates[0] if asks_state(question) and ends_office(candidates[0]) else None

    def place(one: Candidate) -> tuple[bool, bool, bool, bool]:
        right = corrected and one.passage.note is not None and one.logit >= UNLIKELY
        counts = states_count(one, wanted) or (left is not None and succeeds(one, left))
        counts = counts and one.logit >= least
        # False sorts first. Python's sort keeps the likeliest first among equals.
        behind = _of_other_holder(one, question, question) or one.logit < least
        told_before = in_note(one.passage, one.span)
        # Where that is asked for, what is told of another matter does not come first for it.
        apart = not (told_before and one.logit >= least) if earlier else told_before
        return apart, not right, not counts, behind

    return sorted(candidates, key=place)


def _rivals(
    best: Candidate,
    told: Value,
    others: Sequence[Candidate],
    question: str,
    hits: Sequence[Hit],
) -> Iterator[tuple[Candidate, Value]]:
    """One candidate an article, or an entry of a live page, that gives a thing of the same kind."""
    # The likeliest candidate of an article, or of an entry, speaks for it.
    seen, named = {told_in(best)}, named_in(question, best.text)
    years = asked_years(question)
    # Where one tells of the year that was asked for, one of another year is no rival.
    if tells_of_years(best, years):
        others = [one for one in others if tells_of_years(one, years)]
    on_it = articles_naming((*hits, *(one.hit for one in others)), named)
    for other in others:
        # Where nothing is named, by the names of the passages themselves.
        one_matter = other.passage.article in on_it and (
            named or share_names(other.hit, best.passage)
        )
        of_it = one_matter and _may_be(other, best, question)
        given = answer_value(other, question) if of_it and told_in(other) not in seen else None
        if given and given.alike(told) and _of_one_thing(other, given, best, told, question):
            seen.add(told_in(other))
            yield other, given


def _of_one_thing(
    other: Candidate, given: Value, best: Candidate, told: Value, question: str
) -> bool:
    """Whether a value may be told of the same thing as the likeliest one's."""
    # The deputy's name is not another name of the head.
    if given.kind == "name":
        lesser = _of_other_holder(other, best.text, question)
        # Nor does whoever left still hold it.
        lesser = lesser or (ends_office(other) and succeeds(best, other))
        # Far behind, a name is that of somebody else, unless it tells of who has the place now.
        changed = tells_change(other.text) or ends_office(best) or ends_office(other)
        behind = other.logit < best.logit - RIVAL and not changed
        return not (lesser or behind) and _near(other.text, question)
    # Drones are asked for and counted: four persons are no other number of them.
    wanted = counted_in(question)
    counts = told.noun not in wanted or given.noun in {None, *wanted}
    return counts and within_reach(given, told)


def _of_other_holder(one: Candidate, told: str, question: str) -> bool:
    """Whether a sentence tells of a deputy where a text does not, or of another office than asked.

    The other way round as well.
    """
    ranks = any(other_ranks(sentence_facts(told), [sentence_facts(one.text)]))
    return ranks or tells_of_other_office(one.text, asked_office(question))


def _may_be(other: Candidate, best: Candidate, question: str) -> bool:
    """Whether a candidate may answer the same question as the likeliest one."""
    # Near the likeliest; newer, and telling of a change; or likely enough, and on the matter.
    if other.logit >= best.logit - RIVAL:
        return True
    newer = other.published > best.published
    if newer and other.logit >= UNLIKELY and tells_change(other.text):
        ours = {name.words for name in names_under_title(best.passage, best.text)}
        theirs = names_under_title(other.passage, other.passage.text)
        return any(name.words in ours for name in theirs)
    return other.logit >= LIKELY and _near(other.text, question, best.text)


def _is_far_ahead(one: Candidate, best: Candidate) -> bool:
    """Whether one is newer than the likeliest, far less likely, and of other names.

    It may be of something else, and takes the other's place only if it tells of a change.
    """
    newer = one.published > best.published and not about_when(one, best)
    behind = newer and one.logit < best.logit - RIVAL and not tells_change(one.text)
    return behind and not share_names(one.hit, best.passage)


def _near(text: str, *others: str) -> bool:
    """Whether a sentence shares some informative words with one of others."""
    own = set(stems(text))
    return any(len(own & set(informative(other))) >= SHARED for other in others)
