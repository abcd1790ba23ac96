"""What takes the place of its like in the last question: and Belarus? in 2016? says TASS?"""

from __future__ import annotations

import itertools
import re
from collections.abc import Collection, Sequence

from retrieval.language.name_recognition import Name
from retrieval.language.nations import nation
from retrieval.messages.question_language import question_language
from retrieval.search.archive_masking import outlet_places
from retrieval.search.followup.antecedents import Kind, first_date, name_kind, names_in, word_before
from retrieval.search.followup.clause import (
    AUXILIARIES,
    DETERMINERS,
    PLACING,
    PRONOUNS,
    asking_as,
    parse_clause,
    subject_of,
)
from retrieval.search.outlet_attribution import is_asked
from retrieval.search.words import stop_words, words

# "from the ", "in ", "according to "
_BEFORE_OUTLET = re.compile(
    r"(?:(?:from|by|in|at|with|according to|per|did|does|has) )?(?:the )?", re.IGNORECASE
)
# "'s report", "'s version", " say"
_BEHIND_OUTLET = re.compile(
    r"(?:['’]s?)?(?: (?:report|article|story|account|coverage|version|figures?|reporting))?",
    re.IGNORECASE,
)
_ACCORDING = re.compile(r"^(?:according to|from|by) ", re.IGNORECASE)  # according to TASS
_PLACING = PLACING | {"of"}
# Before a place, which takes that of a place.
_WHERE = frozenset(["in", "at", "near"])
_LISTED = re.compile(r",? and |,? or |, ")  # "India, Pakistan and Iran"
# A date behind these needs no "in" or "on".
_ALREADY_PLACED = _PLACING | {"last", "this", "next", "the", "today", "yesterday"}


def replace_in_question(
    text: str, question: str, outlets: Collection[str], held: Collection[str] = ()
) -> str | None:
    """The last question with a few words in the place of their like, or None if it has no like.

    Args:
        text: The few words: "Belarus", "in 2016", "the Chinese minister".
        question: The last question without its question mark.
        outlets: Those of the archive, folded.
        held: The same as the archive writes them.
    """
    if outlet := outlet_alone(text, held or outlets):
        return according_to(outlet, question, outlets)
    if text.lower().startswith("according to "):
        return according_to(without_article(_ACCORDING.sub("", text)), question, outlets)
    # In this order: a time, a phrase with its preposition, the same noun again, a name, a noun.
    made = time_replaced(text, question) or _phrase(text, question) or _same_noun(text, question)
    made = made or replace_name(text, question, outlets) or _noun(text, question)
    # "without a permit?" has no like there: it is put behind the question.
    if made or text.split()[0].lower() not in _PLACING or not says_something(text):
        return made
    return f"{question} {text}?"


def outlet_alone(text: str, outlets: Collection[str]) -> str:
    """The outlet of a text that says nothing else: "from the Courier", "in TASS's report"."""
    places = outlet_places(text, tuple(outlets))
    if len(places) != 1:
        return ""
    start, end, name = places[0]
    if not _BEFORE_OUTLET.fullmatch(text[:start]) or not _BEHIND_OUTLET.fullmatch(text[end:]):
        return ""
    typed = without_article(text[start:end])
    the = "the " if re.search(r"\bthe $", text[: end - len(typed)], re.IGNORECASE) else ""  # "the "
    # "the Courier" in full, as the search knows it.
    longer = name in outlets and len(name.split()) > len(typed.split())
    return f"{the}{name if longer else typed}"


def according_to(outlet: str, question: str, outlets: Collection[str]) -> str:
    """The question of another outlet: in the place of the one that it named, or at its end."""
    places = outlet_places(question, tuple(outlets))
    asked = next((one for one in places if is_asked(question, *one[:2])), None)
    start, end = (asked or places[0])[:2] if places else _told_by(question)
    if start == end:
        return f"{question}, according to {outlet}?"
    before = question[:start]
    # The article is the other one's: "the Courier" for "TASS".
    before = before[:-4] if before.lower() == "the " or before.lower().endswith(" the ") else before
    made = f"{before}{outlet}{question[end:]}?"
    return made[:1].upper() + made[1:]


