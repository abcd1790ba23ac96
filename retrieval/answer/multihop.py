"""What a question only describes is looked up in a second search, and both are quoted.

"What post does the minister hold who opened the dam?": who opened the dam is read first, and what
post that person holds is asked by the name. Where a question can't be taken apart so ("the man
who opened the dam, what has become of him?"), it is asked whole with each name that stands by
the sentences nearest to it, of what other articles say with that name.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from retrieval.answer.read import Candidate, Evidence
from retrieval.language.facts import sentence_facts
from retrieval.search.described_question import DescribedQuestion, describes, split_description
from retrieval.search.hit import Hit
from retrieval.search.words import stems
from retrieval.types import Passage, Question

CLOSE = 2.0
"""Log-odds by which the sentence that names somebody may be behind the one that tells of them."""

SURE = 0.8
"""A question that is answered with this probability needs no second search."""

NEAREST_SENTENCES = 3
"""Sentences nearest to a question that may tell of what it describes, beside the likeliest one."""

MOST_NAMES = 4
"""Names that such a question is asked with at most."""

MOST_READ = 3
"""Passages that are read for each."""


def read_in_hops(
    part: Question,
    hits: Sequence[Hit],
    search: Callable[[Question], Iterable[Hit]],
    read: Callable[[str, Sequence[Hit]], Evidence],
) -> Evidence:
    """What was found for a question; of what it only describes, in a second search.

    Args:
        part: The question.
        hits: Its passages.
        search: Searches for another.
        read: Reads passages for a question.
    """
    evidence = read(part.text, hits)

    def look(text: str) -> tuple[Hit, ...]:
        # Under the limits of the part: its outlet, its days.
        return tuple(search(replace(part, text=text)))

    def ask(text: str) -> Evidence:
        return read(text, look(text))

    def ask_others(text: str, name: str, article: str) -> Evidence:
        others = [hit for hit in look(text) if hit.passage.article != article]
        told = [hit for hit in others if _has_name(hit.passage, name)]
        return read(text, told[:MOST_READ])

    described = split_description(part.text)
    by_name = _by_name(described, ask) if described else None
    if by_name or evidence.probability >= SURE or not describes(part.text):
        return by_name or evidence
    return _bridged(part.text, evidence, ask_others) or evidence


def _by_name(described: DescribedQuestion, ask: Callable[[str], Evidence]) -> Evidence | None:
    """What is asked of who or what is described; None where nothing tells its name."""
    told = ask(described.which)
    named = _name_told(told) if told.answers else None
    if named is None:
        return None
    # "What post does the minister hold, Orla Venn?"
    found = ask(f"{described.asked.rstrip('?')}, {named}?")
    if not found.answers or not _has_name(found.candidates[0].passage, named):
        return None
    tells = told.candidates[0]
    # One sentence may tell both: it is quoted once.
    return replace(found, link=None if tells.text == found.candidates[0].text else tells)


def _name_told(told: Evidence) -> str | None:
    """The likeliest answer's name of who or what it was: "he" is named a sentence before."""
    best = told.candidates[0]
    near = (
        one
        for one in told.candidates
        if one.passage.article == best.passage.article and one.logit >= best.logit - CLOSE
    )
    return next(filter(None, map(_only_name, near)), None)


def _only_name(one: Candidate) -> str | None:
    """The one name in a candidate's answer."""
    sure = [name for name in sentence_facts(one.answer_text).names if name.sure]
    return sure[0].text if len(sure) == 1 else None


def _has_name(passage: Passage, named: str) -> bool:
    """Whether a passage has a name, or its last word."""
    # The last word of a name is mostly the surname.
    own = stems(named)
    return bool(own) and own[-1] in stems(f"{passage.title or ''}\n{passage.text}")


def _bridged(
    question: str, evidence: Evidence, ask_others: Callable[[str, str, str], Evidence]
) -> Evidence | None:
    """What another article says with a name that stands by the sentences nearest to a question."""
    asked = question.rstrip("? ")
    found = [
        replace(ask_others(f"{asked} ({name})?", name, link.passage.article), link=link)
        for name, link in islice(_bridges(question, evidence), MOST_NAMES)
    ]
    best = max(found, key=lambda one: one.probability, default=Evidence())
    # What was found at first may be no more than the sentence that tells of the description.
    told = best.link in evidence.candidates[:1]
    beaten = told or best.probability > evidence.probability
    return best if best.answers and beaten else None


def _bridges(question: str, evidence: Evidence) -> Iterator[tuple[str, Candidate]]:
    """The names by the sentences that may tell of what a question describes, each with its one."""
    # By their last word: those of the question are known.
    known = set(stems(question))
    nearest = sorted(evidence.candidates, key=lambda one: -one.nearness)[:NEAREST_SENTENCES]
    for link in (*evidence.candidates[:1], *nearest):
        for name in _names_by(link):
            last = stems(name)[-1:]
            if last and known.isdisjoint(last):
                known.update(last)
                yield name, link


def _names_by(link: Candidate) -> Iterator[str]:
    """The names in a sentence, in the one before it and in the one after."""
    for at in (link.at, link.at - 1, link.at + 1):
        if 0 <= at < len(link.hit.sentences):
            facts = sentence_facts(link.hit.sentences[at].text)
            yield from (name.text for name in facts.names if name.sure)
