"""The day of publication that a page shows beside its article.

Pages print many days: today's, an event's, other stories'. One counts only where it stands as
the article's own: under the title, beside the byline, over the title in the same element, in an
element that the page itself marks as the article's publication, or below the story behind a
word for publishing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import deepcopy
from itertools import pairwise, takewhile
from typing import Any

from retrieval.reading.dates.date_parsing import StatedDate, dates_in, label_date, stated_date
from retrieval.reading.formats.html.blocks import (
    LONGEST_NAME,
    Block,
    common_ancestor,
    is_aside,
    marks_change,
)
from retrieval.reading.formats.html.main_content import Story
from retrieval.reading.press.text_lines import ends_sentence, is_byline

_LONGEST = 140  # characters of a line that may be a dateline
_MOST_WORDS = 14  # a line with more of them is a sentence
_STORY_BLOCKS = 2  # after them the story has begun, and its dates are the news's
_LONG = 60  # characters from which a block that ends as a sentence is story
_LABEL = 30  # characters
_LEVELS = 3
"""So many levels above the heading are looked at."""
_MOST_BEFORE = 6  # words before a date: `Published by our staff on`
_CLOCK = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?")  # `10:15`
# "Published", "Дата публикации"
_PUBLISHED = re.compile(
    r"\b(?:published|posted|publication date|first published|released|issued|created|date|original"
    r"|дата(?: публикации)?|опубликован\w*|размещен\w*|добавлен\w*|жарияланған|жарияланды"
    r"|жарыяланган|нашр шуд\w*|e['ʻ’]?lon qilin\w+|chop etilgan|yayın(?:lanma|landı)\w*"
    r"|опубліковано|publicado|publié|veröffentlicht|erstellt|gespeichert|submitted|نشر|تاریخ انتشار"
    r"|发布(?:时间)?|등록|입력)"
    r"(?!\w)",
    re.IGNORECASE,
)
# "Last updated 5 June", "обновлено"
_LATER = re.compile(
    r"\b(?:updated?|modified|edited|last (?:change|edit)\w*|обновлен\w*|изменен\w*|оновлено"
    r"|жаңартыл\w*|yangilan\w*|güncelle\w*|actualizado|aktualisiert|mis à jour|تحديث|更新|수정)",
    re.IGNORECASE,
)
_OTHER_DAY = re.compile(
    r"\b(?:today|now|tomorrow|next|until|till|deadline|event|session|meeting|conference|begins?|starts?"
    r"|ends?|expires?|since|founded|born|died|archived?|cached?|retrieved|accessed|printed|saved"
    r"|when|visit(?:ed)?|viewed|copyright|когда|қашан|качан|qachon|cuándo|quand|wann|kiedy|ne zaman"
    r"|сегодня|завтра|сейчас|следующ\w+|до|начало|сохранен\w*|бүгін|бүгүн|bugun|bugün|hoy|heute"
    r"|сьогодні|اليوم|امروز)\b",
    re.IGNORECASE,
)
"""Words that make a date another's: `Today is`, `Next session:`"""
_TODAY_AT = re.compile(
    r"\b(?:today|сегодня|heute),?\s+(?:at\s+|в\s+)?(?=\d{1,2}:\d{2})", re.IGNORECASE
)
"""`Today 12:01 AM`, a page's word for its own time"""
# "Thursday", "чт"
_WEEKDAY = re.compile(
    r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b"
    r"|\b(?:пн|вт|ср|чт|пт|сб|вс|понедельник|вторник|среда|четверг|пятница|суббота|воскресенье)\b",
    re.IGNORECASE,
)
_OVERHEAD = re.compile(
    r"(?<![a-z])(?:top-?(?:bar|line|nav|menu|head\w*|panel|info|date)|site-?head(?:er)?|mast-?head"
    r"|(?:head(?:er|line)?-?)?bar|today|now|clock|current\w*)(?![a-z])",
    re.IGNORECASE,
)
"""What stands at the top of every page of a site: `topbar`, `current-date`"""
_OWN = re.compile(
    r"(?<![a-z])(?:(?:date-?)?published?(?:-?(?:date|on|at|time))?|pub-?date"
    r"|(?:entry|post|article|news)-?date|posted-?on|submitted)(?![a-z])",
    re.IGNORECASE,
)
"""`entry-date`, `pub_date`, as names of classes"""
_MARKS = (
    ".//*[contains(@itemprop, 'datePublished')] | .//time[@pubdate]"
    " | .//*[self::time or self::abbr][contains(concat(' ', @class, ' '), ' published ')]"
)
# "post" in a class "post-date"
_ARTICLE = re.compile(r"(?<![a-z])(?:article|post|story|entry|news|content|text)", re.IGNORECASE)
_SPAN = re.compile(
    r"^\s*(?:[-–—]|to\b|по\b)\s*\d{1,2}(?![\d:])", re.IGNORECASE
)  # ` - 26 September 2026`


def shown_date(story: Story) -> str | None:
    """The article's own day of publication as its page shows it, ISO; None if none is sure."""
    for date in _candidates(story):
        if date.iso:
            return date.iso
    return None


def _candidates(story: Story) -> Iterator[StatedDate]:
    if story.heading is None:
        return
    # In this order, for `shown_date` takes the first whole date.
    yield from _marked(story)
    yield from _under(story)
    yield from _over(story.heading)
    yield from _below(story)


def _marked(story: Story) -> Iterator[StatedDate]:
    """In microdata, or hAtom's class `published`, of the item that holds the title."""
    root = next(filter(_is_item, story.heading.iterancestors()), None)
    if root is None:
        return
    for element in root.xpath(_MARKS):
        stated = element.get("content") or element.get("datetime") or element.text_content()
        # A comment's date, or another story's, is in an item of its own.
        if next(filter(_is_item, element.iterancestors())) is root:
            yield StatedDate(0, 0, stated_date(stated)[0])


