"""What a question only describes is looked up in a second search, and both are quoted.

"When was the panel appointed that the bank had demanded?": one article tells of the appointment,
another of the demand. Where the whole question finds no answer, what is asked is searched for
alone, and counts if a passage found before tells most of the description.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from retrieval.answer.read import Candidate, Evidence, threshold
from retrieval.search.described import described
from retrieval.search.hit import Hit
from retrieval.search.words import informative, stems
from retrieval.types import Question

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
    apart = described(part.text)
    if apart is None or evidence.probability >= threshold():
        return evidence
    again = tuple(search(replace(part, text=apart.asked)))
    return joined(read(apart.asked, again), evidence, apart.description) or evidence


def joined(found: Evidence, whole: Evidence, description: str) -> Evidence | None:
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

    link = max(whole.candidates, key=tells, default=None)
    return replace(found, link=link) if link and tells(link)[0] >= DESCRIBED else None
