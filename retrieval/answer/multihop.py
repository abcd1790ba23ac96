"""What a question only describes is looked up in a second search, and both are quoted.

"What post does the minister hold who opened the dam?": who opened the dam is read first, and what
post that person holds is asked by the name. "When was the panel appointed that the bank had
demanded?": no name stands for a panel, so what is asked is searched for alone, and counts if a
passage found before tells most of the description.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from retrieval.answer.read import Candidate, Evidence, threshold
from retrieval.language.facts import sentence_facts
from retrieval.search.described_question import DescribedQuestion, split_description
from retrieval.search.hit import Hit
from retrieval.search.words import informative, stems
from retrieval.types import Question

CLOSE = 2.0
"""Log-odds by which the sentence that names somebody may be behind the one that tells of them."""

DESCRIBED = 0.4
"""The share of a description's informative words that the passage must have that tells of it."""


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
    apart = split_description(part.text)
    if apart is None:
        return evidence

    def ask(text: str) -> Evidence:
        # Under the limits of the part: its outlet, its days.
        return read(text, tuple(search(replace(part, text=text))))

    # By a name first, then whole; only what neither answers is searched for without its
    # description.
    by_name = _by_name(apart, ask) if apart.which else None
    if by_name or evidence.probability >= threshold():
        return by_name or evidence
    return joined_draft(ask(apart.asked), evidence, apart.description) or evidence


def _by_name(apart: DescribedQuestion, ask: Callable[[str], Evidence]) -> Evidence | None:
    """What is asked of who or what is described; None where nothing tells its name."""
    told = ask(apart.which)
    link = _naming(told) if told.probability >= threshold() else None
    if link is None:
        return None
    named = _name(link) or ""
    # "What post does the minister hold, Orla Venn?"
    found = ask(f"{apart.asked.rstrip('?')}, {named}?")
    if found.probability < threshold() or not _tells_of(found.candidates[0], named):
        return None
    tells = told.candidates[0]
    # One sentence may tell both: it is quoted once.
    return replace(found, link=None if tells.text == found.candidates[0].text else tells)


def _naming(told: Evidence) -> Candidate | None:
    """The likeliest candidate that names who or what it was: "he" is named a sentence before."""
    best = told.candidates[0]
    return next(
        (
            one
            for one in told.candidates
            if one.passage.article == best.passage.article
            and one.logit >= best.logit - CLOSE
            and _name(one)
        ),
        None,
    )


def _name(one: Candidate) -> str | None:
    """The one name in an answer."""
    sure = [name for name in sentence_facts(one.answer_text).names if name.sure]
    return sure[0].text if len(sure) == 1 else None


def _tells_of(best: Candidate, named: str) -> bool:
    """Whether the passage of an answer has the name, or its last word."""
    # The last word of a name is mostly the surname.
    passage, own = best.passage, stems(named)
    return bool(own) and own[-1] in stems(f"{passage.title or ''}\n{passage.text}")


def joined_draft(found: Evidence, whole: Evidence, description: str) -> Evidence | None:
    """What answers a question, with the sentence that tells of what it was asked of.

    None where nothing answers, or no passage tells most of the description.

    Args:
        found: What was read for the question without the description.
        whole: What was read for all of it.
        description: Its words.
    """
    if found.probability < threshold():
        return None
    wanted = set(informative(description))

    def told(text: str) -> float:
        return len(wanted & {*stems(text)}) / len(wanted) if wanted else 0.0

    def tells(one: Candidate) -> tuple[float, float]:
        return told(f"{one.passage.title or ''}\n{one.passage.text}"), told(one.text)

    # By the passage first, then by the sentence: the description may run over several.
    link = max(whole.candidates, key=tells, default=None)
    return replace(found, link=link) if link and tells(link)[0] >= DESCRIBED else None
