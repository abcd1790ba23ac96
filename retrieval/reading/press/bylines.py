"""What pasted news text says of itself at its head and foot: title, outlet, byline, date.

Nothing is guessed: a date without a year stays one without a year.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from itertools import takewhile

from retrieval.reading.dates.date_parsing import StatedDate
from retrieval.reading.dates.publication_date import Published, month_and_day
from retrieval.reading.press.author_lines import is_author, office_author, unmarked_author
from retrieval.reading.press.datelines import Dateline, read_dateline
from retrieval.reading.press.furniture import is_furniture_line, signed_by
from retrieval.reading.press.known_outlets import known_outlet
from retrieval.reading.press.label_lines import Label, read_label
from retrieval.reading.press.promotion_lines import promoted_outlet
from retrieval.reading.press.text_lines import (
    TextLine,
    ends_sentence,
    in_small_letters,
    lines_of,
    merge_spans,
)
from retrieval.reading.press.title_detection import (
    find_title,
    heads_page,
    masthead,
    rubric,
    same_words,
)
from retrieval.types import PublishedHow, Span

_HEAD_LINES = 14  # above a pasted story: menu, title, byline, date
_PARAGRAPHS_TO_DATELINE = 3  # a dateline stands in one of the first
_FOOT_LINES = 8  # in which author and outlet may sign
_SENTENCE = 60  # characters from which a line that ends as a sentence is story
_PARAGRAPH = 200  # characters from which it needs no full stop

# "Editor" in "Jane Doe, Editor" below a story: whom to write to
_EDITS = re.compile(r"editor|редактор", re.IGNORECASE)
# "First published: 4 June 2015", "Опубликовано: 4 июня 2015"
_CAME_OUT = re.compile(
    r"(?:(?:first |originally )?(?:published|posted)|опубликовано|дата публикации|жарияланды"
    r"|жарияланған(?: күні)?|жарыяланды)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Byline:
    """What the text says of itself; `ranges` are where it says so.

    `title_range` is apart, for a title's line is furniture only where it is used as the title.
    `labelled` is true where the date is not the dateline's, but stands on a line of its own.
    """

    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    published: str | None = None
    published_how: PublishedHow = "unknown"
    date_note: str | None = None
    url: str | None = None
    title_range: Span | None = None
    ranges: tuple[Span, ...] = ()
    labelled: bool = False

    @property
    def dated(self) -> Published:
        """The three fields of the publication date."""
        return self.published, self.published_how, self.date_note


@dataclass(slots=True)
class _BylineLines:
    """What has been gathered on the way down."""

    labels: list[Label] = field(default_factory=list)
    ranges: list[Span] = field(default_factory=list)
    dateline: Dateline | None = None
    masthead: str | None = None


def read_byline(text: str, known: str | None = None) -> Byline:
    """Title, outlet, byline and date as `text` itself states them; pure, and never raises.

    Args:
        text: The article's text.
        known: Its title, where something else than the text states it.
    """
    lines = lines_of(text)
    title = find_title(lines)
    if known and not (title and same_words(title[0], known)):
        title = _shown_title(lines, known)
    # Before its title nobody signs a story.
    named_from = title[1][1] if title else 0 if known else len(text)
    head = _head(lines, title[1] if title else None, named_from)
    _add_foot(head, lines)
    published, note = _date(head)
    agency = head.dateline.agency if head.dateline else None
    # Above its headline a paper names itself; the agency is whom it has the story from.
    author = next((label.author for label in head.labels if label.author), None)
    stated = (
        head.masthead
        or agency
        or next((label.outlet for label in head.labels if label.outlet), None)
    )
    return Byline(
        title=title[0] if title else None,
        outlet=stated or promoted_outlet(lines),
        author=in_small_letters(author) if author else None,
        published=published,
        published_how="dateline" if published else "unknown",
        date_note=note,
        url=next((label.url for label in head.labels if label.url), None),
        title_range=title[1] if title else None,
        ranges=merge_spans(head.ranges),
        labelled=head.dateline is None or head.dateline.date is None,
    )


def _shown_title(lines: list[TextLine], known: str) -> tuple[str, Span] | None:
    """The line in the head that says the title again."""
    shown = (line for line in lines[:_HEAD_LINES] if same_words(line.text, known))
    return next(((line.text, line.span) for line in shown), None)


def _head(lines: list[TextLine], title: Span | None, named_from: int) -> _BylineLines:
    """The labels from the top down to the story, and the dateline with which it begins.

    Args:
        lines: The text's.
        title: Where its title is.
        named_from: From here on a bare name may be the author's.
    """
    head = _BylineLines()
    paragraphs, below = 0, range(0)
    for at, line in enumerate(lines[:_HEAD_LINES]):
        if (title and title[0] <= line.start < title[1]) or is_furniture_line(line.text):
            continue
        head.dateline = read_dateline(line.text)
        if head.dateline:
            head.ranges.append((line.start, line.start + head.dateline.end))
            break
        label = (read_label(line.text) or _named(lines, at)) if not paragraphs else None
        if label is None and not paragraphs and line.start >= named_from:
            label = unmarked_author(lines, at)
        if paragraphs == 1 and line.start >= named_from:
            below = below or _below_standfirst(head, lines, at)
            label = read_label(line.text) if at in below else None
        label = _told_name(label, lines, at) if line.start >= named_from else label
        if label and label.outlet and title and line.end <= title[0]:
            head.masthead = head.masthead or label.outlet
        if label:
            head.labels.append(label)
        # A site's name and its menu above the headline; a lede may stand there too.
        above = title is not None and line.end <= title[0] and len(line.text) < _SENTENCE
        if label or (above and not ends_sentence(line.text)):
            head.ranges.append(line.span)
        paragraphs += _is_story(line.text)
        if paragraphs == _PARAGRAPHS_TO_DATELINE:
            break
    return head


def _told_name(label: Label | None, lines: list[TextLine], at: int) -> Label | None:
    """A label with the name beside its day as the author's, where the story bears that out."""
    if label and label.name and not label.author and is_author(label.name, lines[at + 1 :]):
        return replace(label, author=label.name)
    return label


