"""A model's reply as sentences: its `[n]` marks taken out, and resolved to places in passages.

Nothing is believed here: a sentence without a mark, or with one that names no passage, comes
with no quotation and falls at the check.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.archive.chunking import sentences
from retrieval.search.hit import Hit, HitSentence
from retrieval.search.sentence_context import quoted
from retrieval.search.sentences import rarity_covered
from retrieval.search.words import informative
from retrieval.types.draft import DraftStatement, Quote

NOT_IN_PASSAGES = "NOT IN THE PASSAGES"
"""What prompts/answer.md tells the model to write when the passages hold no answer."""

# " [1]", " [2, 3]"
_MARKS = re.compile(r"\s*\[(\d+(?:\s*[,;]\s*\d+)*)\]")
# "- " and "2. " at the start of a line
_LIST_MARK = re.compile(r"^[ \t]*(?:[-*•–]|\d{1,2}[.)])[ \t]+", re.MULTILINE)
# " [1]." which becomes ". [1]"
_MARK_BEFORE_STOP = re.compile(r"((?:\s*\[\d+(?:\s*[,;]\s*\d+)*\])+)\s*([.!?]+[\"”’']?)")


def parse(reply: str, hits: Sequence[Hit]) -> list[DraftStatement]:
    """The sentences of a reply, marks taken out and resolved to places in the passages."""
    # Wherever it stands: a model that says so answers nothing in the sentences around it.
    if not reply.strip() or NOT_IN_PASSAGES in reply.upper():
        return []
    # "… said [2]." and "… said. [2]" mean the same; with the mark inside, sentences split right.
    text = _MARK_BEFORE_STOP.sub(r"\2\1", _LIST_MARK.sub("", reply.replace("**", "")))
    statements: list[DraftStatement] = []
    for start, end in sentences(text):
        statements = _take(statements, text[start:end], hits)
    return statements


def _take(
    statements: list[DraftStatement], sentence: str, hits: Sequence[Hit]
) -> list[DraftStatement]:
    """Add a sentence, or marks that stand alone to the sentence before them."""
    # "It opens in May. [1] It cost 9 crowns.": split there, the mark opens the next sentence.
    leading = re.match(r"(?:\s*\[\d+(?:\s*[,;]\s*\d+)*\])+", sentence)
    if leading and statements:
        last = statements[-1]
        quotes = _quotes(leading.group(), last.text, hits)
        # A mark that names no passage takes the good ones with it, so that the sentence falls.
        both = (*last.quotes, *quotes) if quotes else ()
        statements = [*statements[:-1], DraftStatement(last.text, both, kind="worded")]
        sentence = sentence[leading.end() :]
    bare = _MARKS.sub("", sentence).strip()
    # Only marks and signs: nothing is said.
    if not re.search(r"\w", bare):
        return statements
    return [*statements, DraftStatement(bare, _quotes(sentence, bare, hits), kind="worded")]


def _quotes(marked: str, bare: str, hits: Sequence[Hit]) -> tuple[Quote, ...]:
    """The places that the marks name; none at all if one of them names no passage."""
    # "1" and "3" of " [1, 3]"
    numbers = [int(n) for marks in _MARKS.findall(marked) for n in re.findall(r"\d+", marks)]
    if not all(1 <= number <= len(hits) for number in numbers):
        return ()
    return tuple(_best_quote(bare, hits[number - 1]) for number in dict.fromkeys(numbers))


def _best_quote(statement: str, hit: Hit) -> Quote:
    """The sentence of the passage that the statement shares most with, or the whole passage.

    The whole passage is cited where one sentence holds less than three quarters of what the
    passage holds of the statement's words; a sentence comes with the one that it leans on.
    """
    terms = dict.fromkeys(informative(statement), 1.0)
    best = max(
        range(len(hit.sentences)), key=lambda at: rarity_covered(hit.sentences[at].text, terms)
    )
    passage = hit.passage
    if rarity_covered(hit.sentences[best].text, terms) >= 0.75 * rarity_covered(
        passage.text, terms
    ):
        return quoted(HitSentence(hit, best))
    return Quote(passage, (passage.start, passage.end))
