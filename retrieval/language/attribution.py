"""Who is said to have said a sentence: "..., the minister said", "according to the ministry"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

Told = Literal["named", "pronoun"]
"""How a sentence tells who says it: by a name or an office, or by a pronoun alone."""

_PRONOUN = r"(?:he|she|it|they)"  # "he"
_VERB = (  # "said", "announced"; without "reported" of "is reported to"
    r"(?:says?|said|tells?|told|adds?|added|states?|stated|announce[sd]?|notes?|noted|warn(?:s|ed)"
    r"|argue[sd]?|insist(?:s|ed)|claim(?:s|ed)|admit(?:s|ted)|confirm(?:s|ed)|den(?:ies|ied)"
    r"|explain(?:s|ed)|declare[sd]?|estimate[sd]|reports|reported|writes|wrote|recall(?:s|ed)"
    r"|testif(?:ies|ied)|acknowledge[sd]|stress(?:es|ed)|promise[sd]|predict(?:s|ed))"
)
# "was said to", "are reported", "has been told": nobody says it there
_PASSIVE = re.compile(
    r"\b(?:is|are|was|were|be|been|being|as|having)(?: \w+ly)?\s+$", re.IGNORECASE
)
_SAYS = re.compile(rf"\b{_VERB}\b", re.IGNORECASE)  # "said"
# "he also [said]"
_PRONOUN_BEFORE = re.compile(rf"\b{_PRONOUN}(?: (?:also|later|then|has|had))*\s+$", re.IGNORECASE)
_PRONOUN_BEHIND = re.compile(rf"\s+{_PRONOUN}\b", re.IGNORECASE)  # "said [he]"
_ACCORDING = re.compile(  # "according to the ministry", "in the words of Quill"
    r"\b(?:according to|in the words of|in the opinion of|quoting|citing) (?P<who>\w+)",
    re.IGNORECASE,
)
_CALLS = re.compile(r"\b(?:called|described|dismissed)\b[^.;]{0,60}[\"“]", re.IGNORECASE)
"""`called it "a fair end"`: what is in quotation marks is said."""

# "[Orla Venn], spokeswoman for the port, said", "[Venn] later said", "[Venn] called it “a farce”";
# not "was told"
_SAYS_BEHIND = re.compile(
    r"(?:\s*,[^,]{1,80},)?\s+(?:(?!(?:is|are|was|were|be|been)\b)\w+\s+)?"
    rf"(?:{_VERB}\b|(?:called|described|dismissed)\b[^.;]{{0,60}}[\"“])",
    re.IGNORECASE,
)
_SAYS_BEFORE = re.compile(
    rf"\b{_VERB}(?:\s+[\w.'’-]+){{0,6}}\s+$", re.IGNORECASE
)  # "said Mr [Venn]"
_SAYS_IN_CYRILLIC = re.compile(
    # "сообщил", "заявила", "отметили"; "деді", "деп хабарлады"
    r"\b(?:(?:сообщ|заяв|подтверд|уточн|напомн|объяв|предупред|добав|поясн|отмет|ответ)ил[аио]?"
    r"|сказал[аио]?|рассказал[аио]?|указал[аио]?|утверждал[аио]?|подчеркнул[аио]?|призна(?:л[аио]?"
    r"|лся|лась|лись)|(?:сообща|счита|утвержда|отмеча|переда)[ею]т|говор(?:ит|ят|ил[аи]?)|пиш[еу]т"
    r"|деді|деген|(?:деп )?(?:хабарла|мәлімде|айт|жаз)(?:ды|ған|ты|қан|ді|ген))\b",
    re.IGNORECASE,
)
_ACCORDING_IN_CYRILLIC = re.compile(  # "по словам Горина", "по данным министерства"; "айтуынша"
    r"\b(?:по (?:словам|данным|сообщени[юя]м?|информации|оценк[еа]м?|мнению|сведениям)"
    r"|со ссылкой на|согласно) (?P<who>\w+)|\b\w+нша\b|\b\w+нше\b",
    re.IGNORECASE,
)
_NEAR = 3  # words from a name to what says it, in Russian and Kazakh
_OTHERS = frozenset(("his", "her", "its", "their", "him", "them", "его", "её", "ее", "их"))
_PRONOUNS_IN_CYRILLIC = frozenset(("он", "она", "они", "оно", "ол", "олар"))


def attribution(sentence: str) -> Told | None:
    """How a sentence tells who says what it tells, or None where it names nobody.

    By words alone: it is for showing who spoke, word for word, and grants nothing.
    """
    found = [*_in_english(sentence), *_in_cyrillic(sentence)]
    return "named" if "named" in found else "pronoun" if found else None


def is_speaker(sentence: str, start: int, end: int) -> bool:
    """Whether whoever is named at a place of a sentence is told there to say something.

    By words alone, like `attribution`: "Venn, 41, said", "said spokeswoman Orla Venn".
    """
    before, behind = sentence[:start], sentence[end:]
    if _SAYS_BEHIND.match(behind):
        return True
    said = _SAYS_BEFORE.search(before)
    # "сообщил Горин", "Горин сообщил"
    beside = f"{' '.join(before.split()[-_NEAR:])} {' '.join(behind.split()[:_NEAR])}"
    told = _SAYS_IN_CYRILLIC.search(beside) is not None
    return told or bool(said and not _PASSIVE.search(before[: said.start()]))


def _in_english(sentence: str) -> Iterator[Told]:
    if _CALLS.search(sentence):
        yield "named"
    for one in _ACCORDING.finditer(sentence):
        yield "pronoun" if one["who"].lower() in _OTHERS else "named"
    for one in _SAYS.finditer(sentence):
        before, after = sentence[: one.start()], sentence[one.end() :]
        if _PASSIVE.search(before):
            continue
        alone = _PRONOUN_BEFORE.search(before) or _PRONOUN_BEHIND.match(after)
        yield "pronoun" if alone else "named"


def _in_cyrillic(sentence: str) -> Iterator[Told]:
    for one in _ACCORDING_IN_CYRILLIC.finditer(sentence):
        yield "pronoun" if (one["who"] or "").lower() in _OTHERS else "named"
    for one in _SAYS_IN_CYRILLIC.finditer(sentence):
        beside = {*sentence[: one.start()].split()[-1:], *sentence[one.end() :].split()[:1]}
        lows = {word.lower().strip(",.—»") for word in beside}
        yield "pronoun" if lows & _PRONOUNS_IN_CYRILLIC else "named"
