"""Text of others made fit to be shown on a page or in a message: nothing hidden, no secret."""

from __future__ import annotations

import re
import unicodedata

from retrieval.redaction import redacted

# "one\r\ntwo": what ends a line elsewhere ends one here
_LINE_ENDS = re.compile("\r\n|[\r\x85\u2028\u2029]")
# "\tShips\n" before "Tully\t3,000"
_NEXT_ROW = re.compile(r"(\t[^\n]*)\n(?=[^\n]*\t)")
# "one\vtwo"
_SPACES = re.compile("[\v\f]")
# "zero\u200bwidth", "\x1b[2J": nothing of it is seen
_HIDDEN = re.compile(
    # C0 but for the line end, DEL and C1; the soft hyphen; marks of direction, alone and in pairs;
    # what has no width; notes between lines; tags, which spell hidden letters.
    "[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]"
)
# "a\u200db": joiners belong to Persian, Indic scripts and emoji; beside ASCII they only hide
# something.
_JOINERS = re.compile("(?<![^\x00-\x7f])[\u200c\u200d]+|[\u200c\u200d]+(?![^\x00-\x7f])")
# "\ud83d" alone, half a character
_SURROGATES = re.compile("[\ud800-\udfff]")


def cells_apart(text: str) -> str:
    """The text with a line between the cells of a table's row: `Ports | Ships`."""
    return text.replace("\t", " | ")


def rows_apart(text: str) -> str:
    """The text with a table's rows parted too, for one line: `Ports | Ships; Tully | 3,000`."""
    return cells_apart(_NEXT_ROW.sub(r"\1; ", text))


def clean_text(text: str) -> str:
    """The text in NFC without control, zero-width and direction characters, and without secrets.

    Newlines stay.
    """
    # Blanks first: taken out with the hidden characters, "one\vtwo" would become one word.
    text = cells_apart(_SPACES.sub(" ", _LINE_ENDS.sub("\n", text)))
    text = _SURROGATES.sub("\ufffd", text)
    # Secrets last: one with a hidden character in it is not recognised before.
    return redacted(_JOINERS.sub("", _HIDDEN.sub("", unicodedata.normalize("NFC", text))))
