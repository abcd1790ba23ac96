"""The sentences of a text that is to be checked, each with how it can be judged by itself.

A sentence that names what it tells of stands alone. One that does not ("It also ...", "The
country then ...") leans on the sentence before, without which it might be true of something else.
A question, a greeting or a link states nothing, and is left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from retrieval.archive.chunking import sentences
from retrieval.errors import UsageError
from retrieval.language.alphabet import is_latin
from retrieval.language.facts import SentenceFacts, sentence_facts
from retrieval.language.nations import nation
from retrieval.messages import gettext
from retrieval.search.small_talk import small_talk
from retrieval.search.words import informative
from retrieval.types import LeftOut

MOST = 6
"""Sentences that are checked of one text; each takes as long as a claim by itself."""

FEWEST = 2  # a text of one is a claim

FEWEST_SAID = 3
"""Informative words of a sentence that says all of it: "Belarus joined in 2024" leaves out what."""

MOST_BEFORE = 1
"""Words before the first name of a sentence that may belong to it: "the *president* Putin"."""

MOST_BEFORE_OF = 2  # "the *foreign minister* of China"

# a line end within a sentence: "met\nin Astana"; not one behind a mark, nor an empty line
_WRAPPED = re.compile(r"(?<![\n.!?…:;\"”»)])[ \t]*\n(?!\s*\n)")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)  # "https://example.org/a"
# "https://example.org/a " before a sentence, as feed bots put it
_OPENING_ADDRESS = re.compile(
    rf"((?:^|\n|[.!?…][\"”»)]?\s)\s*{_ADDRESS.pattern})[ \t]+", re.IGNORECASE
)
_QUESTION = re.compile(r"[?？؟][!?\"”»’')\]]*$")  # "Is it so?", "“Is it so?”", "Really?!"

_POINTING_WORDS = """
    he she they it him her them his hers their theirs its this that these those there here both
    such same former latter one ones others another
    он она оно они его ее её их ему ей им ими это этот эта эти этого этой этих там тот та те
    ол олар бұл бұлар осы сол оның олардың оған мұны мұнда сонда
"""
_POINTING = frozenset(_POINTING_WORDS.split())
"""Words that tell of what was named before."""

# "TASS says he left", "Minsk left it.", "Lavrov spoke there on Monday", "Iran denied that.",
# "Belarus did, too": told of what stands before
_POINTS_BACK = re.compile(
    r"\b(?:he|she|they|him|them|latter|former|also|too|as well|either|likewise|the same|instead"
    r"|он|она|они|также|тоже|сондай-ақ|олар)\b"
    r"|\b(?:it|this|these|those|there)(?=\W*$|\s*[,;:]|\s+(?:in|on|at|by|from|for|to|with|during"
    r"|after|before|since|until|and)\b)|\b(?:that|so)\W*$",
    re.IGNORECASE,
)
_LEADING_WORDS = """
    the a an in on at by of from for to with after before since until during between under and
    but or so also then later earlier meanwhile however today yesterday now as according
    в во на о об из от для до с со по после перед и а но также затем позже сегодня вчера
"""
_LEADING = frozenset(_LEADING_WORDS.split())
"""Words before a sentence's first name that say nothing of what it tells of."""

_CALLING = frozenset(["breaking", "news", "just", "in", "update", "urgent", "срочная", "новость"])
"""What a message opens with to be read: "Breaking news!"."""


@dataclass(frozen=True, slots=True)
class ClaimSentence:
    """A sentence of a text that is to be checked.

    Attributes:
        text: As it was written, on one line.
        before: The sentence that it leans on, itself standing alone; "" if it leans on none.
        left_out: Why it is not judged, or None.
    """

    text: str
    before: str = ""
    left_out: LeftOut | None = None

    @property
    def whole(self) -> str:
        """The sentence behind the one that it leans on: what is searched for."""
        return f"{self.before} {self.text}".strip()


def claim_sentences(text: str) -> tuple[ClaimSentence, ...]:
    """The sentences of a text; none where it is one claim, or states nothing at all."""
    joined = _OPENING_ADDRESS.sub(r"\1\n\n", _WRAPPED.sub(" ", text))
    found = [" ".join(joined[start:end].split()) for start, end in sentences(joined)]
    parts = tuple(_told(found))
    stated = any(part.left_out is None for part in parts)
    return parts if stated and len(parts) >= FEWEST else ()


def searched_texts(text: str) -> tuple[str, ...]:
    """What is searched for a text that is to be checked: each sentence judged, or all of it.

    Raises:
        UsageError: It states too much to be checked at once.
    """
    parts = claim_sentences(text)
    count = sum(part.left_out != "no statement" for part in parts)
    if count > MOST:
        form = gettext("That is {count} sentences; at most {most} are checked at once. Send fewer.")
        raise UsageError(form.format(count=count, most=MOST))
    return tuple(part.whole for part in parts if part.left_out is None) or (text,)


def _told(found: list[str]) -> Iterator[ClaimSentence]:
    begun, last = False, ""  # whether anything was stated, and the sentence before standing alone
    for text in found:
        if _states_nothing(text, begun=begun):
            asks = bool(_QUESTION.search(text))
            begun, last = begun or asks, "" if asks else last
            yield ClaimSentence(text, left_out="no statement")
        elif not (begun and may_need_previous(text)):
            begun, last = True, text
            yield ClaimSentence(text)
        else:
            yield ClaimSentence(text, last) if last else ClaimSentence(text, left_out="leans")
            last = ""


def _states_nothing(text: str, *, begun: bool) -> bool:
    """Whether a sentence is a question, a link, a sign, or talk; "No." may deny the one before."""
    bare = _ADDRESS.sub("", text)
    if not any(map(str.isalnum, bare)) or _QUESTION.search(bare.strip()):
        return True
    talk = small_talk(bare)
    if begun:
        return talk in ("hello", "thanks")
    said = re.findall(r"\w+", bare.lower())  # "breaking", "news"
    return talk is not None or len(said) == 1 or _CALLING.issuperset(said)


def may_need_previous(text: str) -> bool:
    """Whether a sentence may tell of what only the sentence before it names."""
    facts = sentence_facts(text)
    names = [one for one in facts.names if one.sure or is_latin(text) or nation(one.text.lower())]
    said = [word for word in informative(text).values() if not word.isdigit()]
    if not names or len(said) < FEWEST_SAID or _POINTS_BACK.search(text):
        return True
    opening = _opening(facts, names[0].start)
    second = [token.low for token in facts.tokens if token.kind == "word"][1:2]
    if _POINTING.intersection([*opening, *second]):  # "However, he": a capital alone is no name
        return True
    told = [word for word in opening if word not in _LEADING]
    most = MOST_BEFORE_OF if opening[-1:] in (["of"], ["between"]) else MOST_BEFORE
    return len(told) > most and opening[0] not in ("a", "an")


def _opening(facts: SentenceFacts, end: int) -> list[str]:
    """The words of a sentence up to a place, in small letters, those of a date left out."""
    return [
        token.low
        for token in facts.tokens
        if token.end <= end
        and token.kind == "word"
        and not any(day.start <= token.start < day.end for day in facts.dates)
    ]
