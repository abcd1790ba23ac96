"""What a question or an answer named, for a follow-up's "it", "they", "there" and "then"."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from typing import Literal

from retrieval.language.facts import sentence_facts
from retrieval.language.name_recognition import Name
from retrieval.language.nations import nation
from retrieval.search.followup.clause import (
    AUXILIARIES,
    BE,
    DETERMINERS,
    PLACING,
    Clause,
    has_subject,
    is_who,
    parse_clause,
    subject_of,
    subject_with_phrase,
)
from retrieval.types import Answer

Kind = Literal["outlet", "place", "body", "person", "name"]
"""What a name is of; `name` where that is open."""

# A name with one of them is a body's: "Harbour Commission".
_BODIES_WORDS = """
    organization organisation union ministry council structure centre center committee agency
    firm party group university bank government parliament conference treaty forum court company
    fund association federation commission nations summit alliance board
"""
BODIES = frozenset(_BODIES_WORDS.split())
# Before a place: "in Ashby".
_LOCATING = frozenset(["in", "at", "near"])
PERSONAL = re.compile(r"\b(?:he|she|him|hers?|his)\b", re.IGNORECASE)  # "she"
_ARTICLES = frozenset(["the", "a", "an"])
# What ends a description: "the harbour treaty | and", "the ferry | in".
_ENDING = PLACING | AUXILIARIES | frozenset(["who", "which", "and", "or"])
# What goes with a date into another question: "since March", "last June".
_DATING_WORDS = """
    in on since until during before after by from of last this next
"""
_DATING = frozenset(_DATING_WORDS.split())


def names_in(text: str) -> tuple[Name, ...]:
    """The names in a text."""
    return sentence_facts(text).names


def name_kind(text: str, name: Name, outlets: Collection[str]) -> Kind:
    """What a name in a text is of; `outlets` are the archive's, folded."""
    # From what is known by name to what its surroundings tell.
    folded = name.text.casefold()
    if folded in outlets:
        return "outlet"
    if nation(folded):
        return "place"
    if name.acronym or BODIES & set(name.words):
        return "body"
    if name.title:
        return "person"
    # "the firm Quill and Sons"
    if word_before(text, name.start) in BODIES:
        return "body"
    # "the Osprey" is nobody: people have no article.
    if text[: name.start].lower().endswith("the "):
        return "body"
    return "place" if word_before(text, name.start) in _LOCATING else "name"


def word_before(text: str, start: int) -> str:
    """The word before a place in a text, small, an article passed over."""
    before = [word for word in text[:start].lower().split() if word not in ("the", "a", "an")]
    return before[-1] if before else ""


def first_date(text: str) -> tuple[int, int] | None:
    """Where a text's first date stands, with the word before it: `in June 2015`."""
    found = sentence_facts(text).dates
    if not found:
        return None
    first, end = found[0].start, found[0].end
    before = text[:first].rstrip()
    cue = before.rpartition(" ")[2]
    return (len(before) - len(cue) if cue.lower() in _DATING else first), end


def thing_antecedent(last: Answer, outlets: Collection[str]) -> str:
    """What "it" is, where that is sure: "the treaty", else a body, else what else is named."""
    question = last.question
    clause = parse_clause(question)
    if topic := _topic(clause):
        return topic
    if (told := described_antecedents(clause)) and not is_who(clause):
        return told[0] if len(told) == 1 else ""
    found: dict[Kind, list[str]] = {}
    for name in names_in(question):
        # Whoever was "she" in the question as it was typed is no "it".
        if PERSONAL.search(last.asked) and name.text not in last.asked:
            continue
        article = "the " if question[: name.start].lower().endswith("the ") else ""
        found.setdefault(name_kind(question, name, outlets), []).append(f"{article}{name.text}")
    # No person is an "it"; of a body and a place the body is.
    these = next((found[what] for what in ("body", "name", "place") if what in found), [])
    return these[0] if len(these) == 1 else ""


def _topic(clause: Clause) -> str:
    """What a clause with "is" or "was" tells of, in words: "the ferry", "Quill's lead", or nothing.

    A pronoun goes on with it, whatever else was told by a small word (Grosz, Joshi and Weinstein
    1995, "Centering").
    """
    if clause.verb not in BE or is_who(clause):
        return ""
    # In "When was the ferry in Osh?" the subject ends before "in".
    words = [*subject_with_phrase(clause)]
    if words[:1] and words[0].lower() in _ARTICLES:
        words = ["the", *words[1:]]
    elif not any(word.endswith(("'s", "’s")) for word in words[:-1]):
        return ""
    return " ".join(words) if any(word.islower() for word in words[1:]) else ""


