"""Lines in which an outlet names itself: sign-ups, copyright, what it says it is."""

from __future__ import annotations

import re

from retrieval.language.alphabet import CYRILLIC
from retrieval.reading.press.known_outlets import known_outlet
from retrieval.reading.press.press_names import press_outlet
from retrieval.reading.press.text_lines import TextLine, is_title_case

_LINES = 14  # at the top and at the foot that are looked at
_LONGEST_PROMOTION = 400  # characters
_NAME = r"(?P<name>(?-i:[A-ZА-ЯЁӘҒҚҢӨҰҮҺІ])[\w.&'’/ -]{1,60}?)"  # "Amber Post", "A.B. News & Sons"
_PLACES = r"(?:facebook|twitter|x|instagram|telegram|youtube|tiktok)"  # "Facebook"
# "Follow the Amber Post on Facebook", "© 2015 Amber Post", "ИА «Порт», 2015"
_PROMOTION = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"^get (?:the )?(?:latest )?{_NAME} (?:stories|news|newsletter|articles|headlines)\b",
        rf"^(?:subscribe|sign up) (?:to|for) (?:the )?{_NAME}(?:['’]s)?"
        r" (?:newsletters?|updates|daily)\b",
        rf"^follow (?:the )?{_NAME} on {_PLACES}\b",
        r"^(?:©|\(c\)|copyright)[\s©(c)]*(?:\d{4}(?:\s*[-–]\s*\d{4})?)?[.,:]?\s*(?:by )?"
        rf"{_NAME}(?=[\s.,;|]*(?:all rights|inc\b|ltd\b|llc\b|reprinted|\d{{4}}\W*$|$))",
        rf"^[\"“«]?{_NAME}[\"”»]? (?:provides|brings you) (?:.{{0,40}}\b)?"
        r"(?:news|analysis|reporting)\b",
        r"^(?P<name>М?ИА «[^«»]{2,40}»)(?=,?\s*(?:19|20)\d\d\W*$)",
    )
)


def promoted_outlet(lines: list[TextLine]) -> str | None:
    """The outlet that speaks of itself in a sign-up line, a copyright line or the like."""
    for line in lines[:_LINES] + lines[_LINES:][-_LINES:]:
        if len(line.text) > _LONGEST_PROMOTION:
            continue
        names = (match["name"] for pattern in _PROMOTION if (match := pattern.match(line.text)))
        name = next((name.strip(" .") for name in names if _can_be_outlet(name)), None)
        if name:
            return known_outlet(name) or name
    return None


def _can_be_outlet(name: str) -> bool:
    """Whether a name is written as one; in Cyrillic letters, whether it looks like a paper's."""
    return press_outlet(name) is not None if CYRILLIC.search(name) else is_title_case(name)
