"""Negations and hedges, and the words that they govern."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.language import tables
from retrieval.language.phrases import phrase_at
from retrieval.language.tokens import Token

_FUNCTION = tables.listed("function")
_MODALS = frozenset({"will", "would", "may", "might", "could", "can", "must", "should", "shall"})
_KNOWN_HEDGES = tables.phrases("hedges")
_KNOWN_NEGATIONS = tables.phrases("negations")
# What only looks like a negation, "not only": looked at first, and passed over as a whole.
_EXEMPT = {
    first: only
    for first, ones in _KNOWN_NEGATIONS.items()
    if (only := tuple(one for one in ones if one[1] == "exempt"))
}
# What governs the words right behind it; after others the verb may follow a "to".
_STRAIGHT = frozenset(tables.phrases("negations")) | {"if", "unless"}
_STRONG_ENDS = frozenset(".;:!?()—–…")
_BEFORE_NOUNS = tables.listed("before_nouns")
_PAUSES = frozenset(',"“”«»')
_CLAUSE_ENDS = frozenset({"but", "which", "because", "although", "though", "while", "whereas",
                          "unless", "if", "since", "но", "который", "которая", "если"})  # fmt: skip
_NEGATION_REACH = 8  # tokens that a negation governs at most, within its clause
_TO_REACH = 8  # tokens from a phrase to the "to" of its verb; chosen by hand
_HEDGE_REACH = 24  # tokens that a hedge governs at most, within its clause


@dataclass(frozen=True, slots=True)
class Mark:
    """A negation (kind "hard" or "soft") or a hedge (its kind), and what it governs.

    `verb` is the span of the first content word that it governs, `governs` that of the clause
    from there; None where nothing follows.
    """

    kind: str
    start: int
    end: int
    verb: tuple[int, int] | None
    governs: tuple[int, int] | None


def negations(ts: Sequence[Token], taken: set[int]) -> list[Mark]:
    """Not, no, never, without, refused to, denied; "hardly" and "few" are soft."""
    found, i = [], 0
    while i < len(ts):
        skipped = phrase_at(ts, i, _EXEMPT) if ts[i].low in _EXEMPT else None
        if skipped:
            i = skipped[0]
            continue
        phrase = phrase_at(ts, i, _KNOWN_NEGATIONS) if ts[i].low in _KNOWN_NEGATIONS else None
        if phrase and phrase[1] != "exempt":
            found.append(_mark(ts, i, phrase, _NEGATION_REACH, taken))
            i = phrase[0]
        else:
            i += 1
    return found


def hedges(ts: Sequence[Token], taken: set[int]) -> list[Mark]:
    """May, will, plans to, threatened to, if, allegedly: each with its kind.

    `taken` are the places of dates' tokens, so that the month of May is no "may".
    """
    found, i = [], 0
    while i < len(ts):
        phrase = (
            phrase_at(ts, i, _KNOWN_HEDGES)
            if ts[i].low in _KNOWN_HEDGES and i not in taken
            else None
        )
        if phrase and not _noun_may(ts, i) and not _of_place(ts, phrase[0]):
            found.append(_mark(ts, i, phrase, _HEDGE_REACH, taken))
            i = phrase[0]
        else:
            i += 1
    return found


def _noun_may(ts: Sequence[Token], i: int) -> bool:
    """Whether May or Will is a name: capitalised inside a sentence."""
    return i > 0 and ts[i].text[0].isupper() and ts[i - 1].kind == "word"


def _of_place(ts: Sequence[Token], after: int) -> bool:
    """Whether "to" leads to a noun and no verb: reported to the prosecutor, moved to Almaty."""
    if ts[after - 1].low != "to" or after >= len(ts):
        return False
    return ts[after].low in _BEFORE_NOUNS or ts[after].text[0].isupper()


def _mark(
    ts: Sequence[Token], i: int, phrase: tuple[int, str], reach: int, taken: set[int]
) -> Mark:
    after, kind = phrase
    end = _clause_end(ts, after, reach)
    verb = _verb(ts, _infinitive(ts, i, _past_commas(ts, i, after), end), end, taken)
    governed = (ts[after].start, ts[end - 1].end) if end > after else None
    return Mark(kind, ts[i].start, ts[after - 1].end, verb, governed)


def _past_commas(ts: Sequence[Token], i: int, after: int) -> int:
    """Behind the comma of a phrase that stands between two: ", allegedly, threw"."""
    between = i > 0 and after < len(ts) and ts[i - 1].text == ts[after].text == ","
    return after + between


def _clause_end(ts: Sequence[Token], after: int, reach: int) -> int:
    for k in range(after, min(after + reach, len(ts))):
        # No comma among them: "did not, he said, leave" is one clause.
        if ts[k].text in _STRONG_ENDS or ts[k].low in _CLAUSE_ENDS:
            return k
    return min(after + reach, len(ts))


def _infinitive(ts: Sequence[Token], i: int, after: int, end: int) -> int:
    """Where to look for the verb: past the "to" of "threatened on Tuesday to stop"."""
    if ts[after - 1].low in _MODALS or ts[after - 1].low == "to" or ts[i].low in _STRAIGHT:
        return after
    return next(
        (k + 1 for k in range(after, min(end, after + _TO_REACH)) if ts[k].low == "to"), after
    )


def _verb(ts: Sequence[Token], first: int, end: int, taken: set[int]) -> tuple[int, int] | None:
    """The first content word up to a comma: no name, no date, no adverb."""
    for k in range(first, end):
        token = ts[k]
        # Past a comma or a quotation mark the next word may be of another clause.
        if token.text in _PAUSES:
            return None
        # "has not formally left": an adverb is passed, unless nothing follows it.
        passed = k in taken or token.low in _FUNCTION or token.text[0].isupper()
        if token.kind == "word" and not passed and not (token.low.endswith("ly") and k + 1 < end):
            return token.start, token.end
    return None
