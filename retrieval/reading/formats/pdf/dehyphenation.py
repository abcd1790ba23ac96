"""Words that a line's end has broken, put together again: Thurs-day, but Russian-led."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

# the end of "Thurs-", "mid-"
BROKEN_WORD = re.compile(r"[^\W_][-‐\xad]$")
# "expand-" at the end of a line
_LAST = re.compile(r"[^\s\-‐]+[-‐]$")
# "ing" at the start of the next
_FIRST = re.compile(r"[^\W\d_]+")
# "well-known", "l’heure"
_WORD = re.compile(r"[^\W\d_]+(?:[-‐'’][^\W\d_]+)*")
# fmt: off
_COORDINATED = frozenset({"and", "or", "to", "und", "oder", "и", "или", "y", "et", "ou"})
_HEADS = frozenset({"anti", "ex", "mid", "multi", "non", "pro", "quasi"})
"""What opens a compound, though it may be no word of its own."""
_TAILS = frozenset({
    "backed", "based", "built", "controlled", "dominated", "driven", "friendly", "funded",
    "general", "led", "majority", "oriented", "owned", "producing", "related", "rich", "sized",
    "speaking", "sponsored", "style", "supported", "trained", "type", "war",
})
"""What ends a compound with a name or a rare word, and is no end of a plain word."""
_ENDINGS = frozenset({"able", "ing", "less", "men", "ness", "port", "ship", "ton", "woman"})
"""Words that are rather the ends of others."""
# fmt: on
_TOKENIZER = "embedding/model/tokenizer.json"


def unbroken_words(lines: Iterable[str]) -> frozenset[str]:
    """The words of these lines in small letters, but for those that a line's end has broken."""
    return frozenset(
        word.casefold().replace("‐", "-")
        for line in lines
        for word in _WORD.findall(_LAST.sub("", line))
    )


def joined_line(line: str, following: str, known: frozenset[str]) -> tuple[str, str]:
    """The line as it ends when `following` runs on from it, and what parts the two.

    A hyphen that only broke the word goes. One that belongs to it stays: in a compound, before
    a capital or a figure, and where `known`, the words of the text, holds it so.
    """
    if line.endswith("\xad"):  # a hyphen that can only break a word
        return line[:-1], ""
    last, first = _LAST.search(line), _FIRST.match(following)
    if not last or not first or not following[0].islower():
        return line, ""
    head, tail = last[0][:-1].casefold(), first[0].casefold()
    if tail in _COORDINATED and head in _common_words():  # five- to six-day
        return line, " "
    # "(govern", "l'appar": only what stands behind the last mark.
    head = re.split(r"\W", head)[-1]
    # As the text writes it elsewhere; a word that it has in neither form counts as broken.
    broken = f"{head}{tail}" in known or f"{head}-{tail}" not in known
    return (line[:-1] if broken and not _is_compound(head, tail) else line), ""


def _is_compound(head: str, tail: str) -> bool:
    """Whether two words were joined: both are common ones, and together they are none."""
    words = _common_words()
    if f"{head}{tail}" in words or tail in _ENDINGS:
        return False
    if tail in _TAILS:
        return len(head) > 2 or not head.isalpha()
    return not head.isalpha() or ((head in words or head in _HEADS) and tail in words)


@cache
def _common_words() -> frozenset[str]:
    """The words that the shipped embedding model knows whole, some twenty thousand."""
    found = files("retrieval").joinpath(_TOKENIZER).read_bytes()
    vocabulary: dict[str, int] = json.loads(found)["model"]["vocab"]
    return frozenset(word for word in vocabulary if len(word) > 2 and word.isalpha())
