"""Who "he" is by what was done: of "Quill dismissed Reeve" it was Reeve who "was dismissed".

A follow-up that repeats a verb of what was asked or answered keeps its sides: who does it stands
before it, and whom it is done to behind it, and the other way round where it is passive.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from retrieval.archive.chunking import sentences
from retrieval.language.name_recognition import Name
from retrieval.search.followup.people import like_people, ranked_people
from retrieval.search.words import stems, stop_words
from retrieval.types import Answer

_PASSIVE = re.compile(  # "was [dismissed]", "has been", "was he"
    r"\b(?:is|are|was|were|be|been|being)(?: (?:he|she|not|\w+ly))?\s+$", re.IGNORECASE
)
_OBJECTS = frozenset(("him", "her"))
_JOINING_WORDS = """
    and but that if when after before because until while as since although whether
"""
_JOINING = frozenset(_JOINING_WORDS.split())  # behind them another clause begins
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")  # "dismissed"


def person_by_role(
    text: str, pronoun: re.Match[str], last: Answer, outlets: Collection[str]
) -> str:
    """The one person whom the last answer or question has on the pronoun's side of a verb.

    Args:
        text: The follow-up.
        pronoun: "he", "she", "him" or "her" in it.
        last: The answer before it.
        outlets: Those of the archive, folded.
    """
    verb = _verb_beside(text, pronoun)
    if verb is None:
        return ""
    passive = _PASSIVE.search(text[: verb.start()]) is not None
    # "Why did Quill dismiss him?" and "Why was he dismissed?" ask of the same side.
    done_to = pronoun[0].lower() in _OBJECTS or passive
    for said, people in _sentences(last, outlets):
        for found in _same_verb(verb[0], said):
            if who := _on_side(said, found, people, done_to=done_to):
                return who
    return ""


def _verb_beside(text: str, pronoun: re.Match[str]) -> re.Match[str] | None:
    """The word that says what the pronoun does or what is done to it, if any may."""
    if pronoun[0].lower() in _OBJECTS:
        before = _told(_WORD.finditer(text[: pronoun.start()].rstrip()))[-1:]
        return next((one for one in before if not text[one.end() : pronoun.start()].strip()), None)
    return next(iter(_told(_WORD.finditer(text, pronoun.end()))), None)


def _told(found: Iterator[re.Match[str]]) -> list[re.Match[str]]:
    return [one for one in found if one[0].lower() not in stop_words() and one[0].islower()]


def _sentences(last: Answer, outlets: Collection[str]) -> Iterator[tuple[str, list[Name]]]:
    """The sentences of the answer, the first statement's first, then the question, with people."""
    for statement in last.statements:
        for start, end in sentences(statement.text):
            said = statement.text[start:end]
            yield said, [name for _, name in ranked_people(said, outlets)]
    yield last.question, list(like_people(last.question, outlets))


def _same_verb(verb: str, said: str) -> Iterator[re.Match[str]]:
    stem = set(stems(verb))
    for one in _WORD.finditer(said):
        # "the dismissed director": behind an article it is no verb.
        before = said[: one.start()].lower().split()[-1:]
        if one[0].islower() and stem & set(stems(one[0])) and before not in (["the"], ["a"]):
            yield one


def _on_side(said: str, verb: re.Match[str], people: Sequence[Name], *, done_to: bool) -> str:
    """The person nearest to a verb on one of its sides, in the clause of the verb."""
    passive = _PASSIVE.search(said[: verb.start()]) is not None
    before = [one for one in people if one.end <= verb.start()][-1:]
    behind = [one for one in people if one.start >= verb.end()]
    # In the passive the doer stands behind "by", and may be nobody.
    by = [one for one in behind if said[: one.start].lower().endswith(" by ")][:1]
    sides = (before, by) if passive else (behind[:1], before)
    for one in sides[0] if done_to else sides[1]:
        between = said[min(one.end, verb.end()) : max(one.start, verb.start())]
        if _JOINING.isdisjoint(between.lower().split()):
            return one.text
    return ""
