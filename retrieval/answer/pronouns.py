"""A follow-up's pronouns written out, where it is sure whom or what they stand for."""

from __future__ import annotations

import re
from collections.abc import Collection

from retrieval.answer import antecedents
from retrieval.answer.clause import subject_of, taken_apart
from retrieval.types import Answer

_EXPLETIVE = re.compile(r"\bit (?:\w+ )?\w+ (?:that|to|if)\b", re.IGNORECASE)  # is it true that
_JOINED = re.compile(r"\w,? (?:and|but|that|if|when|after|before|because|who) ")  # and who built
_PRONOUN = re.compile(
    r"\b(?:(?P<his>his|hers?(?= [a-z]))|(?P<he>he|she|him|her)|(?P<their>their)|(?P<they>they|them)"
    r"|(?P<its>its)|(?P<it>it)"
    # What would one cost? but not: Which one did? One day?
    r"|(?P<one>(?<!which )one(?= [a-z]+$|$))"
    # What did he do there? but not: Are there plans?
    r"|(?P<there>(?<!is )(?<!are )(?<!was )(?<!were )there)"
    # What happened then? At that time?
    r"|(?P<then>then$|(?:(?:on|in|at|during) )?(?:that|the same) (?:day|week|month|year|time)))\b",
    re.IGNORECASE,
)


def written_out(text: str, last: Answer, outlets: Collection[str]) -> tuple[str, bool]:
    """A question with the names for its pronouns, and whether each of them is sure.

    A pronoun for what the question says itself ("Did Quill say that she ...?") is left alone.

    Args:
        text: The question.
        last: The answer before it.
        outlets: Those of the archive, folded.
    """
    sure = True
    for told in antecedents.described(taken_apart(last.question)):
        head = told.partition(" of ")[0].split()[-1]
        # That deal, this summit.
        text = re.sub(rf"\b(?:that|this) {re.escape(head)}\b", told, text)
    for found in reversed(list(_PRONOUN.finditer(text))):
        if _inside(text, found, outlets):
            continue
        stands_for = _stands_for(found.lastgroup or "", last, outlets)
        sure = sure and bool(stands_for)
        text = f"{text[: found.start()]}{stands_for or found[0]}{text[found.end() :]}"
    return text, sure


def _inside(text: str, pronoun: re.Match[str], outlets: Collection[str]) -> bool:
    """Whether the question itself says before a pronoun whom or what it stands for."""
    before, which = text[: pronoun.start()], pronoun.lastgroup or ""
    if which in ("there", "then", "one"):
        return False
    kinds = {antecedents.kind(text, one, outlets) for one in antecedents.names(before)}
    if which in ("he", "his"):
        return bool(kinds & {"person", "name"})
    clause = taken_apart(before)
    told = bool(kinds) or bool(antecedents.described(clause))
    if which in ("its", "their"):
        return told
    if which == "it" and _EXPLETIVE.match(text, pronoun.start()):
        return True
    plural = which == "they" and " ".join(subject_of(clause)).endswith("s")
    return plural or (told and bool(_JOINED.search(before)))


def _stands_for(which: str, last: Answer, outlets: Collection[str]) -> str:
    """The words for a pronoun, or nothing where that is not sure."""
    match which:
        case "he" | "his":
            found = antecedents.person(last, outlets)
        case "they" | "their":
            found = antecedents.several(last) or antecedents.thing(last, outlets)
        case "it" | "its":
            found = antecedents.thing(last, outlets)
        case "there":
            found = antecedents.place(last, outlets)
        case "one":
            found = antecedents.one_of(last)
        case _:
            found = antecedents.time(last)
    return f"{found}'s" if found and which in ("his", "their", "its") else found