def _is_item(element: Any) -> bool:
    named = "hentry" in (element.get("class") or "").split()
    return named or element.get("itemscope") is not None or element.tag == "article"


def _under(story: Story) -> Iterator[StatedDate]:
    """Between the title and the story's second paragraph."""
    told = 0
    for before, block in pairwise((None, *story.blocks)):
        if block is None or _is_anothers(before):
            continue
        if len(block.text) >= _LONG and ends_sentence(block.text):
            told += 1
            if told == _STORY_BLOCKS:
                return
        date = _own_date(block, story.heading)
        if date:
            yield date


def _is_anothers(label: Block | None) -> bool:
    """Whether a block is a label by itself that makes the day behind it another's: `When`."""
    if label is None or len(label.text) > _LABEL or ends_sentence(label.text):
        return False
    return _OTHER_DAY.search(label.text) is not None and not any(dates_in(label.text))


def _below(story: Story) -> Iterator[StatedDate]:
    """Behind the story, with a word that says what day it is."""
    for block in story.blocks[story.first :]:
        said = _PUBLISHED.search(block.text) or _OWN.search(_names(block.holder))
        if len(block.text) <= _LONGEST and said:
            date = _own_date(block, story.heading)
            if date:
                yield date


def _over(heading: Any) -> Iterator[StatedDate]:
    """Above the title, in an element that is the article's, or that holds little else there."""
    at = heading
    for level in range(_LEVELS):
        parent = at.getparent()
        if parent is None or parent.tag in {"body", "html"}:
            return
        above = [one for one in at.itersiblings(preceding=True) if isinstance(one.tag, str)]
        # So much text above the title is another part of the page.
        if sum(len(one.text_content()) for one in above) > _LONGEST:
            return
        # The top of the site, where today's date stands.
        if any(one.tag in {"header", "nav"} or _OVERHEAD.search(_names(one)) for one in above):
            return
        # Right beside the title, or within what is an article by its tag or its class.
        if level == 0 or parent.tag == "article" or _ARTICLE.search(_names(parent)):
            dates = (_own_date(_block(one), parent) for one in above)
            yield from (date for date in dates if date)
        at = parent


def _block(element: Any) -> Block:
    shown = _unchanged(element)
    times = tuple(one.get("datetime") for one in shown.iter("time") if one.get("datetime"))
    links = [len(link.text_content().strip()) for link in shown.iter("a")]
    text = " ".join(shown.text_content().split())
    headline = max(links, default=0) > LONGEST_NAME
    return Block(element, text, sum(links), times, headline, tuple(shown.itertext()))


def _unchanged(element: Any) -> Any:
    """A copy of the element without the times of its article's changes."""
    copied = deepcopy(element)
    for one in [one for one in copied.iter() if isinstance(one.tag, str) and marks_change(one)]:
        # The block itself is such a time: nothing of it is left.
        if one is copied:
            one.clear(keep_tail=True)
        elif one.getparent() is not None:
            one.drop_tree()
    return copied


def _is_overhead(block: Block, root: Any) -> bool:
    around = takewhile(lambda one: one is not root, (block.holder, *block.holder.iterancestors()))
    return any(_OVERHEAD.search(_names(one)) for one in around)


def _names(element: Any) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}"


def _own_date(block: Block, heading: Any) -> StatedDate | None:
    """The day in a block that is a label of the article."""
    root = common_ancestor(block.holder, heading)
    # A link as long as a headline leads to another story, whose day this is.
    if block.headline and not block.times:
        return None
    if is_aside(block.holder, root, label=True) or _is_overhead(block, root):
        return None
    parts = _parts(block.text)
    said = bool(parts) and _PUBLISHED.match(parts[0]) is not None  # tags may follow
    if len(parts[0] if said else block.text) > _LONGEST:
        return None
    # Also with spaces between elements: "3 November 2016<i></i>7:05" runs together without.
    dates = filter(None, map(_label_date, (*parts, *_parts(block.spaced_text))))
    # A whole date goes before a part of one.
    date = min(dates, key=lambda one: one.iso is None, default=None)
    if date and (date.iso or not block.times):
        return date
    # "two hours ago": the day stands in the `datetime` alone.
    if len(block.times) == 1 and parts and not _OTHER_DAY.search(_TODAY_AT.sub("", block.text)):
        return StatedDate(0, 0, stated_date(block.times[0])[0])
    return date


def _parts(words: str) -> list[str]:
    """What a label says one beside the other, but for when the article was changed."""
    # " | " and " / " in "4 June 2015 | Tully / Amber Post"
    return [part for part in re.split(r"\s*[|·•]\s*|\s+/\s+", words) if not _LATER.match(part)]


def _label_date(part: str) -> StatedDate | None:
    """The day in a label: nothing before it but a word for publishing, a name or a place."""
    date = label_date(part)
    if date is None:
        return None
    before, after = part[: date.start], part[date.end :]
    rest = _WEEKDAY.sub(" ", _PUBLISHED.sub(" ", before, count=1))
    told = (
        "©" in before or _OTHER_DAY.search(before) or _LATER.search(before) or _SPAN.search(after)
    )
    # "Venue: 4 June": the label of something else. The colon of "10:15" is none.
    if told or ":" in _CLOCK.sub("", rest.strip(" :")):
        return None
    words = part[: date.end] + _LATER.split(after, maxsplit=1)[0]
    # Many words beside a date are a sentence, unless they are names.
    many = len(rest.split()) > _MOST_BEFORE or len(words.split()) > _MOST_WORDS
    return None if many and not is_byline(rest.strip(" ,")) else date
