"""Where a sentence gives otherwise what a claim says: dates, figures, signs, deeds, roles, names.

What is contrary contradicts the claim; what is doubtful only keeps it from being borne out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from retrieval.answer import figures, when
from retrieval.answer.certainty import hedged, overstated
from retrieval.answer.deeds import (
    clauses,
    deed,
    deeds,
    in_base,
    likewise,
    opposite,
    roles,
    tells,
)
from retrieval.answer.facts import flipped, links, names, negated
from retrieval.answer.subjects import within_another
from retrieval.search.words import ROOT, informative, stem, words
from retrieval.types import DateMention

ALMOST_ALL = 0.8
"""With this share of the claim's words, a lone figure stands for the claim's."""


TITLES = frozenset(
    words(
        "president minister chancellor general secretary senator governor king queen prince mr mrs"
        " ms dr judge professor chairman ambassador"
    )
)
"""Before a name, these are no first name."""

_NAME_OF_ANY = r"[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+)*"
_NAME_OF_SEVERAL = re.compile(r"\b[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+)+")


@dataclass(frozen=True, slots=True)
class Told:
    """What a claim is held against: the sentences, what they date, and the day of publication.

    `acts` is the last sentence that has the claim's deed, `dating` all that have it; without
    any they are the text.
    """

    text: str
    acts: str
    dating: str
    mentions: tuple[DateMention, ...]
    published: str | None


def share(claim: str, text: str) -> float:
    """The share of the claim's informative words that the text has in any form.

    Dates and figures are left aside; a name of several words counts as one word.
    """
    plain, *_ = when.apart(claim)
    wanted = [w for w in informative(in_base(plain)).values() if not figures.figures(w)]
    found = words(in_base(text))
    weights = _in_names(plain)
    held = {word: among(word, found) or _same_deed(word, text) for word in wanted}
    total = sum(weights.get(word, 1.0) for word in wanted)
    return sum(weights.get(word, 1.0) for word in wanted if held[word]) / total if total else 0.0


def _in_names(text: str) -> dict[str, float]:
    """What each word counts that stands in a name of several: its part of the name."""
    runs = [words(run[0]) for run in _NAME_OF_SEVERAL.finditer(text)]
    return {word: 1 / len(run) for run in runs for word in run}


def _same_deed(word: str, text: str) -> bool:
    verb = stem(word)
    return len(likewise(verb)) > 1 and tells(text, verb)


def contrary(claim: str, told: Told) -> Iterator[str]:
    """What the sentences give otherwise, in words; nothing where another matter may be meant."""
    plain, *_ = when.apart(claim)
    if absent_names(plain, told.text):
        return
    against = opposite(claim, told.text) or _at_its_date(claim, told.text)
    if against:
        yield f"“{against[1]}” here, not “{against[0]}”"
    elif _same_doing(claim, told.text):
        yield from _dates_and_figures(claim, told)
    theirs, *_ = when.apart(told.text)
    turned = flipped(negated(in_base(plain)), negated(in_base(theirs)))
    if turned:
        yield f"one of the two has a “not” at “{_as_written(turned[0], claim)}”"


def _same_doing(claim: str, text: str) -> bool:
    """Whether the text has the claim's first deed itself, and as surely: a plan is another date."""
    verb = deed(claim)
    done = verb is None or verb in deeds(text) or verb in map(stem, words(in_base(text)))
    return done and (hedged(claim) or not hedged(text))


def _dates_and_figures(claim: str, told: Told) -> Iterator[str]:
    plain, dates, weekdays = when.apart(claim)
    theirs, *_ = when.apart(told.text)
    day = when.differing((dates, weekdays), when.held(told.text, told.mentions))
    # "It met on 5 May" does not date what the sentence before it tells.
    if day and (told.dating == told.acts == told.text or any(when.apart(told.dating)[1:])):
        yield day
    count = figures.differing(plain, theirs)
    if count is None and share(claim, told.text) >= ALMOST_ALL:
        count = figures.lone(plain, theirs)
    if count and not other_place(claim, told.text):
        here, there = figures.as_written(count[1], told.text), figures.as_written(count[0], claim)
        yield f"{here} here, not {there}"


def _at_its_date(claim: str, text: str) -> tuple[str, str] | None:
    """The deed that the text dates as the claim dates its opposite: began on 3, ended on 9 May."""
    _, dates, _ = when.apart(claim)
    at = [one for one in clauses(text) if any(_dated(one, day) for day in dates)]
    verb = deed(claim)
    if verb is None or any(tells(one, verb) for one in at):
        return None
    return next((pair for one in at if (pair := opposite(claim, one))), None)


def _dated(clause: str, day: when.Named) -> bool:
    _, named, _ = when.apart(clause)
    return any(one[2] == day[2] and not when.clash(one, day) for one in named)


def doubtful(claim: str, told: Told) -> Iterator[str]:
    """Why the sentences may not be read as the claim, in words."""
    turned = roles(claim, told.acts) or within_another(claim, told.acts)
    if turned:
        yield turned
        return
    plain, dates, _ = when.apart(claim)
    surer = [word for word in _surer(plain, told.text) if _all_but(plain, [word], told.text)]
    if surer and hedged(told.text):
        yield f"the archive is less sure of “{_as_written(surer[0], claim)}” here"
    # Without a name it may be another matter; with every other word the same, it is the point.
    absent = absent_names(plain, told.text)
    known, _ = when.held(told.text, told.mentions)
    dated = not dates or any(not when.clash(one, other) for one in dates for other in known)
    if absent and dated and _all_but(plain, absent, told.text):
        name = _whole_name(absent[0], claim)
        other = _in_its_place(name, claim, told.text)
        yield f"{other} here, not {name}" if other else f"{name} is not named here"
    elif not absent and not surer:
        yield from _undated(claim, told)


