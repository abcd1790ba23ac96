"""What a sentence needs beside it to be understood: the one before, the list that it opens.

This only ever adds neighbouring words of the same article to a quotation.
"""

from __future__ import annotations

import re

from retrieval.language.facts import sentence_facts
from retrieval.language.lists import is_list_item, opens_list
from retrieval.search.hit import Hit, HitSentence
from retrieval.types import Passage, Span
from retrieval.types.draft import Quote

LARGEST_GAP = 4
"""Characters between neighbours: a blank line; more is left-out text."""

LONGEST_BEFORE = 60
"""Words of a sentence that may come along."""

LONGEST_LIST = 8
"""Items of a list that come along with its lead-in."""

SHORTEST_OPENING = 4  # words; less is a heading

_PRONOUN = (  # "He", "One of them"
    "He|She|They|It|His|Her|Their|Its|This|That|These|Those|Such|Both|Neither"
    "|One of them|Another|Others|Он|Она|Они|Оно|Его|Её|Ее|Их|Это|Этот|Эта|Эти"
)
# "He added that ...", "But it has ...", "Their talks ..."; who "we" are the sentence itself says
_LEANS = re.compile(
    r"^[\"“'‘(]*(?:(?:But|And|So|Yet|Then|However|Instead|Meanwhile),?\s+"
    rf"(?i:{_PRONOUN})|{_PRONOUN})\b"
)
# "The visit ended ...": a common noun named before; "A spokesman said" brings in what is new
_COMMON = re.compile(r"^[\"“'‘(]*The\s+[a-z]")
# "because of the cold", "so that nobody sees it", "in order to save", "the pump was sold:",
# "из-за мороза", "чтобы никто не видел", "аяз салдарынан"
_CAUSE = re.compile(
    r"\b(?:because|since|as|due to|owing to|so that|in order to|to avoid|after|citing|saying|said"
    r"|blam\w+|reasons?|caus\w+|thanks to|for fear|therefore|hence|why"
    r"|потому|так как|поскольку|из-за|в связи с|по причине|причин\w+|чтобы|вследствие|благодаря"
    r"|ввиду|после|поэтому|өйткені|себе[бп]\w*|үшін|салдарынан|байланысты|сондықтан)\b|:\s|;\s",
    re.IGNORECASE,
)


def quoted(one: HitSentence) -> Quote:
    """The sentence as it is quoted, with the neighbours that it needs."""
    return Quote(one.passage, in_context(one))


def in_context(one: HitSentence) -> Span:
    """The sentence's place in its article, with the neighbours that it needs."""
    hit, at = one.hit, one.at
    spans = [one.span for one in hit.sentences]
    start, end = spans[at]
    if at and _needs_previous(one) and are_adjacent(spans[at - 1], spans[at]):
        before = hit.sentences[at - 1].text
        if SHORTEST_OPENING <= len(before.split()) <= LONGEST_BEFORE:
            start = spans[at - 1][0]
    if in_note(hit.passage, spans[at]):
        # "It said that seven were hurt." is no answer without "The right number is five."
        end = _through_next(hit, at)
    opening, last = _list_around(hit, at)
    return min(start, spans[opening][0]), max(end, spans[last][1])


def leans_by_pronoun(sentence: str) -> bool:
    """Whether a sentence says by a pronoun alone what it tells of: "It sank near the quay"."""
    return bool(_LEANS.search(sentence))


def surrounded(one: HitSentence, before: int, after: int = 0) -> str:
    """The sentence among its neighbours in the passage, as a model reads it.

    What a note on an earlier version quotes of that is no neighbour: it is said to be untrue.
    """
    first = max(0, one.at - before)
    around = enumerate(one.hit.sentences[first : one.at + after + 1], first)
    return " ".join(
        each.text for k, each in around if k == one.at or not in_note(one.passage, each.span)
    )


def in_note(passage: Passage, span: Span) -> bool:
    """Whether a place tells of the version that a correction has replaced."""
    note = passage.note
    return note is not None and span[0] < note[1] and note[0] < span[1]


def with_cause(one: HitSentence) -> Span:
    """The sentence's place with its neighbours, and the next one where it gives no cause itself.

    Asked why, a reader finds what happened; why it did often stands in the next sentence.
    """
    start, end = in_context(one)
    # Where a list came along, the next sentence is its first item, and there already.
    whole = end != one.span[1] or _CAUSE.search(one.text)
    return start, end if whole else _through_next(one.hit, one.at)


def _through_next(hit: Hit, at: int) -> int:
    """Where the sentence behind this one ends, if near and short; else where this one does."""
    here, following = hit.sentences[at].span, hit.sentences[at + 1 : at + 2]
    near = following and are_adjacent(here, following[0].span)
    if not near or len(following[0].text.split()) > LONGEST_BEFORE:
        return here[1]
    return following[0].span[1]


def _needs_previous(one: HitSentence) -> bool:
    """Whether a sentence speaks of what the one before it has named."""
    if leans_by_pronoun(one.text):
        return True
    # A new paragraph brings in what is new: "The market opened" after the report on a fire.
    between = Quote(one.passage, (one.hit.sentences[one.at - 1].span[1], one.span[0])).text
    named = any(name.sure for name in sentence_facts(one.text).names)
    return bool(_COMMON.match(one.text)) and not named and "\n" not in between


def _list_around(hit: Hit, at: int) -> tuple[int, int]:
    """The places of the first and last sentence of the list that one opens or is an item of.

    An item brings the line that opens its list, without which it states nothing. Of a long list
    only the first items come.
    """
    sentences = hit.sentences

    def follows(place: int) -> bool:
        return are_adjacent(sentences[place - 1].span, sentences[place].span)

    first = at
    while first and is_list_item(sentences[first].text) and follows(first):
        first -= 1
    if not opens_list(sentences[first].text) or at - first > LONGEST_LIST:
        first = at
    last = first
    # Below a lead-in the first line is an item, whatever its mark.
    while last + 1 < len(sentences) and last - first < LONGEST_LIST and follows(last + 1):
        lead_in = last == first and opens_list(sentences[last].text)
        if not (lead_in or is_list_item(sentences[last + 1].text)):
            break
        last += 1
    return first, last


def are_adjacent(one: Span, other: Span) -> bool:
    """Whether nothing was left out between two sentences of an article."""
    return 0 <= other[0] - one[1] <= LARGEST_GAP