def plural_antecedent(last: Answer) -> str:
    """Whom or what "they" are, where that is sure: those asked for, or told by a plural."""
    clause = parse_clause(last.question)
    if clause.noun and not has_subject(clause):
        noun = " ".join(clause.noun).removeprefix("of the ")
        done = " ".join(clause.rest)
        # "the soldiers killed", "the countries that signed the treaty"
        doing = done if clause.verb in BE else " ".join(filter(None, ("that", clause.verb, done)))
        return f"the {noun} {doing}"
    plural = [one for one in described_antecedents(clause) if one.split(" of ")[0].endswith("s")]
    if clause.noun and clause.noun[-1].endswith("s"):
        plural.append(f"the {' '.join(clause.noun)}")
    return " ".join(plural[0].split()) if len(plural) == 1 else ""


def _ends(others: Sequence[str], at: int) -> bool:
    """Whether a word is no more of what "the" began: "the end of | the" goes on."""
    low = others[at].lower()
    return low in _ENDING or (low in DETERMINERS and others[at - 1].lower() != "of")


def body_antecedent(last: Answer, outlets: Collection[str]) -> str:
    """The one body that the last question named, or that did what it asks: they, the council."""
    question, clause = last.question, parse_clause(last.question)
    if told := described_antecedents(clause):
        subject = subject_of(clause)
        return told[0] if subject and subject[0].lower() in _ARTICLES else ""
    found = [
        f"the {name.text}" if question[: name.start].lower().endswith("the ") else name.text
        for name in names_in(question)
        if name_kind(question, name, outlets) == "body"
    ]
    return found[0] if len(found) == 1 else ""


def body_of_answer(last: Answer, outlets: Collection[str]) -> str:
    """The one body that the first sentence of an answer that names any brings forward.

    A name that is surely no outlet, place or person may be a body's: "Quill Optics of Osh".
    """
    asked = {name.text for name in names_in(last.question)}
    for statement in last.statements:
        found: dict[Kind, list[str]] = {}
        for name in names_in(statement.text):
            if name.text not in asked:
                found.setdefault(name_kind(statement.text, name, outlets), []).append(name.text)
        these = dict.fromkeys(found.get("body") or found.get("name") or ())
        if these:
            return next(iter(these)) if len(these) == 1 else ""
    return ""


def one_antecedent(last: Answer) -> str:
    """What "one" is: one such device, one of the countries, where such were asked for."""
    noun = " ".join(parse_clause(last.question).noun).removeprefix("of the ")
    of = "of the" if noun.endswith("s") else "such"
    return f"one {of} {noun}" if noun else ""


def described_antecedents(clause: Clause) -> list[str]:
    """The things that a clause tells by a small word: "the harbour treaty", "the capital of X"."""
    subject = subject_with_phrase(clause)
    found = [subject] if subject[:1] and subject[0].lower() in _ARTICLES else []
    others = clause.rest[len(subject) :]
    end = 0
    for at, word in enumerate(others):
        if at >= end and word.lower() in _ARTICLES:
            after = enumerate(others[at + 1 :], at + 1)
            end = next((n for n, one in after if _ends(others, n)), len(others))
            # An "of" with nothing behind it goes: "the end of".
            found.append(others[at : end - (others[end - 1] == "of")])
    # With a word in small letters: "the Osprey" alone describes nothing.
    return [
        f"the {' '.join(one[1:])}" for one in found if any(word[0].islower() for word in one[1:])
    ]


def place_antecedent(last: Answer, outlets: Collection[str]) -> str:
    """Where "there" is, where that is sure: "in Astana", of the question or else its answer."""
    said = last.statements[0].text if last.statements else ""
    for text in (last.question, said):
        found = [
            name.text for name in names_in(text)
            # In an answer a country may be a doer: there only one behind "in" is where something
            # is.
            if name_kind(text, name, outlets) == "place"
            and (text == last.question or word_before(text, name.start) in _LOCATING)
        ]  # fmt: skip
        if found:
            return f"in {found[0]}" if len(set(found)) == 1 else ""
    return ""


def time_antecedent(last: Answer) -> str:
    """When "then" is: the date of the last question, or else the first of its answer."""
    for text in (last.question, *(statement.text for statement in last.statements)):
        if at := first_date(text):
            return text[slice(*at)]
    return ""
