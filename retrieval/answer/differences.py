"""Where a sentence gives otherwise what a claim says: dates, figures, signs, deeds, roles, names.

What is contrary contradicts the claim; what is doubtful only keeps it from being borne out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from retrieval.answer import figures, when
from retrieval.answer.certainty import hedged, overstated
from retrieval.answer.deeds import (
    ROOT,
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
from retrieval.search.words import informative, stem, words
from retrieval.types import DateMention

ALMOST_ALL = 0.8
"""With this share of the claim's words, a lone figure stands for the claim's."""


@dataclass(frozen=True, slots=True)
class Told:
    """What a claim is held against: the sentences, what they date, and the day of publication.

    `acts` is the one sentence that has the claim's deed, or all of them.
    """

    text: str
    acts: str
    mentions: tuple[DateMention, ...]
    published: str | None


def share(claim: str, text: str) -> float:
    """The share of the claim's informative words, dates aside, that the text has in any form."""
    plain, *_ = when.apart(claim)
    wanted = list(informative(in_base(plain)).values())
    found = words(in_base(text))
    held = sum(among(word, found) or _same_deed(word, text) for word in wanted)
    return held / len(wanted) if wanted else 0.0


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
    date = when.differing((dates, weekdays), when.held(told.text, told.mentions))
    if date:
        yield date
    count = figures.differing(plain, theirs)
    if count is None and share(claim, told.text) >= ALMOST_ALL:
        count = figures.lone(plain, theirs)
    if count and not other_place(claim, told.text):
        here, there = figures.as_written(count[1], told.text), figures.as_written(count[0], claim)
        yield f"{here} here, not {there}"


def _at_its_date(claim: str, text: str) -> tuple[str, str] | None:
    """The deed that the text dates as the claim dates its opposite: began on 3, ended on 9 May."""
    _, dates, _ = when.apart(claim)
    at = [one for one in clauses(text) if any(_dated(one, date) for date in dates)]
    verb = deed(claim)
    if verb is None or any(tells(one, verb) for one in at):
        return None
    return next((pair for one in at if (pair := opposite(claim, one))), None)


def _dated(clause: str, date: when.Named) -> bool:
    _, named, _ = when.apart(clause)
    return any(one[2] == date[2] and not when.clash(one, date) for one in named)


def doubtful(claim: str, told: Told) -> Iterator[str]:
    """Why the sentences may not be read as the claim, in words."""
    turned = roles(claim, told.acts)
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
        yield f"{absent[0]} is not named here"


def _surer(claim: str, text: str) -> list[str]:
    """The claim's deeds, and its "will", that the text only plans or does not tell of."""
    missing = overstated(in_base(claim), in_base(text))
    done = deeds(claim)
    return [word for word in missing if word not in done or not _plainly(word, text)]


def _plainly(verb: str, text: str) -> bool:
    return tells(text, verb) and not hedged(text)


def absent_names(claim: str, text: str) -> list[str]:
    """The names of a claim that the text lacks; a number that opens it is none."""
    every = (name for name in names(claim) if not figures.figures(name))
    return [name for name in every if not named(name, text)]


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