def _told_by(question: str) -> tuple[int, int]:
    """Where a question names an outlet that is not known, behind "according to"; else nothing."""
    for name in names_in(question):
        before = question[: name.start]
        if re.search(r"according to (?:the )?$", before, re.IGNORECASE):  # "according to the "
            return name.start, name.end
    return 0, 0


def replace_name(text: str, question: str, outlets: Collection[str]) -> str | None:
    """The question with the name that is most like a new one replaced by it."""
    head, _, tail = text.partition(" ")
    placing = head.lower() if head.lower() in _PLACING else ""
    named = without_article(tail if placing else text)
    found = names_in(text)
    # "the Chinese minister" says more than a name: `_same_noun` is for it.
    beside = set(words(named)) - {word for one in found for word in words(one.text)}
    place = nation(named.casefold()) is not None
    if not (place or (found and not beside - stop_words())):
        return None
    new: Kind = "place" if place else name_kind(text, found[0], outlets)
    at = _likest(new, placing, question, outlets)
    if at is None and placing:
        return f"{question} {text}?"
    if at is None:
        return None
    # "the UN" for "the SCO": there is an article already.
    articled = question[: at[0]].lower().endswith("the ") or placing
    return f"{question[: at[0]]}{named if articled else text}{question[at[1] :]}?"


def _likest(
    new: Kind, placing: str, question: str, outlets: Collection[str]
) -> tuple[int, int] | None:
    """Where the name stands that one of a kind, with its preposition, is to take the place of."""
    best, at = 0, None
    for old in names_in(question):
        # "Какой" opens a question with a capital.
        if set(words(old.text)) <= stop_words():
            continue
        before = word_before(question, old.start)
        fits = _fit(new, name_kind(question, old, outlets))
        # "in Osh" is put for another place that something is in, never for who does it.
        if placing in _WHERE and (before not in _PLACING or fits < _fit(new, new)):
            continue
        # The same preposition counts, or that neither has one.
        fits += before == placing if placing else before not in PLACING
        if fits > best:
            best, at = fits, (old.start, old.end)
    return _with_listed(question, at, outlets) if at else None


def _with_listed(question: str, at: tuple[int, int], outlets: Collection[str]) -> tuple[int, int]:
    """A name's place with the names of its kind listed beside it; two that are set apart stay two.

    Asked of "India and Pakistan" and then "and Belarus?", nobody asks of Belarus and Pakistan.
    """
    start, end = at
    found = {one.start: one for one in names_in(question)}
    like = [one for one in found.values() if _same_kind(question, one, found[start], outlets)]
    for one in like:
        end = one.end if _LISTED.fullmatch(question[end : one.start]) else end
    for one in reversed(like):
        start = one.start if _LISTED.fullmatch(question[one.end : start]) else start
    return at if word_before(question, start) == "between" else (start, end)


def _same_kind(question: str, one: Name, other: Name, outlets: Collection[str]) -> bool:
    return name_kind(question, one, outlets) == name_kind(question, other, outlets)


def _fit(new: Kind, old: Kind) -> int:
    """How well a thing of one kind takes the place of another's."""
    # 3 for its like, 1 for what may be, less than nothing for what can't.
    if new == old:
        return 3
    if "outlet" in (new, old):
        return -1
    return 1 if "name" in (new, old) or {new, old} == {"place", "body"} else -1


def time_replaced(text: str, question: str) -> str | None:
    """What about 2016? In June?"""
    at = first_date(text)
    if not at or says_something(text[: at[0]] + text[at[1] :]):
        return None
    placed = text.split()[0].lower() in _ALREADY_PLACED
    new = text if placed else f"{'on' if at and _whole(text) else 'in'} {text}"
    if before := first_date(question):
        return f"{question[: before[0]]}{new}{question[before[1] :]}?"
    return f"{question} {new}?"


def _whole(text: str) -> bool:
    """Whether a date names its day: it is on 4 June, but in June."""
    return bool(re.match(r"\d{1,2}\D|\D+ \d{1,2}\b(?!\d)", text))  # 4 June; June 4, 2015


