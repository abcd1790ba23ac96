"""Which line of pasted text is its title."""

from __future__ import annotations

import re
import string
from dataclasses import replace

from retrieval.reading.press.author_lines import unmarked_author
from retrieval.reading.press.datelines import SITE, read_dateline
from retrieval.reading.press.furniture import is_furniture_line
from retrieval.reading.press.known_outlets import known_outlet
from retrieval.reading.press.label_lines import is_rubric, read_label
from retrieval.reading.press.press_names import HEADLINE_WORDS, is_press_name, quoted_outlet
from retrieval.reading.press.text_lines import (
    TextLine,
    ends_sentence,
    folded,
    is_written,
    words_of,
)
from retrieval.types import Span

_LINES_TO_LOOK_AT = 12  # above a title stand menus and labels
_LONGEST_TITLE = 250  # characters; a longer line is a paragraph
_WRAPPED = range(40, 101)
"""How long the lines of a text are that was broken into lines of one width."""
_LONGEST_BLOCK = 8  # lines that are looked at to tell a title from a paragraph; chosen by hand
_SHORTEST_PARAGRAPH = 3  # lines; two may be a broken title
# "Tully", "Ships and Harbours": at most three words
_PART = r"[^\W\d_](?:[^\W\d_]|['’-])*(?: (?:&|(?:[^\W\d_]|['’-])+)){0,2}"
# "Home / Regions / Tully", "Tully | Ships", "Home  Ships  Weather"
_MENU = re.compile(rf"{_PART}(?:(?:\s*[/|>»›]\s*{_PART})+|(?:\s{{2,}}{_PART}){{2,}})")
_PARTED = re.compile(r"[/|>»›]|\s{2,}")  # " / ", "  " between the parts of a menu
_SECTION_WORDS = 2  # of a section's name: "Perspectives", "Central Asia"; chosen by hand
_TOLD_WORDS = 3  # of an outlet's name that is told only by "told Amber"; chosen by hand
_WORD = re.compile(r"[^\W\d_](?:[^\W\d_]|['’-])*")  # "Perspectives", "O'Brien"
# "рассказал ", "сообщили изданию "
_TOLD = (
    r"\b(?:заявил|ответил|пояснил|рассказал|сказал|сообщил)\w* "
    r"(?:(?:агентству|газете|журналу|изданию|корреспонденту|порталу|сайту) )?"
)
_QUOTED = re.compile(r"«[^«»]*»")  # "«Орскому вестнику»"
# " / Almaty" in "Steppe Wire / Almaty", ", Almaty"
_PLACED = re.compile(r"\s*(?:\s/\s|[|,])\s*(?P<place>[^\W\d_][\w .'’-]{1,40})$")


def find_title(lines: list[TextLine]) -> tuple[str, Span] | None:
    """The title and its range: the first line that is neither furniture nor a label.

    None where that line is the story's own: it ends with a full stop, begins with a dateline,
    is the first of a paragraph broken into lines, or has nothing below it.
    """
    for at, line in enumerate(lines[:_LINES_TO_LOOK_AT]):
        if is_furniture_line(line.text) or read_label(line.text):
            continue
        if masthead(lines, at) or rubric(lines, at) or heads_page(lines, at):
            continue
        below = any(not is_furniture_line(later.text) for later in lines[at + 1 :])
        return _title(line, _block(lines, at)) if below and _can_be_title(line.text) else None
    return None


def masthead(lines: list[TextLine], at: int) -> str | None:
    """The outlet whose name the line at `at` is; None if it is none, or may be the title itself.

    `THE AMBER POST` is a masthead where a headline, a byline or a date stands below it, and so
    is a bare `Amber.kz`.
    """
    words = lines[at].text.strip(" *_#")
    placed = _PLACED.search(words)
    name = words[: placed.start()] if placed else words
    site = SITE.fullmatch(name) is not None
    named = known_outlet(name) or quoted_outlet(name)
    looks = site or is_press_name(name) or (at == 0 and _is_told(name, lines[1:]))
    if not (named or looks) or at + 1 == len(lines):
        return None
    if not (named or site) and _is_sentence_of(name, lines[at + 1 :]):
        return None
    below, headline = lines[at + 1].text, _headline_below(lines, at)
    if headline is None and _is_dated(lines, at + 1):
        headline = at + 1
    stands_above = is_rubric(below) or _has_headline(lines, at + 1) or headline is not None
    sure = site or placed or _names_itself(name, lines[at + 1 :]) or _MENU.fullmatch(below)
    signed = headline is not None and _is_signed(lines, headline)
    if read_label(below) or (stands_above and (sure or signed)):
        return named or _in_small_letters(name, site=site)
    return None


