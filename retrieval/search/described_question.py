"""A question about something that it only describes: what is asked, and the description apart.

"When was the panel appointed that the bank had demanded?" asks when a panel was appointed, and
another article may tell that the bank had demanded it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from retrieval.search.words import informative

FEWEST_ASKED, FEWEST_DESCRIBING = 2, 2
"""Informative words of what is asked, and of a description."""

# "who", "in which", "by how" of "by how much"
_ASKING = r"(?:who|whom|whose|what|when|where|why|how|which|in which|to which|by how)"
# "When was the panel appointed [that] [the bank had demanded]", "the bank [whose] [official ...]"
_RELATIVE = re.compile(
    rf"^\W*(?P<asked>{_ASKING}\b.+?),?\s+(?P<by>that|who|whom|whose|which)\b,?\s+"
    r"(?P<told>[^?]+?)\W*$",
    re.IGNORECASE,
)
# "Did the minister say that ...": what follows is no description
_SAYING = re.compile(
    r"\b(?:says?|said|thinks?|knows?|claims?|believes?|reports?|shows?|confirm\w*|explain\w*"
    r"|announced?|happen\w*|called)\b",
    re.IGNORECASE,
)
# "The man taken off the plane: [how long was his sentence]"
_LEAD_IN = re.compile(rf"^(?P<told>[^:?]+):\s+(?P<asked>{_ASKING}\b[^?]+)\??\s*$", re.IGNORECASE)
# "Who heads the [firm]", before "that put up the school"
_THING = re.compile(r"\bthe ((?:[^\W\d_]+ ){0,2}[^\W\d_]+)$", re.IGNORECASE)
# "put up the school", what the thing did; not "the bank had demanded", what was done with it
_ACTS = re.compile(r"(?!(?:the|an?|he|she|it|they|we|i|you|as|according|in|by)\b)[a-z]")


@dataclass(frozen=True, slots=True)
class DescribedQuestion:
    """What is asked, as a question of its own, and the description of what it is asked of.

    `which` asks whom or what the description means; empty where that can't be asked.
    """

    asked: str
    description: str
    which: str = ""


def split_description(question: str) -> DescribedQuestion | None:
    """A question in its two parts; None where it describes nothing."""
    found = _RELATIVE.match(question) or _LEAD_IN.match(question)
    if found is None:
        return None
    asked, told = found["asked"].strip(" ,"), found["told"].strip(" ,")
    if _SAYING.search(asked) or len(informative(asked)) < FEWEST_ASKED:
        return None
    if len(informative(told)) < FEWEST_DESCRIBING:
        return None
    by = found["by"].lower() if "by" in found.groupdict() else ""
    return DescribedQuestion(f"{asked}?", told, _which(asked, by, told))


def _which(asked: str, by: str, told: str) -> str:
    """The question who, or which, the description means."""
    if by in {"who", "whom"}:
        return f"Who {told}?" if by == "who" else f"Who is it whom {told}?"
    thing = _THING.search(asked) if by in {"that", "which"} and _ACTS.match(told) else None
    return f"Which {thing[1]} {told}?" if thing else ""
