"""A question about something that it only describes: what is asked, and who or which is meant.

"What post does the minister hold who opened the dam?" asks what post the minister holds, and
another article may tell who opened the dam.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from retrieval.search.words import informative

FEWEST_ASKED, FEWEST_DESCRIBING = 2, 2
"""Informative words of what is asked, and of a description."""

# "who", "in which", "by how" of "by how much"
_ASKING = r"(?:who|whom|whose|what|when|where|why|how|which|in which|to which|by how)"
# "What post does the minister hold [who] [opened the dam]", "the bank [that] [was robbed]"
_RELATIVE = re.compile(
    rf"^\W*(?P<asked>{_ASKING}\b.+?),?\s+(?P<by>that|who|whom|which)\b,?\s+(?P<told>[^?]+?)\W*$",
    re.IGNORECASE,
)
# "the man [who] opened the dam", "The man taken off the plane[: how] long was his sentence"; not a
# question that begins with it, or with "In which", "By whom"
_DESCRIBING = re.compile(
    # Anchored: looked for from every word on, a long question would take time with its square.
    r"^\W*(?>(?:in|at|on|by|for|from|of|to|through|with|under|against|about|between|during|since"
    r"|until|after|before|near|over) (?:whom|which)\b|\w+\b)"
    rf".*?\b(?:who|whom|whose|that|which)\b|\w:\s+{_ASKING}\b",
    re.IGNORECASE | re.DOTALL,
)
# "Did the minister say that ...": what follows is no description
_SAYING = re.compile(
    r"\b(?:says?|said|thinks?|knows?|claims?|believes?|reports?|shows?|confirm\w*|explain\w*"
    r"|announced?|happen\w*|called)\b",
    re.IGNORECASE,
)
# "Who heads the [firm]", before "that put up the school"
_THING = re.compile(r"\bthe ((?:[^\W\d_]+ ){0,2}[^\W\d_]+)$", re.IGNORECASE)
# "put up the school", what the thing did; not "the bank had demanded", what was done with it
_ACTS = re.compile(r"(?!(?:the|an?|he|she|it|they|we|i|you|as|according|in|by)\b)[a-z]")


@dataclass(frozen=True, slots=True)
class DescribedQuestion:
    """What is asked, as a question of its own, and the one that asks whom or what it is about."""

    asked: str
    which: str


def describes(question: str) -> bool:
    """Whether a question may describe what it asks of: "Where is the man who opened the dam?"."""
    return bool(_DESCRIBING.search(question))


def split_description(question: str) -> DescribedQuestion | None:
    """A question in its two parts; None where it describes nothing, or can't be taken apart."""
    found = _RELATIVE.match(question)
    if found is None:
        return None
    asked, told = found["asked"].strip(" ,"), found["told"].strip(" ,")
    if _SAYING.search(asked) or len(informative(asked)) < FEWEST_ASKED:
        return None
    if len(informative(told)) < FEWEST_DESCRIBING:
        return None
    which = _which(asked, found["by"].lower(), told)
    return DescribedQuestion(f"{asked}?", which) if which else None


def _which(asked: str, by: str, told: str) -> str:
    """The question who, or which, the description means; empty where it can't be asked."""
    if by in {"who", "whom"}:
        return f"Who {told}?" if by == "who" else f"Who is it whom {told}?"
    thing = _THING.search(asked) if _ACTS.match(told) else None
    return f"Which {thing[1]} {told}?" if thing else ""
