"""Lines that are all label: a byline, a date, an outlet's name, a page's address."""

from __future__ import annotations

import re
from dataclasses import dataclass

from retrieval.reading.dates.date_parsing import StatedDate, label_date
from retrieval.reading.press.furniture import is_furniture_line
from retrieval.reading.press.known_outlets import host_of, known_outlet, outlet_of_host
from retrieval.reading.press.label_words import (
    AGENCIES,
    BY,
    CHANGED_BEHIND,
    CLOCK,
    DASHED,
    DESK,
    PICTURES,
    PLACED,
    PUBLISHED,
    RUBRIC,
    SECTION,
    SOURCE,
    UPDATED,
    is_count,
)
from retrieval.reading.press.press_names import press_outlet
from retrieval.reading.press.text_lines import is_byline, is_title_case

_LONGEST = 160  # characters; a longer line is a sentence

# "Reporting by Jane Doe in Astana", "editing by Tom Reed"
_CREDIT = re.compile(r"^(?P<what>[^\W\d_][\w ]{3,40}?) by (?P<names>.{3,120})$", re.IGNORECASE)
_WROTE = frozenset({
    "reporting", "reported", "writing", "written", "reporting and writing", "reported and written",
    "writing and reporting", "written and reported",
})  # fmt: skip
# "; " in "Reporting by Jane Doe; editing by Tom Reed", ". " but not that of "J. Doe"
_CREDITS = re.compile(r"\s*;\s*|(?<=\w\w)\.\s+")
# "Jane Doe reports from Astana"
_REPORTS = re.compile(
    r"^(?P<name>.{3,60}?) (?:reports?|writes?) (?:from|in) [^\W\d_][\w .'’-]{1,40}\.?$"
)
# "Link: https://example.org/a"
_URL = re.compile(r"^(?:(?:url|link|source)\s*:\s*)?(?P<url>https?://\S+)$", re.IGNORECASE)
# " | " in "COLUMN | By Jane Doe", " — " in "Jane Doe — 4 June", ". " in "4 June. By Jane Doe"
_JOINTS = re.compile(r"\s*[|·•]\s*|\s+[–—]\s+|\.\s+(?=(?:Interviews? )?By )", re.IGNORECASE)
# beside a whole date also "  " in "4 June 2015  Economics", " - " in "4 June 2015 - Amber Post"
_LOOSE_JOINTS = re.compile(r"\s*[|·•]\s*|\s{2,}|\s+[–—/-]\s+")
_DASH = re.compile(r"\s[–—-]\s")  # " – " in "Harbour shut – 4 June 2015"
# " (", ". ", "; " around names; not the full stop of "tully.example"
_AROUND_NAMES = re.compile(r"(?:[\s;:()/\[\]|]|\.(?!\w)|(?<!\w)\.)+")


@dataclass(frozen=True, slots=True)
class Label:
    """What such a line states.

    `name` is a part beside a day that is the author's or a section's: the story tells which.
    """

    author: str | None = None
    outlet: str | None = None
    date: StatedDate | None = None
    url: str | None = None
    name: str | None = None


def read_label(line: str) -> Label | None:
    """What a line states if it is nothing but a label, or None.

    A line may join several (`By Jane Doe | Reuters | March 12, 2015 10:30`).
    """
    if len(line) > _LONGEST:
        return None
    told = _address(line) or _credits(line)
    if told:
        return told
    if DESK.fullmatch(line.strip(" .*_")):
        return Label()
    line = DASHED.sub(lambda found: f"{found['by']}: ", line)
    line = AGENCIES.sub("", PICTURES.sub("", line)) if BY.match(line) else line
    line = line.strip(" |·•–—*_")
    return _all_told(_JOINTS.split(line)) or _around_day(line)


def is_rubric(line: str) -> bool:
    """Whether a line is what a piece is headed by its kind: `INTERVIEW`, `Opinion`."""
    return RUBRIC.match(line.strip(" *_#:")) is not None


def _address(line: str) -> Label | None:
    match = _URL.match(line)
    host = host_of(match["url"]) if match else None
    if match is None or host is None:
        return None
    return Label(url=match["url"], outlet=outlet_of_host(host))


def _credits(line: str) -> Label | None:
    """`(Reporting by Jane Doe; editing by Tom Reed)`: she wrote it, he did not."""
    parts = [_CREDIT.match(part) for part in _CREDITS.split(line.strip(" .()[]*_"))]
    told = [part for part in parts if part]
    if len(told) < len(parts) or told[0]["what"].casefold() not in _WROTE:
        return None
    wrote = (part["names"] for part in told if part["what"].casefold() in _WROTE)
    # ", " and " and " in "Jane Doe, Ada Nurlan and Lena Orsk"
    names = [_unplaced(name) for part in wrote for name in re.split(r",\s*|\s+and\s+", part)]
    return Label(author=", ".join(names)) if all(map(is_byline, names)) else None


def _unplaced(name: str) -> str:
    """A name without the place behind it: `Jane Doe in Astana`."""
    placed = PLACED.search(name)
    return name[: placed.start()] if placed else name


def _joined(one: Label, other: Label) -> Label:
    return Label(
        one.author or other.author,
        one.outlet or other.outlet,
        one.date or other.date,
        one.url,
        one.name or other.name,
    )


def _all_told(parts: list[str]) -> Label | None:
    """What parts state, if each of them states something."""
    label = Label()
    # A rubric says nothing by itself: alone it may be the name of anything.
    for part in [one for one in parts if not RUBRIC.match(one)] or parts:
        found = _part(part)
        if found is None:
            return None
        label = _joined(label, found)
    return label


