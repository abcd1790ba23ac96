"""Whether names are asked for, of a person or of members, and whether a sentence has them.

"Who closed it?" may be answered by "the council". "Which judge closed it?" is answered by a name,
"Who are its members?" by several, and a sentence with none is where the answer would stand. The
words are those of English news.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from retrieval.search.kinds import CALENDAR, is_own
from retrieval.search.words import stop_words, words

PERSON = (
    r"(?:person|man|woman|boy|girl|president|minister|official|leader|act(?:or|ress)|author|judge"
    r"|scientist|researcher|director|singer|player|warden|officer|doctor|professor|writer"
    r"|journalist|reporter|lawyer|senator|governor|general|king|queen|emperor|artist|painter|poet"
    r"|engineer|chemist|physicist|philosopher|critic|analyst|spokes(?:man|woman|person)|diplomat"
    r"|ambassador|envoy|founder|owner|coach|captain|musician|composer|editor|mayor|commander"
    r"|politician|lawmaker|prosecutor|monk|pope|bishop|imam|explorer|inventor|astronaut|activist"
    r"|economist|historian|colonel|soldier|militant|preacher)"
)
_OF_WHAT_KIND = (
    r"(?:(?!(?:did|does|do|is|was|were|are|has|have|had|will|would|can|could|the|an?|to|of)\b)"
    r"[\w’'-]+\s+)"
)
_ASKED = re.compile(
    rf"\b(?:which|what)\s+{_OF_WHAT_KIND}{{0,2}}?{PERSON}\b"
    rf"|\bname of (?:the|an?)\s+(?:[\w’'-]+\s+){{0,3}}?{PERSON}\b",
    re.IGNORECASE,
)
_MEMBERS = re.compile(
    r"^\W*(?:who|what|which)\b(?:\s+[\w’'-]+){0,2}?\s+(?:are|were)\s+(?:[\w’'-]+\s+){0,4}?members\b",
    re.IGNORECASE,
)
_CAPITALISED = r"[A-ZÀ-ÞА-ЯЁ][\w’'-]*\.?"
_RUN = re.compile(rf"\b{_CAPITALISED}(?:\s+(?:(?:de|von|van|al|bin|der|da|di)\s+)*{_CAPITALISED})+")
_LISTED = re.compile(rf"\b({_CAPITALISED})(?:,| and|, and|,? or)\s+({_CAPITALISED})")
_WORD = re.compile(r"[A-ZÀ-ÞА-ЯЁ][\w’'-]+")


def asks_for_a_person(question: str) -> bool:
    """Whether a question asks which person of a kind, or for one's name."""
    return _ASKED.search(question) is not None


def names_a_person(text: str, around: str, question: str) -> bool:
    """Whether a text names someone whom the question does not.

    That is two capitalised words in a row, or one that stands last in such a run in the text
    around: "Venn" of "Orla Venn". A place of two words passes for a person.
    """
    own = frozenset(words(question))
    if any(not _is_own(word, own) for run in _runs(text) for word in run):
        return True
    family_names = {run[-1].rstrip(".") for run in _runs(around)}
    return any(word in family_names and not _is_own(word, own) for word in _WORD.findall(text))


def asks_for_members(question: str) -> bool:
    """Whether a question asks who the members of something are."""
    return _MEMBERS.search(question) is not None


def lists_names(text: str, question: str) -> bool:
    """Whether a text has two names in a row that the question does not have."""
    own = frozenset(words(question)) | stop_words()
    listed = (found.groups() for found in _LISTED.finditer(CALENDAR.sub(" ", text)))
    # "Orla Venn, Norland's mayor" is one.
    pairs = (pair for pair in listed if not pair[1].endswith(("'s", "’s")))
    return any(not any(_is_own(word, own) for word in pair) for pair in pairs)


def _runs(text: str) -> Iterator[list[str]]:
    """The capitalised words in a row, without the function words that open a sentence."""
    for found in _RUN.finditer(CALENDAR.sub(" ", text)):
        run = found[0].split()
        while run and run[0].lower() in stop_words():
            run = run[1:]
        if len(run) > 1:
            yield run


def _is_own(word: str, own: frozenset[str]) -> bool:
    return all(is_own(part, own) for part in words(word))