def _is_sentence_of(name: str, below: list[TextLine]) -> bool:
    """Whether a line may be a headline: the story writes most of its words in small letters.

    Of a name such as `Орский вестник` it doesn't write the paper's word.
    """
    words = [word.casefold() for word in name.split()]
    # "рассказали «Орскому вестнику»", "Фото: Орский вестник" name the paper.
    others = (_QUOTED.sub(" ", line.text).replace(name, " ") for line in below)
    written = words_of(replace(line, text=text) for line, text in zip(below, others, strict=True))
    told = [word for word in words if is_written(word, written)]
    most = len(told) * 2 > len(words) and not name.isupper()
    return most or not HEADLINE_WORDS.isdisjoint(told)


def _is_dated(lines: list[TextLine], at: int) -> bool:
    """Whether the line at `at` can be a title, however short, with a day directly below it."""
    if at + 1 >= len(lines) or lines[at].after_blank or not _can_be_title(lines[at].text):
        return False
    if is_furniture_line(lines[at].text) or read_label(lines[at].text):
        return False
    label = read_label(lines[at + 1].text)
    return label is not None and label.date is not None


def _is_told(name: str, below: list[TextLine]) -> bool:
    """Whether it is told something, as a paper is, or signs: `told Amber`, `© Amber`."""
    if len(name.split()) > _TOLD_WORDS or not name[:1].isupper():
        return False
    own = re.escape(name)
    # "told Amber", "© 2015 Amber", "рассказал порталу «Голос Орска»"
    told = re.compile(rf"\btold {own}\b|©[\s\d,]*{own}\b(?! \w)|{_TOLD}«{own}»")
    return any(told.search(line.text) for line in below)


def heads_page(lines: list[TextLine], at: int) -> bool:
    """Whether the line at `at` is of the page and not its title, by the headline apart below it.

    It is a menu (`Home / Regions / Tully`), a section's name of one or two words, or what stands
    directly below such a name or a masthead. No headline of two words: its words are written
    small in it, or in the story.
    """
    headline = _headline_below(lines, at)
    if headline is None:
        return False
    longer = len(lines[headline].text.split())
    line = lines[at].text.strip(" *_")
    if _MENU.fullmatch(line):
        # "Ships", "Central Asia" of "Ships | Central Asia"
        return all(len(part.split()) < longer for part in _PARTED.split(line))
    if _is_section(lines, at, headline):
        return True
    below_name = at > 0 and not lines[at].after_blank and _is_signed(lines, headline)
    named = below_name and (masthead(lines, at - 1) or _is_section(lines, at - 1, headline))
    return bool(named) and line[0].isupper() and not ends_sentence(line)


def _is_section(lines: list[TextLine], at: int, headline: int) -> bool:
    """Whether the line at `at` can be a section's name above the headline, and no headline."""
    words = [word for word in lines[at].text.strip(" *_").split() if word != "&"]
    if not 0 < len(words) <= _SECTION_WORDS or not all(
        word[0].isupper() and _WORD.fullmatch(word) for word in words
    ):
        return False
    story = lines[headline + 1 :]
    if any(is_written(word.casefold(), words_of(story)) for word in words):
        return False
    if at > 0 and not lines[at].after_blank and masthead(lines, at - 1) is not None:
        return True
    # Right above another line it may be a headline, of what the story tells by that name.
    spoken_of = not lines[headline].after_blank and any(
        " ".join(words) in one.text for one in story
    )
    return not spoken_of and _is_signed(lines, headline)


def _headline_below(lines: list[TextLine], at: int) -> int | None:
    """Where the first longer line stands apart below the line at `at`, if it can be a headline.

    Between them stand only labels, menus, names of sections and what is not apart. It is apart by
    a blank line or a menu above it, or by a byline or a day directly below.
    """
    parted = False
    for place in range(at + 1, min(len(lines) - 1, _LINES_TO_LOOK_AT)):
        line = lines[place]
        page = is_furniture_line(line.text) or _MENU.fullmatch(line.text) is not None
        if page or read_label(line.text) or len(line.text.split()) <= _SECTION_WORDS:
            parted = page
            continue
        if not (line.after_blank or parted or _is_signed(lines, place)):
            continue
        can = _can_be_title(line.text) and not line.text.endswith((":", ";", ","))
        return place if can and _title(line, _block(lines, place)) else None
    return None