def _phrase(text: str, question: str) -> str | None:
    """And about energy? And of Larkfield? in the place of a phrase with the same preposition."""
    parts, old = text.split(), question.split()
    placing = parts[0].lower()
    # Of "in Osh" it must be known what is a place: `replace_name` does that.
    if placing in _WHERE or placing not in _PLACING or len(parts) < 2:
        return None
    at = next((n for n, word in enumerate(old) if n and word.lower() == placing), None)
    # "by Friday" in the question is a date: "by the council" is not put for it.
    if at is None or first_date(" ".join(old[at : at + 2])):
        return None
    return f"{' '.join([*old[:at], *parts, *old[_phrase_end(old, at) :]])}?"


def _phrase_end(old: Sequence[str], at: int) -> int:
    """Where the phrase of a preposition ends: at the next one; a name's, where the name does."""
    end = at + 1 + (at + 1 < len(old) and old[at + 1].lower() in DETERMINERS)
    if end < len(old) and old[end][0].isupper():
        while end < len(old) and old[end][0].isupper():
            end += 1
        return end
    return next((n for n in range(end, len(old)) if old[n].lower() in _PLACING), len(old))


def _same_noun(text: str, question: str) -> str | None:
    """And the Chinese minister? What about the attack on Gomel? for another of the same word."""
    # The other languages have no such words before a phrase as end it here; `same_head` is theirs.
    if question_language(question) != "en":
        return None
    parts, old = text.split(), question.split()
    lows = [word.lower().strip(",") for word in old]
    shared = next(
        (
            n
            for n, word in enumerate(parts)
            if word.islower() and word in lows and word not in stop_words()
        ),
        None,
    )
    if shared is None or len(parts) < 2:
        return None
    # Back to where its phrase begins.
    start = at = lows.index(parts[shared])
    while (
        start and lows[start - 1] not in _PLACING | AUXILIARIES and lows[start] not in DETERMINERS
    ):
        start -= 1
    return f"{' '.join(_swapped(old, start, at + 1, parts))}?"


def _swapped(old: Sequence[str], start: int, end: int, parts: Sequence[str]) -> list[str]:
    """Words with others in the place of a few; "on Gomel" takes that of "on Minsk" as well."""
    placing = next((word.lower() for word in parts[1:] if word.lower() in _PLACING), "")
    if placing and end < len(old) and old[end].lower() == placing:
        end = _phrase_end(old, end)
    return [*old[:start], *parts, *old[end:]]


def _noun(text: str, question: str) -> str | None:
    """And civilians? And the governor? for what is asked for, or for who or what does it."""
    clause, parts = parse_clause(question), text.split()
    if parts[0].lower() in _PLACING or not says_something(text):
        return None
    if clause.noun and parts[0].lower() not in DETERMINERS:
        asks = clause.asks[: len(clause.asks) - len(clause.noun)]
        return asking_as(clause, " ".join((*asks, *parts)))
    subject, rest = subject_of(clause), list(clause.rest)
    if subject and subject[0][0].isupper():
        # Interfax reported about the ferry: another thing takes the place of the ferry.
        pairs = enumerate(itertools.pairwise(rest))
        start = next((n for n, (a, b) in pairs if a in DETERMINERS and b.islower()), None)
        if start is None:
            return None
        rest = _swapped(rest, start, _phrase_end(rest, start - 1), parts)
    elif subject and subject[0].lower() not in PRONOUNS:
        of = next((n for n, word in enumerate(subject) if word == "of"), len(subject))
        bare = of < len(subject) and parts[0].lower() not in DETERMINERS
        start, end = (of + 1, len(subject)) if bare else (0, of)
        rest = _swapped(rest, start, end, parts)
    else:
        return None
    return asking_as(clause, " ".join(clause.asks), tuple(rest))


def says_something(text: str) -> bool:
    """Whether a text says anything, beyond words of asking and of grammar."""
    return bool(set(words(text)) - stop_words())


def without_article(text: str) -> str:
    """A text without "the", "a" or "an" before it."""
    head, _, tail = text.partition(" ")
    return tail if head.lower() in ("the", "a", "an") else text
