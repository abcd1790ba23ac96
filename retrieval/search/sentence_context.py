"""What a sentence needs beside it to be understood: the one before, the list that it opens.

This only ever adds neighbouring words of the same article to a quotation.
"""

from __future__ import annotations

import re

from retrieval.language.facts import sentence_facts
from retrieval.search.hit import Hit
from retrieval.types import Passage, Span

LARGEST_GAP = 4
"""Characters between neighbours: a blank line; more is left-out text."""

LONGEST_BEFORE = 60
"""Words of a sentence that may come along."""

LONGEST_LIST = 8
"""Lines of a list that come along with its lead-in."""

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
# "because of the cold", "so that nobody sees it", "in order to save", "the pump was sold:"
_CAUSE = re.compile(
    r"\b(?:because|since|as|due to|owing to|so that|in order to|to avoid|after|citing|saying|said"
    r"|blam\w+|reasons?|caus\w+|thanks to|for fear|therefore|hence|why)\b|:\s|;\s",
    re.IGNORECASE,
)
# "The six are:", "In particular:"
_LEAD_IN = re.compile(r":\s*$")
# "- a tunnel", "• a tunnel", "1. A tunnel", "a) a tunnel"
_ITEM = re.compile(r"^\s*(?:[-–—•*·]|\(?\d{1,2}[.)]|\(?[a-z]\))\s+\S")


def in_context(hit: Hit, at: int) -> Span:
    """The sentence's place in its article, with the neighbours that it needs.

    Args:
        hit: The passage.
        at: The sentence's place among its sentences.
    """
    spans = [one.span for one in hit.sentences]
    start, end = spans[at]
    if at and needs_previous(hit.sentences[at].text) and are_adjacent(spans[at - 1], spans[at]):
        before = hit.sentences[at - 1].text
        if SHORTEST_OPENING <= len(before.split()) <= LONGEST_BEFORE:
            start = spans[at - 1][0]
    return start, _with_list(hit, at, end)


def surrounded(hit: Hit, at: int, before: int, after: int = 0) -> str:
    """The sentence among its neighbours in the passage, as a model reads it.

    What a note on an earlier version quotes of that is no neighbour: it is said to be untrue.
    """
    first = max(0, at - before)
    around = enumerate(hit.sentences[first : at + after + 1], first)
    return " ".join(one.text for k, one in around if k == at or not in_note(hit.passage, one.span))


def in_note(passage: Passage, span: Span) -> bool:
    """Whether a place tells of the version that a correction has replaced."""
    note = passage.note
    return note is not None and span[0] < note[1] and note[0] < span[1]


def with_cause(hit: Hit, at: int) -> Span:
    """The sentence's place with its neighbours, and the next one where it gives no cause itself.

    Asked why, a reader finds what happened; why it did often stands in the next sentence.
    """
    start, end = in_context(hit, at)
    following = hit.sentences[at + 1 : at + 2]
    if not following or _CAUSE.search(hit.sentences[at].text):
        return start, end
    after = following[0]
    # Where a list came along, the next sentence is its first item, and there already.
    near = end == hit.sentences[at].span[1] and are_adjacent(hit.sentences[at].span, after.span)
    return start, after.span[1] if near and len(after.text.split()) <= LONGEST_BEFORE else end


def needs_previous(text: str) -> bool:
    """Whether a sentence speaks of what one before it has named."""
    if _LEANS.match(text):
        return True
    return bool(_COMMON.match(text)) and not any(one.sure for one in sentence_facts(text).names)


def _with_list(hit: Hit, at: int, end: int) -> int:
    """Where the list ends that the sentence opens or is an item of; else where it ends itself."""
    sentences = hit.sentences
    if not (_LEAD_IN.search(sentences[at].text) or _ITEM.match(sentences[at].text)):
        return end
    for following in sentences[at + 1 : at + 1 + LONGEST_LIST]:
        lead_in = _LEAD_IN.search(sentences[at].text) and end == sentences[at].span[1]
        if not (_ITEM.match(following.text) or lead_in):
            break
        if following.span[0] - end > LARGEST_GAP:
            break
        end = following.span[1]
    return end


def are_adjacent(one: Span, other: Span) -> bool:
    """Whether nothing was left out between two sentences of an article."""
    return 0 <= other[0] - one[1] <= LARGEST_GAP
