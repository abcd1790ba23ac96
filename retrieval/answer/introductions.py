"""Asked by a name alone who somebody is, what they said or what something is, that is quoted.

Who is Orla Venn?   "No ship was lost," said Orla Venn, spokeswoman for the port.
What did Venn say?
What is the Harbour League?   The Harbour League, a body of nine ports, was silent.

The name as it stands in the article grants this answer: no model's word on it is needed, and none
is asked whether a spokeswoman is an answer. Asked who somebody is, all that names them is an
answer, what describes them first; asked what they said, or what a thing is, only what tells so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from retrieval.answer.read import Candidate, Evidence
from retrieval.language.attribution import attribution, is_speaker
from retrieval.language.facts import sentence_facts
from retrieval.language.name_recognition import Name
from retrieval.models.calibration import threshold
from retrieval.search.archive_phrases import asked_on
from retrieval.search.expansion import respelled_stems
from retrieval.search.words import index_stem, stems, stop_words, words

# "Who is Orla Venn?", "who was orla venn"
_WHO_IS = re.compile(r"^\W*who(?:['’]s|\s+(?:is|was))\s+(?P<name>[^?]*?)[\s?!.]*$", re.IGNORECASE)
# "What is the Harbour League?", "what's CICA"
_WHAT_IS = re.compile(
    r"^\W*what(?:['’]s|\s+(?:is|was|are))\s+(?:the\s+)?(?P<name>[^?]*?)[\s?!.]*$", re.IGNORECASE
)
# "What did Orla Venn say?", "What has General Venn said"; not "about the port"
_WHAT_SAID = re.compile(
    r"^\W*what\s+(?:did|does|do|has|have)\s+(?P<name>[^?]*?)"
    r"\s+(?:say|said|tell|told|announced?|claim|claimed)[\s?!.]*$",
    re.IGNORECASE,
)
# ", 28, a taxi driver", ", spokeswoman for", ", who directs", " (51)", " is a"
_DESCRIBES = re.compile(r"(?:,\s+|\s+\()(?:\d{2}\b|[^\W\d_A-Z])|\s+(?:is|was)\s+(?:the|an?)\b")
# ", a body of nine ports", ", one of", " is the"
_SAYS_WHAT = re.compile(r"(?:,|\s+(?:is|was|are|were))\s+(?:the|an?|one\s+of)\b")

Asks = Literal["who", "what", "said"]

_FORMS: tuple[tuple[Asks, re.Pattern[str]], ...] = (
    ("who", _WHO_IS),
    ("said", _WHAT_SAID),
    ("what", _WHAT_IS),
)

MOST_WORDS = 5  # of a name; more than these describe: "the man who opened the dam"
FEWEST_SMALL = 2  # words, of a name that is asked for in small letters


@dataclass(frozen=True, slots=True)
class AskedName:
    """A name as it was asked for, and what is asked of it: who or what it is, or what it said."""

    text: str
    asks: Asks


def asked_name(question: str) -> AskedName | None:
    """The name of whom or what a question asks, if it asks for nothing more.

    Args:
        question: The question, standing alone.
    """
    for asks, form in _FORMS:
        found = form.match(question)
        name = found["name"] if found else asked_on(asks, question) if asks != "what" else ""
        parts = name.split()
        if not 0 < len(parts) <= MOST_WORDS or not stop_words().isdisjoint(words(name)):
            continue
        # In small letters any word might be meant: "who is there", "what is climate change".
        small = asks == "who" and question == question.lower() and len(parts) >= FEWEST_SMALL
        if small or all(part[0].isupper() for part in parts):
            return AskedName(name, asks)
    return None


def introduced(question: str, evidence: Evidence) -> Evidence:
    """The evidence for who or what is named, if anything introduces it, and answers by that.

    Args:
        question: The question, standing alone.
        evidence: What was read for it; any other question's is left as it is.
    """
    asked = asked_name(question)
    if asked is None:
        return evidence
    naming = [
        (one, _describes(one, name, asked))
        for one in evidence.candidates
        if (name := _named(one, asked))
    ]
    # What describes comes first, and among equals the likeliest.
    naming.sort(key=lambda pair: not pair[1])
    first = [one for one, describes in naming if describes or asked.asks == "who"]
    if not first:
        return evidence
    more = [one for one in evidence.candidates if one not in first and _goes_on(one, first, asked)]
    probability = max(evidence.probability, threshold())
    return replace(evidence, candidates=(*first, *more), probability=probability)


def _goes_on(one: Candidate, first: Sequence[Candidate], asked: AskedName) -> bool:
    """Whether a sentence of an article that has named it in full has the name's last word."""
    name = _named(one, replace(asked, text=asked.text.split()[-1]))
    if name is None or one.passage.article not in {other.passage.article for other in first}:
        return False
    return asked.asks != "said" or _describes(one, name, asked)


def _named(one: Candidate, asked: AskedName) -> Name | None:
    """The name in a sentence that is the one asked for; a person's may have more words."""
    wanted = set(stems(asked.text))
    for name in sentence_facts(one.text).names:
        # "General Venn": a title may be asked for as well.
        in_order = [*map(index_stem, name.title), *stems(name.text)]
        own = set(in_order)
        # The Harbour League Fund is not the Harbour League; in another spelling it may be longer.
        whole = asked.asks != "what" or own == wanted or not wanted <= own
        if whole and wanted <= own | respelled_stems(one.hit.names, in_order):
            return name
    return None


def _describes(one: Candidate, name: Name, asked: AskedName) -> bool:
    """Whether a sentence tells what is asked of a name: who or what it is, or what it said."""
    if asked.asks == "said":
        return is_speaker(one.text, name.start, name.end)
    behind = (_DESCRIBES if asked.asks == "who" else _SAYS_WHAT).match(one.text, name.end)
    # ", the port said,": who speaks describes nobody.
    told = one.text[name.end :].lstrip(", ").split(",", 1)[0]
    described = behind is not None and attribution(told) is None
    # "Mayor Venn": a title before a person's name describes too.
    return described or (asked.asks == "who" and bool(name.title))