def _undated(claim: str, told: Told) -> Iterator[str]:
    """The day that the claim gives and a sentence of that very month does not."""
    _, dates, _ = when.apart(claim)
    known, _ = when.held(told.text, told.mentions)
    at = date.fromisoformat(told.published) if told.published else None
    if known or at is None or share(claim, told.text) < ALMOST_ALL:
        return
    for one in sorted(dates, key=str):
        if one[2] and not when.clash((one[0], one[1], None), (at.year, at.month, None)):
            yield f"{when.in_words(one)} is not named here"


def _whole_name(name: str, text: str) -> str:
    """The name of several words that a text has a word of: Grey Cove, of Grey."""
    runs = (run[0] for run in _NAME_OF_SEVERAL.finditer(text))
    return next((run for run in runs if name in run.split()), name)


def _in_its_place(name: str, claim: str, text: str) -> str | None:
    """The name that the text has after the word before `name` in the claim: in Moscow, in Minsk."""
    before = re.search(rf"\b([a-z]+)\s+(?:the\s+)?{re.escape(name)}\b", claim)
    form = rf"\b{before[1]}\s+(?:the\s+)?({_NAME_OF_ANY})" if before else r"(?!)"
    found = {match[1] for match in re.finditer(form, text) if match[1] not in claim}
    return found.pop() if len(found) == 1 else None


def _surer(claim: str, text: str) -> list[str]:
    """The claim's deeds, and its "will", that the text only plans or does not tell of."""
    missing = overstated(in_base(claim), in_base(text))
    done = deeds(claim)
    return [word for word in missing if word not in done or not _plainly(word, text)]


def _plainly(verb: str, text: str) -> bool:
    return tells(text, verb) and not hedged(text)


def absent_names(claim: str, text: str) -> list[str]:
    """The names of a claim that the text lacks; a number that opens it is none."""
    every = [name for name in names(claim) if not figures.figures(name)]
    apart = {first for first, last in _last_two(claim) if not _together(first, last, text)}
    return [name for name in every if name in apart or not named(name, text)]


def _last_two(claim: str) -> Iterator[tuple[str, str]]:
    """The last two words of each name of several; a title may stand elsewhere."""
    for run in _NAME_OF_SEVERAL.finditer(claim):
        first, last = run[0].split()[-2:]
        if first.lower() not in TITLES:
            yield first, last


def _together(first: str, last: str, text: str) -> bool:
    """Whether two words stand side by side in a text, or with one between: the League of Amber."""
    found = words(text)
    near = (found[max(0, at - 2) : at + 3] for at, one in enumerate(found) if _is(last, one))
    return any(all(among(word, around) for word in words(first)) for around in near)


def _is(name: str, word: str) -> bool:
    return any(among(part, [word]) for part in words(name)[-1:])


def unproven(claim: str, told: Told) -> bool:
    """Whether the claim has a date, number, name, address or deed that the sentences lack."""
    plain, dates, weekdays = when.apart(claim)
    theirs, *_ = when.apart(told.text)
    known, on = when.held(told.text, told.mentions)
    return bool(
        when.unproven(dates, known, told.published)
        or weekdays - on
        or figures.figures(plain) - figures.figures(theirs)
        or other_place(claim, told.text)
        or missing_deed(claim, told.text)
        or _surer(plain, told.text)
        or absent_names(plain, told.text)
        or [link for link in links(claim) if link not in told.text]
    )


def missing_deed(claim: str, text: str) -> bool:
    """Whether the text lacks the first deed of the claim, in any word that says the same."""
    verb = deed(claim)
    return verb is not None and not tells(text, verb)


def other_place(claim: str, text: str) -> bool:
    """Whether the two tell of another in a row: the first summit, the sixth summit."""
    ours, theirs = figures.ordinals(claim), figures.ordinals(text)
    return bool(ours and not ours <= theirs)


def named(name: str, text: str) -> bool:
    """Whether a text has the name, or one made from it: Kazakhstan and Kazakh, Russia, Russian."""
    found = words(text)
    return all(among(word, found) for word in words(name))


def among(word: str, found: Sequence[str]) -> bool:
    """Whether a word is one of those, in another form."""
    return any(
        stem(word) == stem(other) or (len(word) >= ROOT and word[:ROOT] == other[:ROOT])
        for other in found
    )


def _all_but(claim: str, absent: Sequence[str], text: str) -> bool:
    left_out = {stem(word) for name in absent for word in words(name)}
    rest = [word for term, word in informative(in_base(claim)).items() if term not in left_out]
    found = words(in_base(text))
    return len(rest) > 1 and all(among(word, found) or _same_deed(word, text) for word in rest)


def _as_written(term: str, claim: str) -> str:
    """A stem as the claim has it."""
    written = (word for word in words(claim) if stem(in_base(word)) == stem(in_base(term)))
    return next(written, term)
