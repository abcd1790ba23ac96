"""Who did it to whom, and from where to where, where a claim turns it round."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from retrieval.language import tables
from retrieval.language.alphabet import CYRILLIC
from retrieval.language.facts import SentenceFacts, covers
from retrieval.language.nations import nations_in
from retrieval.language.tokens import STATEMENT_ENDS, stem
from retrieval.veto.missing_names import folded_word, without_case_ending

_FUNCTION = tables.listed("function")
_MUTUAL = frozenset(
    map(stem, ("meet", "talk", "discuss", "agree", "marry", "join", "play", "differ", "fight",
               "argue", "negotiate", "resemble", "border"))
)  # fmt: skip
"""Verbs that say the same either way round."""
# The verb of a name stands before any of these: in "Ana and Bo paid" Ana has none.
_CONNECTING = frozenset(
    {"and", "or", "of", "in", "on", "at", "to", "for", "from", "by", "with", "that", "who",
     "which", "but", "the", "a", "an"}
)  # fmt: skip
_ARTICLES = frozenset({"a", "an", "the"})
_BEING = frozenset({"is", "are", "was", "were", "be", "been", "being", "got"})


MOST_BETWEEN = 8
"""Tokens from a verb to its "by" at most: "ordered on the 23rd of September by"."""

FARTHEST_NAME = 40
"""Characters from "by" to the name at most: "by a district judge, Ana Cy"."""


@dataclass(frozen=True, slots=True)
class _Deed:
    """A verb's stem between two names: who does it, and whom it reaches."""

    verb: str
    text: str
    agent: frozenset[str]
    patient: frozenset[str]


def swapped_roles(said: SentenceFacts, evidence: Sequence[SentenceFacts]) -> Iterator[str]:
    """A sentence for each deed, and each way, that has its two sides exchanged."""
    if _in_the_same_cases(said, evidence):
        return
    held = [one for facts in evidence for one in _deeds(facts)]
    for deed in _deeds(said):
        same = [one for one in held if one.verb == deed.verb]
        straight = any(_meets(one.agent, deed.agent) for one in same)
        turned = any(
            _meets(one.agent, deed.patient) and _meets(one.patient, deed.agent) for one in same
        )
        if turned and not straight:
            yield f'the source has the sides of "{deed.text}" the other way round'
    yield from _other_subject(said, evidence)
    yield from _by_another(said, evidence)
    ways = [one for facts in evidence for one in _ways(facts)]
    for first, last in _ways(said):
        if any(_meets(first, b) and _meets(last, a) for a, b in ways) and not any(
            _meets(first, a) and _meets(last, b) for a, b in ways
        ):
            yield "the source has from and to the other way round"
    # "It fell to 8 percent." on "It fell from 8 percent to 5."
    for side in _reached(said):
        if any(_meets(side, a) for a, _ in ways) and not any(_meets(side, b) for _, b in ways):
            yield "the source has as a start what the claim has as an end"
    yield from _turned_round(said, evidence)


def _turned_round(said: SentenceFacts, evidence: Sequence[SentenceFacts]) -> Iterator[str]:
    """A sentence for each name reached that the evidence has as a start alone.

    "It sold gas to Vale" on "It bought gas from Vale".
    """
    starts = [one for facts in evidence for one in _named_after("from", facts)]
    ends = [one for facts in evidence for one in _named_after("to", facts)]
    for name in [] if any(_named_after("from", said)) else _named_after("to", said):
        if any(_meets(name, one) for one in starts) and not any(_meets(name, one) for one in ends):
            yield 'the source says "from", not "to"'


def _in_the_same_cases(said: SentenceFacts, evidence: Sequence[SentenceFacts]) -> bool:
    """Whether a Cyrillic claim's names stand in the evidence letter for letter.

    There the case tells who does what, and words may stand in any order: "С Рахмоном встретился
    Жапаров". What changes hands changes its ending.
    """
    written = {one.text for facts in evidence for one in facts.tokens}
    words = [word for one in said.names for word in one.text.split()]
    return bool(words) and all(CYRILLIC.match(word) and word in written for word in words)


