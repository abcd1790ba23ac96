"""Questions about articles in words that no frame has: the fitted model tells what is asked for.

What is left of such a question, without its words of the press, is what the articles are on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from retrieval.search.archive_courtesies import plain_question
from retrieval.search.archive_intent import intent, subject
from retrieval.search.archive_limit_phrases import ARCHIVE, TOLD
from retrieval.search.archive_masking import MARKS, mask_question
from retrieval.search.archive_nouns import HAVE, PEOPLE, PRESS, STRONG
from retrieval.search.archive_question import LONGEST, ArchiveQuestion, of_author
from retrieval.search.words import stop_words

LIKELY = 0.35
"""The least probability at which a question that fits no frame may be one about an article."""

BY_CASE = 0.8
"""How likely the name of a person in the genitive is an author's; chosen by hand.

Where nobody of that name has written anything, the articles are read all the same.
"""

# "the op-ed against", "which paper", "whose byline", "did TASS report"; «статья», «какое издание»
_OF_PRESS = re.compile(
    rf"\b(?:{STRONG}|{PRESS}|{PEOPLE}|agenc(?:y|ies)|interviews?|interviewed|columns?|report(?:s|ed)?"
    r"|coverage|features?|reviews?|texts?|posts?|dispatch(?:es)?|scoops?|channels?|leaders?)\b"
    r"|\b(?:стать|интервью|автор|издани|газет|сайт|репортаж|заметк|колонк|публикац|агентств|блог"
    r"|журнал|сообщил|мақала|басылым|сұхбат)\w*",
    re.IGNORECASE,
)
# "how often have we written about it", "mentions in the archive", «сколько раз мы писали»
_OF_OURS = re.compile(
    rf"\b(?:we|our|you|your|{ARCHIVE}|archive|database|collection|items|things|entries|texts?|documents?"
    r"|мы|нас|вас|вы|архив\w*|баз[еуы])\b",
    re.IGNORECASE,
)
# "written", "run", "pieces", "turn up", "in total": what is left of a count besides its topic
_OF_COUNTS = re.compile(
    rf"\b(?:{TOLD}|{STRONG}|{HAVE}|things?|entries|hits|(?:turn|come|show|pop|write|written)s? up"
    r"|appear\w*|contribut\w+|collection|database|exactly|in total|more than one|did|do|does"
    r"|has)\b",
    re.IGNORECASE,
)


def likely_archive_question(
    text: str, outlets: Sequence[str], today: date
) -> ArchiveQuestion | None:
    """What a question that fits no frame may ask about articles, with how likely it does.

    Args:
        text: The question as typed.
        outlets: The outlets held; one that is named limits the articles, unless it is asked for.
        today: What "last week" is counted from.
    """
    if by_case := of_author(text, outlets, today):
        return replace(by_case, probability=BY_CASE)
    plain = plain_question(text)
    told = intent(plain)
    if told.probability < LIKELY or len(plain) > LONGEST:
        return None
    counted = told.kind == "count"
    if not may_be_unframed(plain, counted=counted):
        return None
    question = mask_question(plain, outlets, today)
    # Asked which outlet, one that is named can be no limit.
    named = () if told.kind == "outlet_of" else question.named(question.text)
    days = question.days if counted else None
    # Without limits the words behind the marks belong to the topic.
    left = MARKS.sub(" ", question.text) if named or days else plain
    left = _OF_COUNTS.sub(" ", left) if counted else left
    return ArchiveQuestion(
        told.kind,
        outlets=named,
        topic=_bare(subject(left, told.kind)),
        since=days.since if days else None,
        until=(days.until or days.as_of) if days else None,
        probability=told.probability,
    )


def may_be_unframed(plain: str, *, counted: bool = True) -> bool:
    """Whether a word of the press, or for a count one of an archive, stands in a question."""
    return bool(_OF_PRESS.search(plain) or (counted and _OF_OURS.search(plain)))


def _bare(topic: str) -> str:
    """A topic without what is no word in it, and the small words at its ends."""
    kept = [word for word in topic.split() if any(map(str.isalnum, word))]
    while kept and _is_small(kept[0]):
        kept = kept[1:]
    while kept and _is_small(kept[-1]):
        kept = kept[:-1]
    return " ".join(kept).strip(",;:?!.")


def _is_small(word: str) -> bool:
    return word.strip(',;:?!.«»"').lower() in stop_words()