def _below_standfirst(head: _BylineLines, lines: list[TextLine], at: int) -> range:
    """Which lines from `at` on are labels that date the story, though a paragraph stands above.

    `Jane Doe, 12 March 2015` below a standfirst; no heading of a chronology, which has other days.
    """
    told = list(takewhile(bool, (read_label(line.text) for line in lines[at:_HEAD_LINES])))
    end = at + len(told)
    day = _day(told)
    if day is None or _day(head.labels) or not _begins_story(lines, end):
        return range(0)
    headings = (
        read_label(line.text)
        for place, line in enumerate(lines[end:], end)
        if _begins_story(lines, place + 1)
    )
    return range(at, end) if all(_day([one]) in {None, day} for one in headings) else range(0)


def _day(labels: Iterable[Label | None]) -> str | None:
    """The first whole date of some labels."""
    days = (label.date.iso for label in labels if label and label.date and label.date.iso)
    return next(days, None)


def _begins_story(lines: list[TextLine], at: int) -> bool:
    return at < len(lines) and _is_story(lines[at].text)


def _named(lines: list[TextLine], at: int) -> Label | None:
    """What a line says that is a label only by what stands below it: a masthead, a rubric."""
    outlet = masthead(lines, at)
    return Label(outlet=outlet) if outlet or rubric(lines, at) or heads_page(lines, at) else None


def _add_foot(head: _BylineLines, lines: list[TextLine]) -> None:
    """Sign-offs, and a source named below the story, as far as they are not in the head."""
    below, came_out = True, set()
    for line in reversed(lines[_foot_start(lines) :]):
        below = below and not _is_story(line.text)
        wrote = below and not _EDITS.search(line.text)
        name = signed_by(line.text) or (office_author(line.text) if wrote else None)
        label = Label(author=name) if name else _source(line.text)
        if label and line.span not in head.ranges:
            head.labels.append(label)
        dated = read_label(line.text) if below and label is None else None
        if dated and dated.date and _completes(head, dated.date):
            head.labels.append(Label(date=dated.date))
        told = _tells_day(line.text)
        came_out |= {told} if told and below else set()
        if label or told or (dated and _signs_with_day(head, dated)):
            head.ranges.append(line.span)
    # Where nothing else dates it, the one day on which it came out, by its own word for that.
    if len(came_out) == 1 and not _day(head.labels) and not (head.dateline and head.dateline.date):
        head.labels.append(Label(date=came_out.pop()))


def _completes(head: _BylineLines, day: StatedDate) -> bool:
    """Whether a day at the foot is the dateline's with its year: `Reuters, 13.03.2015`."""
    begun = month_and_day(head.dateline.date.note) if head.dateline and head.dateline.date else None
    return begun is not None and day.iso is not None and day.iso[5:] == "{:02}-{:02}".format(*begun)


def _signs_with_day(head: _BylineLines, label: Label) -> bool:
    """Whether a line at the foot signs with an outlet and a day, or with the story's own day."""
    if label.date is None or label.date.iso is None:
        return False
    own = _day(head.labels) or (head.dateline and head.dateline.date and head.dateline.date.iso)
    return label.outlet is not None or label.date.iso == own


def _tells_day(line: str) -> StatedDate | None:
    """The day on which a line at the foot says, in those words, that the story came out."""
    label = read_label(line) if _CAME_OUT.match(line) else None
    return label.date if label else None


def _foot_start(lines: list[TextLine]) -> int:
    return max(1, len(lines) - _FOOT_LINES)


def _source(line: str) -> Label | None:
    """A label at the foot counts if it is an outlet, an address or a byline, but no date."""
    label = read_label(line)
    if label is None or label.date or not (label.outlet or label.url or label.author):
        return None
    # "Source: Ministry of Health" below a story is where its figures come from.
    unknown = label.outlet and not label.author and not known_outlet(label.outlet)
    return None if unknown else label


def _is_story(line: str) -> bool:
    return len(line) > _PARAGRAPH or (len(line) > _SENTENCE and ends_sentence(line))


def _date(head: _BylineLines) -> tuple[str | None, str | None]:
    """A whole date wins, the dateline's first; else what is known of it is a note."""
    dates = [label.date for label in head.labels if label.date]
    if head.dateline and head.dateline.date:
        dates.insert(0, head.dateline.date)
    whole = next((date.iso for date in dates if date.iso), None)
    return whole, None if whole else next((date.note for date in dates if date.note), None)
