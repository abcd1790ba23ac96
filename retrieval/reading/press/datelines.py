"""Agency datelines, `ASTANA, June 4 (Interfax) -`: where a paragraph's own words begin.

A dateline names a place, a day and an agency, any of which may be missing. It is only taken
for one where hardly anything else can be meant: a bare place must be in capitals, a place in
small letters must come with a day or a known agency. What stands before the dash of another
dateline is an outlet: `Steppe Courier - BISHKEK, June 5, 2015.`
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from retrieval.language.nations import nation
from retrieval.reading.dates.date_parsing import StatedDate, dates_in, short_day
from retrieval.reading.press.known_outlets import known_outlet
from retrieval.reading.press.press_names import press_outlet
from retrieval.reading.press.text_lines import folded

_LONGEST = 120  # characters: `WASHINGTON/ASTANA, 24 June 2015 (Interfax-Kazakhstan) -`
_SHORTEST_BODY = 20  # characters; a line that ends after its dash is a label
_SHORTEST_PLACE = 5  # letters of a place that is in no list
_OPENING = (
    8  # characters behind a dateline that may be quotation marks and brackets; chosen by hand
)
_AGENCY_WORDS = 4  # of an agency's name behind a place without brackets; chosen by hand

# " -- ", " — ", ". ", ": " after "ASTANA, June 4"
_END = re.compile(
    r"(?P<dash>\s*(?:--+|[–—―]|(?<=[\s)/])-)(?:\s+|(?<=\)[-–—―])))"
    r"|(?P<stop>(?<=[)/])[.:]?\s+|\.\s+)|(?P<colon>:\s+)"
)
# "(Reuters)", "/TASS/"
_BRACKETED = re.compile(r"\(\s*(?P<round>[^()]{2,40}?)\s*\)|/\s*(?P<slashed>[^/]{2,40}?)\s*/")
_WORD = r"[^\W\d_](?:[^\W\d_]|['’.\-])*"  # "ASTANA", "Ust-Kamenogorsk", "St."
# "PORT AMBER, Kazakhstan"
_PLACE = re.compile(rf"{_WORD}(?:[ /]{_WORD}){{0,4}}(?:, {_WORD}(?: {_WORD}){{0,2}})?")
# "Thurs.,"
_WEEKDAY = re.compile(
    r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?,?", re.IGNORECASE
)
_NAME = re.compile(rf"{_WORD}(?: (?:of |the |and )*{_WORD}){{0,3}}")
"""`Steppe Courier`, `Voice of the Steppe`"""
SITE = re.compile(r"[^\W\d_][\w-]{1,30}\.(?:com|org|net|info|news|media|[a-z]{2})", re.IGNORECASE)
"""`Steppe.kz`, an outlet by its site's name"""
_AGENCY_BEHIND = re.compile(
    r"(?P<whole>(?:М?ИА\s|/)?[«\"“]?(?P<name>[^\s«»“”\"][^\n«»“”\"]{1,38}?)[»\"”/]?)"
    r"(?:\.|\s[-–—])\s+"
)
"""`ИА «24.kg». `, an agency that stands behind the dash"""
# fmt: off
# Words before a dash or a colon that name no place: "UPDATE -", "Background:", "METHODS:"
_NO_PLACE = frozenset({
    "a", "abstract", "advisory", "after", "aim", "aims", "alert", "an", "analysis", "as",
    "at", "background", "before", "breaking", "by", "comment", "conclusion", "conclusions",
    "context", "corrected", "correction", "exclusive", "explainer", "factbox", "feature",
    "findings", "for", "from", "importance", "in", "interview", "introduction", "live",
    "methods", "note", "objective", "objectives", "on", "opinion", "photos", "purpose",
    "question", "rationale", "results", "since", "summary", "the", "until", "update",
    "updated", "urgent", "video", "warning", "watch", "wrapup",
})
# fmt: on


@dataclass(frozen=True, slots=True)
class Dateline:
    """What a dateline says; `end` is where the paragraph's own words begin.

    Attributes:
        agency: The agency's name, the canonical one if it is known, or None.
        date: The day it states, whole or in part, or None.
    """

    end: int
    agency: str | None = None
    date: StatedDate | None = None


@dataclass(frozen=True, slots=True)
class _Words:
    """The words before a dateline's end, taken apart.

    `parted` is true where a comma or a full stop stands between the place and the day.
    """

    place: str
    agency: str | None
    known: bool
    bracketed: bool
    date: StatedDate | None
    parted: bool


def read_dateline(paragraph: str) -> Dateline | None:
    """The dateline with which a paragraph begins, or None.

    Args:
        paragraph: One line of text without white space around it.
    """
    for end, kind, words in _candidates(paragraph):
        if _is_dateline(words, kind):
            return _continued(paragraph, Dateline(end, _agency(words), words.date), words.place)
        if kind == "dash" and _is_name(words.place):
            before = None if nation(folded(words.place)) else words.place
            told = _continued(paragraph, Dateline(end, before))
            if told.date:
                return told
    return None


def _candidates(text: str) -> Iterator[tuple[int, str, _Words]]:
    """Each place where a dateline may end, how it ends there, and the words before."""
    head = text[:_LONGEST]
    for match in _END.finditer(head):
        if _begins_well(text[match.end() :]):
            kind, prefix = match.lastgroup or "", head[: match.start()]
            # A day with a shortened month: "ОРСК, 5 мар — ", "ОРСК, 5 мар. /ТАСС/. "
            ended = kind == "dash" or prefix.endswith(("/", ")"))
            yield match.end(), kind, _taken_apart(prefix, short_month=ended)


