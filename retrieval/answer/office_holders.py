"""Who holds an office: not the holder of another one, and a named successor before who left.

Who is the foreign minister of Norland?   Finance Minister Emil Straat said ...
Sudmark's Foreign Minister Orlan Tesk said ...

Who heads the agency?   The head of the agency, Murat Sadyr, was dismissed.
To replace Sadyr, Lena Orlova was appointed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import product

from retrieval.answer.read import Candidate
from retrieval.language.facts import SentenceFacts, sentence_facts
from retrieval.language.name_recognition import Name
from retrieval.language.plans import tells_beginning, tells_end
from retrieval.language.tables import listed
from retrieval.names.spelling import same_spelled

# "Who is the ...", "Who was named ..."
_ASKS_WHO = re.compile(r"^\W*who(?:['’]s|\s+(?:is|was|are|became|serves as))\b", re.IGNORECASE)
_OF = re.compile(r"^\s+(?:of|in|for|at)\s+(?:the\s+)?$", re.IGNORECASE)  # "minister[ of ]Norland"
_WHOSE = re.compile(r"['’]s?\s+$")  # "Norland['s ]foreign minister"
# They tell no office from another.
_OF_NOW = frozenset({"new", "current", "present", "next", "incumbent", "first", "then"})
_WORD = re.compile(r"[^\W\d_]+")  # "minister"


@dataclass(frozen=True, slots=True)
class Office:
    """An office as it is asked for: its title, what stands before that, and whose it is."""

    title: str
    kind: str
    owner: frozenset[str]


def asked_office(question: str) -> Office | None:
    """The office whose holder is asked for, if one is and it is told from others."""
    if not _ASKS_WHO.match(question):
        return None
    found = [*_WORD.finditer(question)]
    lows = [one[0].lower() for one in found]
    at = _title_at(lows)
    if not at:
        return None
    before = found[at - 1]
    told = before[0].islower() and before[0] not in listed("function") | listed("ranks") | _OF_NOW
    start = before.start() if told else found[at].start()
    owner = _owner(question, start, found[at].end())
    return Office(lows[at], before[0] if told else "", owner) if told or owner else None


def _title_at(lows: list[str]) -> int:
    """Where the title of an office stands among words: the last word of "prime minister"; or 0."""
    titles = listed("names", "titles")
    runs = (n for n, low in enumerate(lows) if n and low in titles)
    first = next(runs, 0)
    behind = lows[first + 1 : first + 2]
    return first + 1 if first and titles.intersection(behind) else first


def _owner(text: str, start: int, end: int) -> frozenset[str]:
    """The words of the name of which an office at a place is: "Norland's", "of Norland"."""
    for name in sentence_facts(text).names:
        if _OF.match(text[end : name.start]) or (
            name.end <= start and _WHOSE.fullmatch(text[name.end : start])
        ):
            return frozenset(name.words)
    return frozenset()


def tells_of_other_office(text: str, asked: Office | None) -> bool:
    """Whether each holder of such an office whom a sentence names holds another than was asked."""
    if asked is None:
        return False
    facts = sentence_facts(text)
    holders = [name for name in facts.names if asked.title in name.title]
    return bool(holders) and all(_is_other(facts, one, asked) for one in holders)


def _is_other(facts: SentenceFacts, holder: Name, asked: Office) -> bool:
    kinds = [word for word in holder.title if word != asked.title]
    if asked.kind and kinds and asked.kind not in kinds:
        # "succeeded the foreign minister": it tells of that one, too.
        return f"{asked.kind} {asked.title}" not in facts.text.lower()
    start = holder.start
    for word in reversed(holder.title):
        start = max(facts.text.lower().rfind(word, 0, start), 0)
    whose = (one for one in facts.names if _WHOSE.fullmatch(facts.text[one.end : start]))
    owner = next(whose, None)
    if owner is None or not asked.owner:
        return False
    pairs = product(asked.owner, owner.words)
    return not any(mine == theirs or same_spelled(mine, theirs) for mine, theirs in pairs)


def ends_office(one: Candidate) -> bool:
    """Whether a sentence tells how somebody left, and of nobody who came."""
    return tells_end(one.text) and not tells_beginning(one.text)


def succeeds(one: Candidate, left: Candidate) -> bool:
    """Whether a sentence, no older, tells who came in the place of somebody whom another names."""
    if not tells_beginning(one.text):
        return False
    older = one.published < left.published
    # "To replace Sadyr": the last word of "Murat Sadyr".
    gone = {name.words[-1] for name in sentence_facts(left.text).names if len(name.words) > 1}
    names = sentence_facts(one.text).names
    there = {name.words[-1] for name in names}
    comes = any(len(name.words) > 1 and name.words[-1] not in gone for name in names)
    return not older and comes and bool(gone & there)
