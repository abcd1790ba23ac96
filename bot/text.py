"""Words for people, filtered; pure.

Every text passes one filter, `without_controls`, before it is shown: an article's text may hold
sequences that clear a screen, set the clipboard, or turn the reading direction.
"""

from __future__ import annotations

import re

from bot.sanitize import rows_apart
from retrieval.messages import gettext
from retrieval.messages.date_notes import date_note_words
from retrieval.messages.days import day_words

# "zero\u200bwidth", "\x1b[2J"
HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 but for tab and newline, DEL, C1
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f"  # reading direction
    "\u180e\u200b-\u200d\u2060-\u2065\ufeff"  # no width
    "\u2028\u2029\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"  # lines, notes, halves, tags
)
"""Characters that act on a screen, or hide on it, instead of being read."""

SHORT = 150
"""Characters of a passage that are shown where it is only pointed at."""


def without_controls(text: str) -> str:
    r"""`text` with each control, direction and zero-width character written out, as in `\x1b`.

    Newline and tab stay as they are; a text without such characters comes back unchanged.
    """
    return HIDDEN.sub(lambda found: _escape(ord(found[0])), text)


def _escape(code: int) -> str:
    # Two, four or eight digits, as Python writes such characters.
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def fold(text: str) -> str:
    """`text`, filtered, as one line: runs of blanks and line ends become one space."""
    # "One\n  line"; a tab parts the cells of a table and is gone by then.
    return re.sub(r"[ \n]+", " ", rows_apart(without_controls(text))).strip()


def shorten(text: str, length: int = SHORT) -> str:
    """`text` as one line of at most `length` characters, cut at a word and marked with `…`."""
    line = fold(text)
    if len(line) <= length:
        return line
    cut = line[:length]
    # At a word where one ends in the second half. A long address, or a text without blanks, is cut
    # anywhere, one character earlier for the mark.
    words = cut.rpartition(" ")[0] if " " in cut[length // 2 :] else cut[:-1]
    return words.rstrip(" ,;:") + "…"


def date_words(published: str | None, note: str | None = None) -> str:
    """An ISO date as people write it (`4 June 2015`); else the note, else `undated`."""
    if not published:
        return fold(date_note_words(note)) if note else gettext("undated")
    try:
        return day_words(published)
    except ValueError:
        return fold(published)


def with_count(number: int, noun: str) -> str:
    """A number and its noun, in English, for those who look after Dateline: `2,000 articles`."""
    return f"{number:,} {noun}" + "s" * (number != 1)
