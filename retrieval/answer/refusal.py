"""Whether the evidence answers at all, and the words for when it does not."""

from __future__ import annotations

import re
from collections.abc import Sequence

from retrieval.answer.comprehending import is_latin
from retrieval.names.spelling import respelled
from retrieval.search.evidence import Evidence
from retrieval.search.expansion import stood_for
from retrieval.search.hybrid import Hit
from retrieval.search.kinds import COUNTABLE, answer_pattern
from retrieval.search.words import informative, stem, stems, stop_words, words
from retrieval.types import Coverage, Form, Passage, Question

NEAREST = 3
SEARCHED = 5
"""Passages whose sentences count as evidence."""

LEAST_OVERLAP = 0.1
ENOUGH_COSINE = 0.68
FIGURE_OVERLAP = 0.35
"""Any sentence with a figure looks like an answer to "how many"; its words must fit too."""

WHY_OVERLAP = 0.5
"""A question for a reason states a fact; that much of it must be found before it is explained."""

GRANTED = 0.7

MATCHED = 0.4
"""A sentence with this share of the question's rare words is on the very matter."""

READING_WEIGHT = 0.1
MATCHED_NEARNESS = 1.47
"""What the best passage's score and a tenth of the best reading must come to then."""

RULED_OUT = -7.0
PLAIN_OVERLAP = 0.65
PLAIN_COSINE = 0.7
PLAIN_NEARNESS = 1.15
"""What is said nearly in the question's words, in meaning too, needs to be read less well."""

SURE_READING = 3.5
NAME_READING = 2.5
"""Log-odds of the reader; `benchmarks/fit.py` shows what other values would give."""

_WHY = re.compile(r"^\W*(?:why|how come)\b|\bfor what reason\b|\bwhat made\b", re.IGNORECASE)
# What makes a name of a country's or a town's: Asian, Parisians, Kazakhstan, Londoner.
_MADE = re.compile(r"i?ans?|ns?|ish|is?|ese|ers?|s|stan")
SHORTEST_NAME = 4

_MISSING: dict[Form, str] = {
    "answer": "no answer to this",
    "timeline": "nothing dated on this topic",
    "compare": "nothing of these outlets on this topic",
    "check": "nothing that bears on this claim",
}

_TOLD_OF = re.compile(
    r"\bwhat (?:did|does|do|has|have) (?:it|they|the (?:articles?|archive|news|press|reports?))\b"
    r".{0,40}?\b(?:say|said|report|write|tell|publish|cover)\w*\b",
    re.IGNORECASE,
)
# A capitalised word that does not open the question or a sentence of it.
_NAME = re.compile(r"(?<=[\w,;:)’'\"“-] )[A-ZÀ-ÞА-ЯЁ][\w’'-]+")


def answers(question: str, hits: Sequence[Hit]) -> bool:
    """Whether the evidence is good enough to answer from, by rules that can be told.

    The best sentence must hold enough of the question's rare words or come near its meaning;
    a name in the question must occur in what was found; a question for a number or a date
    needs a sentence that has one; and a "why" must find what it asks the reason of. Where the
    passages were read, the reading must not find the answer missing from them.
    """
    sentences = [e for hit in hits[:SEARCHED] for e in usable(question, hits, hit)]
    reads = _best_reading(hits)
    named = (reads is not None and reads >= NAME_READING) or not _missing_names(question, hits)
    if not (sentences and named):
        return False
    overlap = max(evidence.overlap for evidence in sentences)
    if asks_why(question):
        granted = overlap >= WHY_OVERLAP and _takes_for_granted(question, hits, sentences)
        return granted and _reads_well(hits, sentences, overlap)
    # A greeting has no words to be found: what reads well then is chance.
    if reads is not None and reads >= SURE_READING and overlap > 0:
        return True
    near = _near_enough(question, sentences, overlap)
    return near and (_asks_what_is_said(question) or _reads_well(hits, sentences, overlap))


def _asks_what_is_said(question: str) -> bool:
    """Whether all that is told of a topic answers: what did it report about the withdrawal?"""
    return _TOLD_OF.search(question) is not None


def asks_why(question: str) -> bool:
    """Whether a question asks for a reason."""
    return _WHY.search(question) is not None


def on_the_matter(question: str, hits: Sequence[Hit]) -> bool:
    """Whether what was found is about what the question is about, whatever it asks of it."""
    sentences = [evidence for hit in hits[:SEARCHED] for evidence in hit.evidence]
    return bool(sentences) and _near(question, sentences) and not _missing_names(question, hits)


def _near_enough(question: str, sentences: Sequence[Evidence], overlap: float) -> bool:
    """Whether words or meaning come near the question."""
    if answer_pattern(question) in COUNTABLE:
        return overlap >= FIGURE_OVERLAP
    return _near(question, sentences)


def _near(question: str, sentences: Sequence[Evidence]) -> bool:
    by_meaning = is_latin(question) and max(e.cosine for e in sentences) >= ENOUGH_COSINE
    return by_meaning or max(e.overlap for e in sentences) >= LEAST_OVERLAP