def _continued(paragraph: str, first: Dateline, place: str = "") -> Dateline:
    """A dateline with what stands behind its dash of it too: an agency, a place, a day."""
    rest = paragraph[first.end :]
    behind = None if first.agency else _AGENCY_BEHIND.match(rest)
    named = known_outlet(behind["name"]) or press_outlet(behind["whole"]) if behind else None
    if behind and named and _begins_well(rest[behind.end() :]):
        return Dateline(first.end + behind.end(), named, first.date)
    if first.date:
        return first
    for end, _, words in _candidates(rest):
        if words.date and (_is_place(words.place) or (place and not words.place)):
            return Dateline(first.end + end, first.agency or _agency(words), words.date)
    return first


def _agency(words: _Words) -> str | None:
    """The agency that a dateline names, or the site that stands in the place of one."""
    return words.agency or (words.place if SITE.fullmatch(words.place) else None)


def _is_name(words: str) -> bool:
    """Whether words can be the name of an outlet, known or not: `Steppe Courier`."""
    heading = folded(words).partition(" ")[0] in _NO_PLACE
    return bool(_NAME.fullmatch(words)) and not heading and _is_titled(words)


def _is_place(words: str) -> bool:
    """Whether words can be a dateline's place: each with a capital, none a heading's."""
    fits = _PLACE.fullmatch(words) and not set(folded(words).split()) & _NO_PLACE
    return bool(fits) and words[0].isupper() and _is_titled(words)


def _is_titled(words: str) -> bool:
    # "Port" and "Amber" of "Port of Amber"
    return all(word[0].isupper() for word in re.findall(r"[^\W\d_]{4,}", words))


def _begins_well(rest: str) -> bool:
    """After a dateline comes a paragraph that begins with a capital, a digit or a quotation."""
    first = rest[:_OPENING].lstrip("\"'“”‘’«„([")[:1]
    return len(rest) >= _SHORTEST_BODY and first.isalnum() and not first.islower()


def _taken_apart(prefix: str, *, short_month: bool) -> _Words:
    date = next(dates_in(prefix), None)
    # "ОРСК" of "ОРСК, 5 мар"
    if date is None and short_month and re.split(r"[,.]", prefix)[0].isupper():
        date = short_day(prefix)
    rest = f"{prefix[: date.start]} {prefix[date.end :]}" if date else prefix
    rest = _WEEKDAY.sub(" ", rest)
    bracket = _agency_in_brackets(rest)
    name = (bracket["round"] or bracket["slashed"]) if bracket else None
    if bracket:
        rest = f"{rest[: bracket.start()]} {rest[bracket.end() :]}"
    # What is left around what was taken out: "( )", "/ /", the comma of " , ASTANA"
    rest = re.sub(r"\(\s*\)|/\s*/|(?<=\s)[.,](?=\s|$)", " ", rest)
    place, bare = _place_and_agency(" ".join(rest.split()).strip(" .,-–—/"))
    known = known_outlet(name) if name else bare
    parted = date is not None and prefix[: date.start].rstrip().endswith((",", "."))
    return _Words(place, known or name, known is not None, bracket is not None, date, parted)


def _agency_in_brackets(words: str) -> re.Match[str] | None:
    """The bracket that names an agency: a known one, or the last with a letter in it."""
    # "(Reuters)", not "(24/7)"
    found = [match for match in _BRACKETED.finditer(words) if re.search(r"[^\W\d_]", match[0])]
    known = [match for match in found if known_outlet(match["round"] or match["slashed"])]
    return next(reversed(known or found), None)


def _place_and_agency(words: str) -> tuple[str, str | None]:
    """`words` taken apart: a known agency may follow the place, or stand there without one."""
    parts = words.split()
    for at in range(max(0, len(parts) - _AGENCY_WORDS), len(parts)):
        agency = known_outlet(" ".join(parts[at:]))
        if agency:
            return " ".join(parts[:at]).strip(" .,-–—/"), agency
    # "TULLY.EXAMPLE", "Tully.kz": a site's name behind the place is as good as a known one.
    *before, last = parts or [""]
    if before and SITE.fullmatch(last):
        return " ".join(before).strip(" .,-–—/"), last.capitalize() if last.isupper() else last
    return words, None


def _is_dateline(words: _Words, kind: str) -> bool:
    place = words.place
    if SITE.fullmatch(place):
        return kind == "dash"
    if not place:
        return words.known and kind != "colon"
    if not _PLACE.fullmatch(place) or set(folded(place).split()) & _NO_PLACE:
        return False
    if words.bracketed and not words.known and words.date is None:
        return False
    if place.split(",")[0].isupper():
        return _capitals_suffice(words, kind)
    return _is_place(place) and _small_letters_suffice(words, kind)


def _capitals_suffice(words: _Words, kind: str) -> bool:
    """Capitals with a dash; after a colon or a full stop only with an agency or a day too.

    A day without brackets stands apart there: `TULLY, June 4. `, not `TALKS BEGIN JUNE 4. `
    """
    if words.known or (kind == "dash" and len(words.place) >= _SHORTEST_PLACE):
        return True
    return words.date is not None and (kind != "stop" or words.bracketed or words.parted)


def _small_letters_suffice(words: _Words, kind: str) -> bool:
    if kind == "dash":
        return words.known or words.date is not None
    return kind == "stop" and words.known and (words.bracketed or words.date is not None)
