"""What an earlier question of several sentences asked: its last question, the others give names."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from retrieval.archive.chunking import sentences
from retrieval.search.followup.antecedents import described_antecedents, names_in
from retrieval.search.followup.clause import AUXILIARIES, DETERMINERS, parse_clause
from retrieval.search.followup.pronouns import resolve_pronouns
from retrieval.types import Answer

_OPEN_WORDS = "он она оно они его её ее их ему ей им него неё нее них нём нем ней"
_OPEN = frozenset(_OPEN_WORDS.split())

_HEADING = 3
"""Words that a heading without an article has at most: "Vardo tunnel"."""


def asked_last(last: Answer, outlets: Collection[str]) -> tuple[Answer, bool]:
    """The answer as to the question alone, "What did the ferry cost?", and whether it stands alone.

    Args:
        last: The answer: asked "The ferry. What did it cost?".
        outlets: Those of the archive, folded.
    """
    found = [last.question[start:end] for start, end in sentences(last.question)]
    # "Who? (The ferry sank.)" was made of two questions, and both are needed.
    if len(found) < 2 or last.question.endswith(")"):
        return last, True
    # "Who opened it? I need this today." asks in its first sentence.
    at = max((n for n, one in enumerate(found) if one.endswith("?")), default=len(found) - 1)
    before = replace(last, question=_named(" ".join(found[:at])), statements=())
    text, sure = resolve_pronouns(found[at].rstrip("?.! "), before, outlets)
    return replace(last, question=f"{text}?"), sure and _names(text)


def _names(question: str) -> bool:
    """Whether a question names what it is about, and leaves it to no sentence before it."""
    clause = parse_clause(question)
    named = names_in(" ".join(clause.rest)) or described_antecedents(clause)
    # Russian pronouns are not written out: what they stand for is in the sentences before.
    return bool(named or clause.noun) and _OPEN.isdisjoint(question.lower().rstrip("?").split())


def _named(text: str) -> str:
    """A heading as a thing is named, "the Vardo tunnel"; any other text as it is."""
    parts = text.rstrip("?.! ").split()
    lows = {word.lower() for word in parts}
    # "Vardo burns", "Vardo closed" are no headings, or may not be.
    bare = bool(parts) and len(parts) <= _HEADING and parts[-1].islower()
    if not bare or lows & (AUXILIARIES | DETERMINERS) or parts[-1].endswith(("s", "ed")):
        return text
    return f"The {text}"