def _reads_well(hits: Sequence[Hit], sentences: Sequence[Evidence], overlap: float) -> bool:
    """Whether reading the passages leaves room for an answer.

    Where a sentence has the question's own words, the reading is asked to find the answer
    there, and the search to be near: a page on the very matter may lack the detail. In other
    words than the question's the reading is too unsure to be asked more than not to rule the
    answer out.
    """
    reads = _best_reading(hits)
    if reads is None:
        return True
    if overlap < MATCHED:
        return reads >= RULED_OUT
    plain = any(e.overlap >= PLAIN_OVERLAP and e.cosine >= PLAIN_COSINE for e in sentences)
    nearness = max(hit.passage.score for hit in hits) + READING_WEIGHT * reads
    return nearness >= (PLAIN_NEARNESS if plain else MATCHED_NEARNESS)


def _best_reading(hits: Sequence[Hit]) -> float | None:
    """The best log-odds of any sentence that was read, or None where nothing was."""
    return max((e.reads for hit in hits for e in hit.evidence if e.reads is not None), default=None)


def usable(question: str, hits: Sequence[Hit], hit: Hit) -> list[Evidence]:
    """The passage's sentences that can answer.

    All of them, where they were read. Otherwise, asked for a number or a date, those that have
    one; and where any sentence found has it beside the thing counted, only such.
    """
    if answer_pattern(question) not in COUNTABLE or _best_reading(hits) is not None:
        return list(hit.evidence)
    best = max((evidence.kind for one in hits for evidence in one.evidence), default=0.0)
    return [evidence for evidence in hit.evidence if evidence.kind and evidence.kind >= best]


def _takes_for_granted(question: str, hits: Sequence[Hit], sentences: Sequence[Evidence]) -> bool:
    """Whether some one sentence holds most of the words of what a "why" asks the reason of."""
    terms = set(informative(question))
    every = (stems(evidence.text) for evidence in sentences)
    return any(
        len(terms & ({*held} | stood_for(hits[0].names, held))) >= GRANTED * len(terms)
        for held in every
    )


def _missing_names(question: str, hits: Sequence[Hit]) -> list[str]:
    """The names in a question that nothing found holds, in its own or another spelling.

    Other spellings are those by which the search looked for the name, and transliterations.
    """
    texts = [words(_all_of(hit.passage)) for hit in hits]
    found = {word for text in texts for word in text} | stop_words()
    stemmed = [[stem(word) for word in text] for text in texts]
    held = {word for text in stemmed for word in text}
    held |= {term for text in stemmed for term in stood_for(hits[0].names, text)}
    return [
        name
        for name in _NAME.findall(question)
        if name not in held
        and not all(
            word in found
            or stem(word) in held
            or respelled(word, found, near=True)
            or any(_made_from(word, other) for other in found)
            for word in words(name)
        )
    ]


def _made_from(one: str, other: str) -> bool:
    """Whether of two names one is made from the other: Paris, Parisian; Kazakh, Kazakhstan."""
    short, long = sorted((one, other), key=len)
    return (
        len(short) >= SHORTEST_NAME
        and long.startswith(short)
        and _MADE.fullmatch(long[len(short) :]) is not None
    )


def _all_of(passage: Passage) -> str:
    return f"{passage.text} {passage.title or ''} {passage.outlet or ''} {passage.source}"


def refusal_text(question: Question, coverage: Coverage, nearest: Sequence[Passage]) -> str:
    """The refusal: a line on what was searched, and a line on what came nearest."""
    missing = _MISSING[question.form]
    searched = f"I searched {_held(coverage)}{_limits(question)} and found {missing}."
    dated = question.since or question.until or question.as_of
    if dated and coverage.undated:
        searched += f" {_undated(coverage)}"
    lines = "; ".join(dict.fromkeys(_named(passage) for passage in nearest[:NEAREST]))
    return f"Not in the archive. {searched}" + (f"\nNearest: {lines}." if lines else "")


def _held(coverage: Coverage) -> str:
    count = "1 article" if coverage.articles == 1 else f"{coverage.articles:,} articles"
    if coverage.first and coverage.last:
        return f"{count} dated {coverage.first} to {coverage.last}" + (
            f" ({coverage.undated:,} undated)" if coverage.undated else ""
        )
    return f"{count} (none dated)" if coverage.articles else "an empty archive"


def _undated(coverage: Coverage) -> str:
    one = coverage.undated == 1
    count = "1 undated article was" if one else f"{coverage.undated:,} undated articles were"
    return f"{count} left out: a limit in time keeps only what states its date."


def _limits(question: Question) -> str:
    limits = [
        (question.outlet, "from {}"),
        (question.since, "since {}"),
        (question.until, "until {}"),
        (question.as_of, "published by {}"),
    ]
    given = [form.format(value) for value, form in limits if value]
    return f" ({', '.join(given)})" if given else ""


def _named(passage: Passage) -> str:
    date = passage.published or passage.date_note or "undated"
    return f"{passage.outlet or passage.source}, {date}, “{passage.title or 'untitled'}”"