def _around_day(line: str) -> Label | None:
    """What a line states in which a whole date stands beside a section, a clock or a count.

    `World | 12 March 2015 | 10:30`, `12 March 2015  4 min read`. A dash joins no section to it:
    `Harbour shut – 12 March 2015` may be a headline.
    """
    parts = [part for part in _LOOSE_JOINTS.split(line) if part]
    told = [_part(part) for part in parts] if len(parts) > 1 else []
    if not any(one and one.date and one.date.iso for one in told):
        return None
    label = Label()
    for part, found in zip(parts, told, strict=True):
        one = found or _beside_day(part, section=not _DASH.search(line))
        if one is None:
            return None
        label = _joined(label, one)
    return label


def _beside_day(part: str, *, section: bool) -> Label | None:
    """A part beside a whole date: an outlet and its author, or what says nothing of the story."""
    told = _outlet_and_name(part)
    if told:
        return told
    if is_furniture_line(part) or not _named_beside(part):
        return Label()
    if not section:
        return None
    if is_byline(part):
        return Label(name=part)
    return Label() if is_count(part) or SECTION.fullmatch(part) else None


def _part(part: str) -> Label | None:
    """One part of a label: a source, a date with its clock, a byline, an outlet."""
    source = SOURCE.match(part)
    if source and (known_outlet(source["name"]) or is_title_case(source["name"])):
        return Label(outlet=known_outlet(source["name"]) or source["name"].strip(" .*_"))
    if known_outlet(part):
        return Label(outlet=known_outlet(part))
    return _byline(part) or _dated(part)


def _dated(part: str) -> Label | None:
    """A date, with nothing but a clock, a byline or an outlet beside it."""
    words = UPDATED.sub("", PUBLISHED.sub("", part, count=1))
    date = label_date(words)
    if date is None:
        return Label() if part and not words.strip(" ,.;:()") else None
    if CHANGED_BEHIND.search(part):
        return Label()
    sides = words[: date.start], words[date.end :]
    # Without a year a place beside a day may open a sentence.
    placed = bool(date.iso) or any(press_outlet(_named_beside(side)) for side in sides)
    label = Label(date=date)
    for side in sides:
        beside = _beside(side, placed=placed)
        if beside is None:
            return None
        label = _joined(label, beside)
    return label


def _named_beside(words: str) -> str:
    """What stands beside a date, without clock and punctuation; commas within it stay."""
    # "Jane Doe, | ()" becomes "Jane Doe".
    return _AROUND_NAMES.sub(" ", CLOCK.sub(" ", words)).strip(" ,+-")


def _beside(words: str, *, placed: bool) -> Label | None:
    """What stands before a date or behind it: nothing, an outlet, a byline, a place."""
    named = _named_beside(words)
    if not named:
        return Label()
    told = _outlet_and_name(named) or _byline(named)
    if told is None and is_byline(named):
        return Label(author=named)
    # "Tully, ", ", Tully" or "(Tully)"
    parted = words.rstrip().endswith(",") or words.startswith(",") or f"({named})" in words
    place = " " not in named and named[0].isupper() and SECTION.fullmatch(named)
    return Label() if told is None and placed and parted and place else told


def _outlet_and_name(words: str) -> Label | None:
    """`Reuters`, `Reuters, Jane Doe`, `Jane Doe, Reuters`."""
    first, _, last = words.partition(", ")
    for outlet, name in ((first, last), (last, first)):
        if press_outlet(outlet) and (not name or is_byline(name)):
            return Label(author=name or None, outlet=press_outlet(outlet))
    return None


def _byline(part: str) -> Label | None:
    """`By Jane Doe`, `By Jane Doe, Reuters`, `By Jane Doe in Astana`, `By Reuters`."""
    reports = _REPORTS.match(part)
    if reports and is_byline(reports["name"]):
        return Label(author=reports["name"])
    match = BY.match(part)
    if match is None:
        return None
    words = part[match.end() :].strip(" .")
    # Known ones alone: "By Emily Post" is by her.
    if known_outlet(words):
        return Label(outlet=known_outlet(words))
    placed = PLACED.search(words)
    behind = _behind_name(placed["rest"]) if placed else Label()
    if behind is None:
        return None
    outlet = behind.outlet
    *before, last = (words[: placed.start()] if placed else words).split(", ")
    own = last.startswith("«") and last.endswith("»") and "«" not in last[1:]
    if before and (own or press_outlet(last)):
        outlet, last = press_outlet(last) or last[1:-1], ""
    # "Staff Writer"
    elif before and not is_byline(last) and re.fullmatch(r"[\w .'’-]{2,50}", last):
        last = ""
    name = ", ".join(filter(None, (*before, last)))
    return Label(author=name, outlet=outlet, date=behind.date) if is_byline(name) else None


def _behind_name(words: str) -> Label | None:
    """What stands behind `in`: an outlet or a place, and the day if nothing follows it.

    None for a sentence: `By Jane Doe in Tully on 12 March 2015 the harbour was shut`.
    """
    date = label_date(words)
    if date is None:
        return Label(outlet=press_outlet(words))
    where = _named_beside(words[: date.start])
    if _named_beside(words[date.end :]) or not (where == "" or SECTION.fullmatch(where)):
        return None
    return Label(outlet=press_outlet(where), date=date)
