"""Asked who somebody is by name alone, what names them is quoted, what describes them first.

Who is Orla Venn?   "No ship was lost," said Orla Venn, spokeswoman for the port.

The name as it stands in the article grants this answer: no model's word on it is needed, and none
is asked whether a spokeswoman is an answer.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from retrieval.answer.read import Candidate, Evidence, threshold
from retrieval.language.facts import sentence_facts
from retrieval.language.name_recognition import Name
from retrieval.search.archive_phrases import asked_on
from retrieval.search.expansion import respelled_stems
from retrieval.search.words import index_stem, stems, stop_words, words

# "Who is Orla Venn?", "who was orla venn"
_WHO_IS = re.compile(r"^\W*who(?:['’]s|\s+(?:is|was))\s+(?P<name>[^?]*?)[\s?!.]*$", re.IGNORECASE)
# ", 28, a taxi driver", ", spokeswoman for", ", who directs", " (51)", " is a"
_DESCRIBES = re.compile(r"(?:,\s+|\s+\()(?:\d{2}\b|[^\W\d_A-Z])|\s+(?:is|was)\s+(?:the|an?)\b")

MOST_WORDS = 5  # of a name; more than these describe: "the man who opened the dam"
FEWEST_SMALL = 2  # words, of a name that is asked for in small letters


def asked_name(question: str) -> str | None:
    """The name of whom a question asks, if it asks for nothing more.

    Args:
        question: The question, standing alone.
    """
    found = _WHO_IS.match(question)
    name = found["name"] if found else asked_on("who_is", question)
    parts = name.split()
    if not 0 < len(parts) <= MOST_WORDS or not stop_words().isdisjoint(words(name)):
        return None
    # In small letters any word might be meant: "who is there".
    small = question == question.lower() and len(parts) >= FEWEST_SMALL
    return name if small or all(part[0].isupper() for part in parts) else None


def introduced(question: str, evidence: Evidence) -> Evidence:
    """The evidence for who somebody is: what names them, if anything does, and answers by that.

    Args:
        question: The question, standing alone.
        evidence: What was read for it; any other question's is left as it is.
    """
    asked = stems(asked_name(question) or "")
    naming = [(one, name) for one in evidence.candidates if (name := _named(one, asked))]
    if not naming:
        return evidence
    # False sorts first, and among equals the likeliest stays first.
    first = [one for one, name in sorted(naming, key=lambda found: not _describes(*found))]
    # An article that has named somebody in full goes on with the last word of the name.
    articles = {one.passage.article for one in first}
    others = [one for one in evidence.candidates if one not in first and _named(one, asked[-1:])]
    more = [one for one in others if one.passage.article in articles]
    probability = max(evidence.probability, threshold())
    return replace(evidence, candidates=(*first, *more), probability=probability)


def _named(one: Candidate, asked: Sequence[str]) -> Name | None:
    """The name in a sentence that has all words, by their stems, of one that is asked for."""
    if not asked:
        return None
    wanted = set(asked)
    for name in sentence_facts(one.text).names:
        # "General Venn": a title may be asked for as well.
        own = [*map(index_stem, name.title), *stems(name.text)]
        if wanted <= {*own} | respelled_stems(one.hit.names, own):
            return name
    return None


def _describes(one: Candidate, name: Name) -> bool:
    """Whether a sentence says beside a name what it is: a title before it, or words behind it."""
    return bool(name.title) or bool(_DESCRIBES.match(one.text, name.end))