def _other_subject(said: SentenceFacts, evidence: Sequence[SentenceFacts]) -> Iterator[str]:
    """A sentence for each verb right after a name that in the evidence follows another name.

    Only where the evidence tells something else of the claim's name ("Ana paid; Bo signed"), or
    never has it before that verb: "Bo signed. Cy invited Ana to come".
    """
    if any(token.low == "than" for token in said.tokens):  # a comparison has no agent
        return
    held = [one for facts in evidence for one in _subjects(facts)]
    for name, verb, passive, text in _subjects(said):
        same = [one for one in held if one[1] == verb and one[2] == passive]
        others = [one for one in held if one[1] != verb and _meets(one[0], name)]
        elsewhere = others or (verb not in _MUTUAL and _only_elsewhere(evidence, name, verb))
        if same and elsewhere and not any(_meets(one[0], name) for one in same):
            yield f'the source says "{text}" of another name'


def _by_another(said: SentenceFacts, evidence: Sequence[SentenceFacts]) -> Iterator[str]:
    """A sentence for each deed "by" a name that the evidence has by another one.

    "It was ordered by Bo" on "It was ordered in May by a judge, Ana Cy, on a complaint by Bo".
    """
    held = [one for facts in evidence for one in _done_by(facts, MOST_BETWEEN)]
    for verb, text, name in _done_by(said, 1):
        same = [keys for stemmed, _, keys in held if stemmed == verb]
        if same and not any(_meets(keys, name) for keys in same):
            yield f'the source says "{text}" by another name'


def _done_by(facts: SentenceFacts, most: int) -> Iterator[tuple[str, str, frozenset[str]]]:
    """Each word with the first name after the "by" that follows it, so many tokens on at most."""
    spots = [(start, keys) for keys, start, _ in _spots(facts)]
    tokens = facts.tokens
    for k, token in enumerate(tokens):
        if token.kind != "word" or token.low in _FUNCTION or token.low in _CONNECTING:
            continue
        near = tokens[k + 1 : k + 1 + most]
        by = next((one for one in near if one.low == "by" or one.text in {".", ";", ":"}), None)
        if by is None or by.low != "by":
            continue
        named = next((keys for start, keys in spots if 0 <= start - by.end <= FARTHEST_NAME), None)
        if named:
            yield stem(token.low), token.text, named


def _only_elsewhere(evidence: Sequence[SentenceFacts], name: frozenset[str], verb: str) -> bool:
    """Whether the evidence has a name as it is written, and never where it may do the verb."""
    named = any(_meets(keys, name) for facts in evidence for keys, _, _ in _spots(facts))
    return named and not any(_may_do(facts, name, verb) for facts in evidence)


def _may_do(facts: SentenceFacts, name: frozenset[str], verb: str) -> bool:
    """Whether a name stands before a verb in one clause with it, or after "by"."""
    tokens = facts.tokens
    for keys, start, end in _spots(facts):
        if not _meets(keys, name):
            continue
        if any(one.low == "by" for one in tokens if one.end <= start and start - one.end <= 5):
            return True
        behind = (one for one in tokens if one.start >= end)
        clause = takewhile(lambda one: one.text not in STATEMENT_ENDS, behind)
        if any(stem(one.low) == verb for one in clause):
            return True
    return False


def _subjects(facts: SentenceFacts) -> Iterator[tuple[frozenset[str], str, bool, str]]:
    """Each name with the verb right after it: its stem, whether passive, and the word."""
    ends = {end: keys for keys, _, end in _spots(facts)}
    counted = _counted(facts)
    for k, token in enumerate(facts.tokens):
        keys = ends.get(token.end)
        if not keys:
            continue
        passive = False
        for following in facts.tokens[k + 1 : k + 6]:
            if following.kind != "word" or following.low in _CONNECTING:
                break
            passive = passive or following.low in _BEING
            if following.low not in _FUNCTION and following.start not in counted:
                yield keys, stem(following.low), passive, following.text
                break


def _meets(one: frozenset[str], other: frozenset[str]) -> bool:
    return bool(one & other)


