"""Lines that are all label: a byline, a date, an outlet's name, a page's address."""

from __future__ import annotations

import re
from dataclasses import dataclass

from retrieval.reading.dates.date_parsing import StatedDate, label_date
from retrieval.reading.press.known_outlets import host_of, known_outlet, outlet_of_host
from retrieval.reading.press.text_lines import is_byline, is_title_case

_LONGEST = 160  # characters; a longer line is a sentence

# "Published on: " before a date
_PUBLISHED = re.compile(
    r"^(?:first )?(?:published|posted|publication date|released?|issued|date|created|added"
    r"|дата|опубликовано)(?: on| at| in)?\s*[:\-–—]?\s+",
    re.IGNORECASE,
)
# "Last updated 5 June"
_UPDATED = re.compile(r"\b(?:last )?(?:updated|modified|edited)\b.*", re.IGNORECASE)
# "Reported by: ", "Text: ", "Подготовила ", "Автор — "
_BY = re.compile(
    r"^(?:(?:(?:story |text |words |written |reported |compiled |prepared |interviews? )?by"
    r"|authors?|авторы?|авторлар[ыі]?|reporter|журналист|корреспондент|тілші"
    r"|(?:подготовил|беседовал|записал)[аи]?)\b\s*:?"
    r"|(?:text|words|story|текст|мәтін|интервью|сұхбат)\s*:)\s+",
    re.IGNORECASE,
)
# "Автор — " as "Автор: ": elsewhere a dash joins two labels
_DASHED = re.compile(r"^(?P<by>авторы?|текст|журналист|author|text)\s+[–—]\s+", re.IGNORECASE)
# ". Photos: Tom Reed" behind the author
_PICTURES = re.compile(
    r"[\s.;,/|]+(?:photo(?:graph)?s?|pictures?|images?|photography|video|graphics?|illustrations?"
    r"|фото|видео|сурет)(?:\s+by)?\s*:?\s+\S.*$",
    re.IGNORECASE,
)
# " and agencies" behind the author
_AGENCIES = re.compile(
    r"(?:,| and| with| &)\s+(?:(?:news |wire )?agencies|(?:wire|agency|staff) reports?"
    r"|(?:wire|agency) services?|staff(?: writers?)?)\.?(?=$|[.,|]\s)",
    re.IGNORECASE,
)
# "From our news services", "Staff and agencies": nobody is named
_DESK = re.compile(
    r"(?:from|by) (?:our|the) (?:own |special )?(?:(?:news|wire) services|correspondents?|staff"
    r"|reporters?)"
    r"|(?:from |by )?(?:staff and )?(?:(?:news |wire )?agencies|wire (?:reports|services))",
    re.IGNORECASE,
)
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
# "COLUMN" in "COLUMN | By Jane Doe"
_RUBRIC = re.compile(
    r"^(?:column|opinion|op-ed|comment(?:ary)?|analysis|feature|interview|editorial|reportage"
    r"|exclusive|explainer|profile|long read|obituary|background|мнение|колонка|анализ|интервью"
    r"|репортаж|комментарий|пікір|сұхбат|талдау)$",
    re.IGNORECASE,
)
# " in Astana" after a name
_PLACED = re.compile(r"\s+(?:in|for|from)\s+(?P<rest>[^\W\d_].*)$")
# "Source: Amber Post"
_SOURCE = re.compile(
    r"^(?:source|outlet|publisher|publication|via|источник)\s*:\s*(?P<name>.{2,80})$", re.IGNORECASE
)
# fmt: off
# "Amber Post", "THE ORSK VALLEY HERALD": the last word of an outlet that no table knows
_PRESS_WORDS = frozenset({
    "agency", "bulletin", "chronicle", "courier", "daily", "dispatch", "gazette", "herald",
    "journal", "ledger", "monitor", "news", "observer", "post", "press", "review", "standard",
    "telegraph", "times", "tribune", "weekly", "wire", "газеті", "жаршысы", "хабаршысы",
})
# "Вестник Орска", "Орский вестник": its first or last word in Russian
_EITHER_END = frozenset({
    "вестник", "ведомости", "газета", "известия", "курьер", "обозрение", "хроника",
})
# "Market" in "Market Review", "Sports" in "Sports News": a page's part, and no outlet
_SUBJECTS = frozenset({
    "book", "books", "breaking", "business", "culture", "daily", "film", "foreign", "health",
    "in", "latest", "local", "market", "markets", "national", "other", "politics", "press",
    "science", "sport", "sports", "the", "today", "top", "weekly", "world", "year",
})
# fmt: on
_NAME_WORDS = range(2, 6)  # of an outlet's name: "The Orsk Valley Herald"
# "THE", "Orsk", "O'Brien's"
_CAPITALIZED = re.compile(r"[A-ZА-ЯЁӘҒҚҢӨҰҮІ][\w'’-]*")
# "Link: https://example.org/a"
_URL = re.compile(r"^(?:(?:url|link|source)\s*:\s*)?(?P<url>https?://\S+)$", re.IGNORECASE)
# "12:01", "GMT", "Thursday", "at": what may stand beside a date
_CLOCK = re.compile(
    r"\b\d{1,2}[:.]\d{2}(?::\d{2})?\b|\b\d{1,2}\s*(?=[ap]\.?m\b)|\b[ap]\.?m\b\.?"
    r"|\b(?:UTC|GMT|(?-i:[A-Z]{1,3}[SD]?T)|local time|(?:\w+ )?time|hours|hrs)\b"
    r"|\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b|\bat\b|\bon\b"
    r"|[+-]\d{1,2}(?::?\d{2})?\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Label:
    """What such a line states."""

    author: str | None = None
    outlet: str | None = None
    date: StatedDate | None = None
    url: str | None = None


def read_label(line: str) -> Label | None:
    """What a line states if it is nothing but a label, or None.

    A line may join several (`By Jane Doe | Reuters | March 12, 2015 10:30`).
    """
    if len(line) > _LONGEST:
        return None
    told = _address(line) or _credits(line)
    if told:
        return told
    if _DESK.fullmatch(line.strip(" .*_")):
        return Label()
    line = _DASHED.sub(lambda found: f"{found['by']}: ", line)
    line = _AGENCIES.sub("", _PICTURES.sub("", line)) if _BY.match(line) else line
    label = Label()
    # " | " in "COLUMN | By Jane Doe", " — " in "Jane Doe — 4 June", ". " in "4 June. By Jane Doe"
    parts = re.split(
        r"\s*[|·•]\s*|\s+[–—]\s+|\.\s+(?=(?:Interviews? )?By )",
        line.strip(" |·•–—*_"),
        flags=re.IGNORECASE,
    )
    # A rubric says nothing by itself: alone it may be the name of anything.
    for part in [one for one in parts if not _RUBRIC.match(one)] or parts:
        found = _part(part)
        if found is None:
            return None
        label = _joined(label, found)
    return label


def is_press_name(line: str) -> bool:
    """Whether a line can be an outlet's name by its look: `Amber Post`, `THE AMBER POST`."""
    words = line.strip(" *_#").split()
    if len(words) not in _NAME_WORDS or not all(map(_CAPITALIZED.fullmatch, words)):
        return False
    told = [word.casefold() for word in words]
    named = told[-1] in _PRESS_WORDS | _EITHER_END or told[0] in _EITHER_END
    return named and not set(told) <= _SUBJECTS | _PRESS_WORDS


def is_rubric(line: str) -> bool:
    """Whether a line is what a piece is headed by its kind: `INTERVIEW`, `Opinion`."""
    return _RUBRIC.match(line.strip(" *_#:")) is not None


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
    placed = _PLACED.search(name)
    return name[: placed.start()] if placed else name


def _joined(one: Label, other: Label) -> Label:
    return Label(
        one.author or other.author, one.outlet or other.outlet, one.date or other.date, one.url
    )


def _part(part: str) -> Label | None:
    """One part of a label: a source, a date with its clock, a byline, an outlet."""
    source = _SOURCE.match(part)
    if source and (known_outlet(source["name"]) or is_title_case(source["name"])):
        return Label(outlet=known_outlet(source["name"]) or source["name"].strip(" .*_"))
    if known_outlet(part):
        return Label(outlet=known_outlet(part))
    return _byline(part) or _dated(part)


def _outlet(words: str) -> str | None:
    """The outlet that words beside a date or a person name, known or by the look of its name."""
    return known_outlet(words) or (words if is_press_name(words) else None)


def _dated(part: str) -> Label | None:
    """A date, with nothing but a clock, a byline or an outlet beside it."""
    words = _UPDATED.sub("", _PUBLISHED.sub("", part, count=1))
    date = label_date(words)
    if date is None:
        return Label() if part and not words.strip(" ,.;:()") else None
    listed = _CLOCK.sub(" ", f"{words[: date.start]} | {words[date.end :]}")
    # "Jane Doe, | ()" becomes "Jane Doe".
    rest = re.sub(r"[\s,.;:()/\[\]|+-]+", " ", listed).strip()
    if not rest:
        return Label(date=date)
    # ", " in "9:15 By Jane Doe, John Roe" parts two names.
    names = re.sub(r"[\s.;:()/\[\]|+-]+", " ", listed).strip(" ,")
    beside = _byline(names) or _beside(rest)
    return _joined(Label(date=date), beside) if beside else None


def _beside(words: str) -> Label | None:
    if _outlet(words):
        return Label(outlet=_outlet(words))
    return _byline(words) or (Label(author=words) if is_byline(words) else None)


def _byline(part: str) -> Label | None:
    """`By Jane Doe`, `By Jane Doe, Reuters`, `By Jane Doe in Astana`, `By Reuters`."""
    reports = _REPORTS.match(part)
    if reports and is_byline(reports["name"]):
        return Label(author=reports["name"])
    match = _BY.match(part)
    if match is None:
        return None
    words = part[match.end() :].strip(" .")
    # Known ones alone: "By Emily Post" is by her.
    if known_outlet(words):
        return Label(outlet=known_outlet(words))
    placed = _PLACED.search(words)
    outlet = _outlet(placed["rest"]) if placed else None
    *before, last = (words[: placed.start()] if placed else words).split(", ")
    if before and _outlet(last):
        outlet, last = _outlet(last), ""
    # "Staff Writer"
    elif before and not is_byline(last) and re.fullmatch(r"[\w .'’-]{2,50}", last):
        last = ""
    name = ", ".join(filter(None, (*before, last)))
    return Label(author=name, outlet=outlet) if is_byline(name) else None
