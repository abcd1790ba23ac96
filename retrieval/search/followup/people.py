"""Whom a question or an answer named, for a follow-up's "he" and "she"."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace
from functools import cache
from itertools import dropwhile, takewhile

from retrieval.archive.chunking import sentences
from retrieval.language.name_recognition import Name, common_words
from retrieval.language.nations import nation
from retrieval.language.tables import listed
from retrieval.language.tokens import stem
from retrieval.search.followup.antecedents import (
    PERSONAL,
    described_antecedents,
    name_kind,
    names_in,
    word_before,
)
from retrieval.search.followup.clause import (
    AUXILIARIES,
    DETERMINERS,
    PLACING,
    Clause,
    has_subject,
    is_who,
    parse_clause,
    subject_of,
)
from retrieval.types import Answer

# Beside a person: "Quill said", "added Quill".
_SPEAKING_WORDS = """
    said says told added noted stressed announced stated сказал сказала заявил заявила
"""
_SPEAKING = frozenset(_SPEAKING_WORDS.split())
_WOMEN = frozenset(("she", "her", "hers"))
FEWEST_IN_NAME = 2
"""Words of a person's name that are left at least where an office is cut off."""

# "He left", "the quay, she said": whom a sentence before it names
_LEANS = re.compile(
    r"^\W*(?:he|she|his|her|он|она|его|её)\b|\b(?:he|she) (?:said|added)\b", re.IGNORECASE
)


def person_antecedent(last: Answer, outlets: Collection[str], pronoun: str = "he") -> str:
    """Whom "he" or "she" is, where that is sure; else nothing.

    Asked who, whom the answer names; else the one person whom the question named or told of;
    or, where it named none, whom its answer did.

    Args:
        last: The answer before.
        outlets: Those of the archive, folded.
        pronoun: "he", "her": whoever was "he" in the last question is no "she" in this one. Empty
            for either, as in "that minister".
    """
    clause = parse_clause(last.question)
    named = _distinct(one.text for one in like_people(last.question, outlets))
    answered = person_of_answer(last, outlets)
    # "Who is Quill?" is about Quill, whomever the answer names.
    if _asks_person(clause) and answered and not (named and is_who(clause)):
        return answered
    if _other_gender(pronoun, last.asked):
        return ""
    if named:
        return named[0] if len(named) == 1 else ""
    # Whoever was nobody sure in the last question is still.
    if PERSONAL.search(last.question):
        return ""
    told = described_antecedents(clause)
    officers = [one for one in told if one.partition(" of ")[0].split()[-1] in offices()]
    # "What happened to the mayor?" is about the mayor, whoever did it.
    if len(officers) == 1 and clause.asked != "who":
        return _holder(officers[0], last, outlets) or officers[0]
    return told[0] if told and subject_of(clause)[:1] and not answered else answered


def _asks_person(clause: Clause) -> bool:
    """Who ...? Which Orlin port director sold her boat?"""
    if clause.asked not in ("which", "what"):
        return clause.asked == "who"
    # What is asked for ends where a small word begins; its verb does no harm.
    small = DETERMINERS | PLACING | AUXILIARIES
    asked = takewhile(lambda word: word not in small, map(str.lower, clause.noun + clause.rest))
    return not has_subject(clause) and not offices().isdisjoint(asked)


def _holder(office: str, last: Answer, outlets: Collection[str]) -> str:
    """Whom the answer names with all the words of an office: "Energy Minister Tom Reed"."""
    wanted = office.partition(" of ")[0].lower().split()[1:]
    text = " ".join(statement.text for statement in last.statements)
    people = (one for _, one in ranked_people(text, outlets))
    found = _distinct(one.text for one in people if set(wanted) <= set(one.title))
    return found[0] if len(found) == 1 else ""


def _other_gender(pronoun: str, asked: str) -> bool:
    women = {one.lower() in _WOMEN for one in PERSONAL.findall(asked)}
    return bool(women and pronoun) and (pronoun.lower() in _WOMEN) not in women


@cache
def offices() -> frozenset[str]:
    """Words for whoever holds an office: minister, director."""
    return listed("names", "titles") | listed("leading")


