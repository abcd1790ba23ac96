"""How sure a sentence is of what it says, and whether its source is as sure.

"Will" for "may" and "approved" for "proposed" are what a reader catches first. The words are
those by which English news tells a deed from a plan; another language has no such check.
"""

from __future__ import annotations

import re

from retrieval.search.words import stem, words


def _stems(text: str) -> frozenset[str]:
    return frozenset(stem(word) for word in words(text))


_HEDGES = _stems(
    """
    may might could would should can possibly perhaps likely unlikely expected expects
    expect plan plans planned planning propose proposed proposes proposal suggest
    suggested suggests consider considering considered mull mulls aim aims hope hopes
    hoped seek seeks intend intends intended allegedly alleged reportedly rumoured if
    unless apparently urge urged urges call called calls want wants wanted ask asked
    demand demanded threaten threatened offer offered pledge pledged promise promised try
    tried attempt attempted
    """
)
_DEEDS = _stems(
    """
    announce announced decide decided approve approved sign signed agree agreed adopt
    adopted confirm confirmed order ordered launch launched create created ban banned
    ratify ratified appoint appointed win won reject rejected admit admitted deny denied
    condemn condemned resign resigned withdraw withdrew leave left join joined kill killed
    """
)
_SURE = re.compile(r"\b(?:will|shall|must)\b|[’']ll\b|\bis to\b|\bare to\b", re.IGNORECASE)
_AS_SURE = re.compile(
    r"\b(?:will|shall|must|would|due to|scheduled|set to|is to|are to|going to)\b|[’']ll\b",
    re.IGNORECASE,
)
_MONTH = re.compile(r"(?<=[\w,;:] )May\b|\bMay(?= \d)")
SENTENCE_END = re.compile(r"(?<=[.!?…])[\"”’')]*\s+")


def hedged(text: str) -> bool:
    """Whether a text plans, supposes or asks for something."""
    return not _HEDGES.isdisjoint(_stems(_MONTH.sub(" ", text)))


def overstated(statement: str, evidence: str) -> list[str]:
    """The words by which `statement` says more than `evidence`, or none.

    Compared with the one sentence of the evidence that shares most words with it: a deed
    ("signed") must stand there too, "will" needs a word as sure, and what the source only
    plans or supposes must not stand as done.
    """
    if statement in evidence:
        return []
    statement, evidence = _MONTH.sub(" ", statement), _MONTH.sub(" ", evidence)
    nearest = max(
        SENTENCE_END.split(evidence),
        key=lambda one: len(_stems(one) & _stems(statement)),
        default="",
    )
    ours, theirs = _stems(statement), _stems(evidence)
    missing = sorted(word for word in ours & _DEEDS if word not in theirs)
    if _SURE.search(statement) and not _AS_SURE.search(evidence):
        missing += [match.group() for match in _SURE.finditer(statement)][:1]
    hedged = _stems(nearest) & _HEDGES
    # A present-tense "may sign" told as "signed": the deed is there, its hedge is gone.
    if hedged and ours & _DEEDS and not ours & _HEDGES:
        missing += sorted(ours & _DEEDS & _stems(nearest))[:1]
    return missing
