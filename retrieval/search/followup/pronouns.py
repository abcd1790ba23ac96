"""A follow-up's pronouns written out, where it is sure whom or what they stand for."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace

from retrieval.search.followup import antecedents
from retrieval.search.followup.clause import AUXILIARIES, PLACING, has_subject, parse_clause
from retrieval.search.followup.people import offices, person_antecedent, person_of_answer
from retrieval.search.followup.replacing import says_something
from retrieval.search.followup.verb_sides import person_by_role
from retrieval.types import Answer

_EXPLETIVE = re.compile(
    # Is it true that ...? Who thinks it's fair to ...? How long does it take? Not "did it come to
    # in the end": a verb stands behind "to".
    r"\bit(?:['’]s)? (?:(?:\w+ )?\w+ (?:that|to(?!\W*$| (?:in|at|by|on)\b)|if)|mean|take|matter)\b",
    re.IGNORECASE,
)
_JOINING_WORDS = "to and but that if when after before because who which while as than"
_JOINING = frozenset(_JOINING_WORDS.split())
_SUBJECTS = frozenset(["he", "she", "they"])
_PRONOUN = re.compile(
    r"\b(?:(?P<his>his|hers?(?= [a-z]))|(?P<he>he|she|him|her)|(?P<their>their)|(?P<they>they|them)"
    r"|(?P<its>its)|(?P<it>it)"
    # What would one cost? but not: Which one did? One day?
    r"|(?P<one>(?<!which )one(?= [a-z]+$|$))"
    # What did he do there? but not: Are there plans? How many were there?
    r"|(?P<there>(?<!is )(?<!are )(?<!was )(?<!were )there$)"
    # What happened then? At that time?
    r"|(?P<then>then$|(?:(?:on|in|at|during) )?(?:that|the same) (?:day|week|month|year|time)))\b",
    re.IGNORECASE,
)
# "did [that company] build it", "the head of [this council]"; not "he said that company cars go"
_POINTING = re.compile(
    rf"\b(?P<before>{'|'.join(sorted(AUXILIARIES | PLACING))}|of|and) "
    r"(?:that|this|the same) (?P<noun>[a-z]+)\b",
    re.IGNORECASE,
)
_PRONOUNS = {"man": "he", "woman": "she", "person": "", "politician": "", "officer": ""}
"""Nouns that point at a person, with the pronoun that goes on with it where it is one alone."""
_OWNERS = frozenset(["his", "their", "its"])


def resolve_pronouns(
    text: str, last: Answer, outlets: Collection[str], told: Answer | None = None
) -> tuple[str, bool]:
    """A question with the names for its pronouns, and whether each of them is sure.

    A pronoun for what the question says itself ("Did Quill say that she ...?") is left alone.

    Args:
        text: The question.
        last: The answer before it.
        outlets: Those of the archive, folded.
        told: The answer since then that named who said or wrote what was quoted, if one did.
    """
    # What was typed alone: the quotation behind it names others.
    speaker = person_of_answer(replace(told, question=told.asked), outlets) if told else ""
    sure = True
    for thing in antecedents.described_antecedents(parse_clause(last.question)):
        head = thing.partition(" of ")[0].split()[-1]
        # That deal, this summit.
        text = re.sub(rf"\b(?:that|this) {re.escape(head)}\b", thing, text)
    for found in reversed(list(_POINTING.finditer(text))):
        if (stands_for := _pointed_at(found["noun"].lower(), last, outlets)) is not None:
            sure = sure and bool(stands_for)
            told_of = f"{found['before']} {stands_for}" if stands_for else found[0]
            text = f"{text[: found.start()]}{told_of}{text[found.end() :]}"
    for found in reversed(list(_PRONOUN.finditer(text))):
        if _inside(text, found):
            continue
        by_role = person_by_role(text, found, last, outlets) if found["he"] else ""
        spoke = speaker if found["he"] or found["his"] else ""
        named = by_role or (f"{spoke}'s" if spoke and found["his"] else spoke)
        stands_for = named or _stands_for(found, last, outlets)
        sure = sure and bool(stands_for)
        text = f"{text[: found.start()]}{stands_for or found[0]}{text[found.end() :]}"
    return text, sure


def _pointed_at(noun: str, last: Answer, outlets: Collection[str]) -> str | None:
    """Whom or which body "that man" and "that company" are; nothing where that is not sure.

    None where such a noun is neither: "that number", "that day".
    """
    if noun in antecedents.BODIES:
        return antecedents.body_of_answer(last, outlets) or antecedents.body_antecedent(
            last, outlets
        )
    if noun not in _PRONOUNS and noun not in offices():
        return None
    return person_antecedent(last, outlets, _PRONOUNS.get(noun, ""))


def _inside(text: str, pronoun: re.Match[str]) -> bool:
    """Whether the question itself may say before a pronoun whom or what it stands for."""
    before, which = text[: pronoun.start()], pronoun.lastgroup or ""
    if which == "it" and _EXPLETIVE.match(text, pronoun.start()):
        return True
    clause = parse_clause(text)
    at = len(before.split())
    opens = at == len(clause.asks) + bool(clause.verb) and has_subject(clause) and "," not in before
    if which in ("there", "then", "one") or opens or not says_something(before):
        return False
    if which in _OWNERS or pronoun[0].lower() in _SUBJECTS or "," in before:
        return True
    if not _JOINING.isdisjoint(before.lower().split()[1:]):
        return True
    after = re.split(r"\W+", text[pronoun.end() :].lower(), maxsplit=2)[1:2]  # it would; it's
    return not AUXILIARIES.union("s").isdisjoint(after)


def _stands_for(pronoun: re.Match[str], last: Answer, outlets: Collection[str]) -> str:
    """The words for a pronoun, or nothing where that is not sure."""
    match which := pronoun.lastgroup or "":
        case "he" | "his":
            found = person_antecedent(last, outlets, pronoun[0])
        case "they" | "their":
            found = antecedents.plural_antecedent(last) or antecedents.body_antecedent(
                last, outlets
            )
        case "it" | "its":
            found = antecedents.thing_antecedent(last, outlets)
        case "there":
            found = antecedents.place_antecedent(last, outlets)
        case "one":
            found = antecedents.one_antecedent(last)
        case _:
            found = antecedents.time_antecedent(last)
    return f"{found}'s" if found and which in _OWNERS else found