def person_of_answer(last: Answer, outlets: Collection[str]) -> str:
    """The one person whom the first sentence of an answer that names any brings forward."""
    asked = {one.text for one in like_people(last.question, outlets)}
    for statement in last.statements:
        said = _said_last(statement.text)
        ranked = [
            (rank, one)
            for rank, one in ranked_people(said, outlets)
            # "Who replaced Quill?" is answered by somebody else.
            if one.text not in asked
        ]
        best = min((rank for rank, _ in ranked), default=0)
        first = [one for rank, one in ranked if rank == best]
        people = _distinct(one.text for one in first)
        if len(people) > 1:
            # Of two with the best rank it is the one who is told with a name of the question, and
            # goes on with it: "the chairman of Quillgas, Ada Venn" is "Ada Venn of Quillgas".
            beside = ((one, _asked_beside(said, one, last.question)) for one in first)
            people = _distinct(f"{one.text} of {asked_of}" for one, asked_of in beside if asked_of)
        if ranked:
            return people[0] if len(people) == 1 else ""
    return ""


def _asked_beside(text: str, person: Name, question: str) -> str:
    """The name of the question that stands right before a person, or behind a comma, if any."""
    before = text[: person.start].rstrip(" ,")
    return next((one.text for one in names_in(question) if before.endswith(one.text)), "")


def _without_office(text: str, name: Name) -> Name:
    """A person's name without what their office is of: "Ada Venn" of "Board of Mines Ada Venn".

    Behind "of" common words and countries are the office's, and two words are left at least.
    """
    words = name.text.split()
    of = max((at for at, word in enumerate(words) if word == "of"), default=-1)
    if not name.title or (of < 0 and word_before(text, name.start) != "of"):
        return name
    behind = words[of + 1 :]
    own = [*dropwhile(_of_office, behind)]
    if len(own) == len(behind) or len(own) < FEWEST_IN_NAME:
        return name
    start = text.rindex(own[0], name.start, name.end)
    folded = tuple(word.casefold() for word in own)
    return replace(name, text=" ".join(own), parts=(folded,), start=start)


def _of_office(word: str) -> bool:
    return word.islower() or bool(nation(word.casefold())) or stem(word.lower()) in common_words()


def _said_last(text: str) -> str:
    """The last sentence of a quotation, which is what answers; all of a list, or where it leans."""
    spans = sentences(text)
    last = text[slice(*spans[-1])] if spans else text
    # Of "The sentences: - Quill: nine years - Reed: six years" no member is the answer's alone.
    in_list = any(text[:end].endswith(":") for _, end in spans[:-1])
    return text if in_list or _LEANS.search(last) else last


def like_people(text: str, outlets: Collection[str]) -> Iterator[Name]:
    """The names of a question that may be people's."""
    placed = False
    for name in _names(text):
        before = word_before(text, name.start)
        # "from Kaskad and Lumen": the second is placed with the first.
        placed = before in PLACING | {"of"} or (placed and before == "and")
        what = name_kind(text, name, outlets)
        if what == "person" or (what == "name" and not placed):
            yield name


def _names(text: str) -> Iterator[Name]:
    return (_without_office(text, name) for name in names_in(text))


def ranked_people(text: str, outlets: Collection[str]) -> Iterator[tuple[int, Name]]:
    """The names of a sentence that are like people's: with an office first, then who speaks."""
    for name in _names(text):
        what = name_kind(text, name, outlets)
        after = text[name.end :].lstrip(" ,").partition(" ")[0].strip(",.").lower()
        speaks = after in _SPEAKING or word_before(text, name.start).strip(",") in _SPEAKING
        if what == "person":
            yield 0, name
        elif what == "name" and name.sure and (speaks or len(name.words) > 1):
            yield (1 if speaks else 2), name


def _distinct(found: Iterable[str]) -> list[str]:
    """Names, each once: "Quill" is "Ada Quill" where that stands there too."""
    every = list(dict.fromkeys(found))
    return [
        one for one in every
        if not any(other != one and set(one.split()) < set(other.split()) for other in every)
    ]  # fmt: skip