def _is_signed(lines: list[TextLine], headline: int) -> bool:
    """Whether a byline, a day or a dateline follows a headline."""
    below = range(headline + len(_block(lines, headline)), len(lines))
    first = next((at for at in below if not is_furniture_line(lines[at].text)), None)
    if first is None:
        return False
    label = read_label(lines[first].text) or unmarked_author(lines, first)
    return label is not None or read_dateline(lines[first].text) is not None


def _names_itself(name: str, below: list[TextLine]) -> bool:
    """Whether a name can be none but the paper's: known, with an article, or found again below.

    `HARBOUR POST CLOSED` above a second headline is the first one: its words are written small
    in the story.
    """
    if known_outlet(name) or name.casefold().startswith("the "):
        return True
    text = "\n".join(line.text for line in below)
    told = any(is_written(word.casefold(), words_of(below)) for word in name.split())
    return _in_small_letters(name) in text or (name.isupper() and not told)


def rubric(lines: list[TextLine], at: int) -> bool:
    """Whether the line at `at` is the kind of piece that the headline below it heads.

    The headline may stand directly below it, if it is a longer line by itself or signed.
    """
    if not is_rubric(lines[at].text) or at + 1 == len(lines):
        return False
    longer = len(lines[at + 1].text.split()) > _SECTION_WORDS
    alone = longer and (len(_block(lines, at + 1)) == 1 or _is_signed(lines, at + 1))
    return _has_headline(lines, at + 1, alone=alone)


def _has_headline(lines: list[TextLine], at: int, *, alone: bool = False) -> bool:
    """Whether at `at` stands a headline, apart from what is above it, with a text below.

    One that stands `alone` needs no blank line above.
    """
    parted = at + 1 < len(lines) and (alone or lines[at].after_blank)
    if not parted or not _can_be_title(lines[at].text):
        return False
    return not (is_furniture_line(lines[at].text) or read_label(lines[at].text))


def _in_small_letters(name: str, *, site: bool = False) -> str:
    """`The Amber Post` of `THE AMBER POST`; what is not all capitals stays as it is."""
    return (name.capitalize() if site else string.capwords(name)) if name.isupper() else name


def title_words(line: str) -> str:
    """A title without the marks of a Markdown heading."""
    return line.lstrip("#").strip(" *_#") or line


def _can_be_title(line: str) -> bool:
    told = ends_sentence(line) and line.rstrip("\"'”’»)*_ ").endswith(".")
    fits = len(line) <= _LONGEST_TITLE and any(mark.isalpha() for mark in line)
    return (
        fits
        and not told
        and read_dateline(line) is None
        and not line.startswith(("-", "•", ">", "|"))
    )


def _block(lines: list[TextLine], at: int) -> list[TextLine]:
    """The line at `at` and those that follow without a blank line or a label between."""
    block = [lines[at]]
    for place, line in enumerate(lines[at + 1 : at + _LONGEST_BLOCK], at + 1):
        if line.after_blank or is_furniture_line(line.text) or read_label(line.text):
            break
        if unmarked_author(lines, place):
            break
        block.append(line)
    return block


def _title(line: TextLine, block: list[TextLine]) -> tuple[str, Span] | None:
    whole = title_words(line.text), line.span
    if len(block) == 1 or line.text.startswith("#"):
        return whole
    if block[1].text[0].islower():
        return _broken_title(block)
    return None if _is_wrapped(block) else whole


def _broken_title(block: list[TextLine]) -> tuple[str, Span] | None:
    """A title broken into two lines stands apart; anything longer is a paragraph."""
    first, last = block[0], block[-1]
    if len(block) != 2 or len(last.text) > _WRAPPED.stop or ends_sentence(last.text):
        return None
    return f"{first.text} {last.text}", (first.start, last.end)


def _is_wrapped(block: list[TextLine]) -> bool:
    """Whether these are lines of one paragraph: three or more, of like length, few ending one."""
    if len(block) < _SHORTEST_PARAGRAPH:
        return False
    even = all(len(line.text) in _WRAPPED for line in block[:-1])
    even = even and len(block[-1].text) < _WRAPPED.stop
    return even and sum(ends_sentence(line.text) for line in block[:-1]) * 2 < len(block) - 1


def same_words(one: str | None, other: str | None) -> bool:
    """Whether two titles are one but for case, punctuation and the like."""
    return one is not None and other is not None and folded(one) == folded(other) != ""