def _deeds(facts: SentenceFacts) -> Iterator[_Deed]:
    """The verbs between neighbouring names: each content word there may be one."""
    spots = _spots(facts)
    counted = _counted(facts)
    for k, (first, _, end) in enumerate(spots):
        if k + 1 == len(spots):
            break
        second, begin, _ = spots[k + 1]
        # Characters: names so far apart are hardly the two sides of one verb.
        if begin - end > 80:
            continue
        between = [
            t
            for t in facts.tokens
            if end <= t.start < begin and t.kind != "ending" and t.start not in counted
        ]
        if any(t.text in ".;:" for t in between):
            continue
        yield from _between(first, second, [t.low for t in between if t.kind == "word"])


def _counted(facts: SentenceFacts) -> set[int]:
    """Where the words of numbers, units and dates begin: no deeds."""
    starts = (token.start for token in facts.tokens)
    return {at for at in starts if covers(facts.quantities, at) or covers(facts.dates, at)}


def _between(
    first: frozenset[str], second: frozenset[str], words: Sequence[str]
) -> Iterator[_Deed]:
    if "than" in words:  # a comparison has no agent
        return
    for k, word in enumerate(words):
        # Of "made an offer" the offer is no deed.
        if word in _FUNCTION or stem(word) in _MUTUAL or words[max(0, k - 1)] in _ARTICLES:
            continue
        # "is to ship" and "is shipping" are no passives
        being = max((at for at, one in enumerate(words[:k]) if one in _BEING), default=None)
        passive = being is not None and not word.endswith("ing") and "to" not in words[being:k]
        if passive and words[-1:] != ["by"]:  # who did it is not told
            continue
        agent, patient = (second, first) if passive else (first, second)
        yield _Deed(stem(word), word, agent, patient)


def _spots(facts: SentenceFacts) -> list[tuple[frozenset[str], int, int]]:
    """Each name as the set of its words, a country under one name, with its place."""
    return [(name_keys(one.words), one.start, one.end) for one in facts.names]


def are_one(name: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two names, by their keys, are one, in full or in part: "Vale" and "Ada Vale"."""
    return bool(name and other) and (name <= other or other <= name)


def name_keys(words: Sequence[str]) -> frozenset[str]:
    """A name as a set of its words to compare, a country under one name."""
    plain = tuple(map(folded_word, words))
    countries = nations_in(plain)
    of_country = {k for _, first, after in countries for k in range(first, after)}
    # The Bank of Japan is not Japan: a country counts where the name has no other word.
    others = frozenset(
        without_case_ending(word) for k, word in enumerate(plain) if k not in of_country
    )
    return others or frozenset(found.name for found, _, _ in countries)


def _reached(facts: SentenceFacts) -> Iterator[frozenset[str]]:
    """What stands after "to" where no "from" does: fell to 8 percent, flew to Baku."""
    if any(token.low == "from" for token in facts.tokens):
        return
    sides = _sides(facts)
    for before, token in zip(facts.tokens, facts.tokens[1:], strict=False):
        if before.low == "to" and token.start in sides:
            yield sides[token.start]


def _named_after(word: str, facts: SentenceFacts) -> Iterator[frozenset[str]]:
    """The names right after a word."""
    names = {one.start: name_keys(one.words) for one in facts.names}
    for before, token in zip(facts.tokens, facts.tokens[1:], strict=False):
        if before.low == word and token.start in names:
            yield names[token.start]


def _sides(facts: SentenceFacts) -> dict[int, frozenset[str]]:
    """Names, numbers and dates as sets to compare, by where they begin."""
    sides = {one.start: name_keys(one.words) for one in facts.names}
    sides |= {one.start: frozenset({f"{one.value:g}"}) for one in facts.quantities}
    return sides | {one.start: frozenset({facts.text[one.start : one.end]}) for one in facts.dates}


def _ways(facts: SentenceFacts) -> Iterator[tuple[frozenset[str], frozenset[str]]]:
    """From A to B, from 160 to 190: both sides as sets to compare."""
    sides = _sides(facts)
    begun: frozenset[str] | None = None
    for before, token in zip(facts.tokens, facts.tokens[1:], strict=False):
        side = sides.get(token.start)
        if before.low == "from":
            begun = side
        elif before.low == "to" and side and begun:
            yield begun, side
            begun = None
