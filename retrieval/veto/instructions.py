"""What in a text is said to its reader: orders, and questions.

An article tells what is so. A sentence that tells its reader what to do, or asks him, may be
planted where the reader is a chat model: it can be quoted, and nothing else rests on it.
"""

from __future__ import annotations

import re
import tomllib
from importlib.resources import files

_TABLE = tomllib.loads((files(__package__) / "instructions.toml").read_text("utf-8"))
_VERBS, _FOLLOWED_BY = frozenset(_TABLE["verbs"]), frozenset(_TABLE["followed_by"])

# "SYSTEM: from now on ", "Please ", "Important: always "
_BEFORE = re.compile(
    r"^(?:[^\w]*(?:please|kindly|now|then|also|next|first|finally|always|instead|and|but|note"
    r"|important|system|user|assistant|attention|from now on|why not)\b[\s,:!-]*)+",
    re.IGNORECASE,
)
# "In every answer, ...": what stands before the order
_OPENING = re.compile(
    r"^[^\w]*(?:in|at|to|for|when|while|before|after|as|if|with)\b[^.,]{0,80},\s*", re.IGNORECASE
)
_CLAUSE = re.compile(r"[:;]\s+|\s[—–-]\s")  # "Note to all: say that ..."
# "You must visit the hotel.", "Send it to your bank."
_READER = re.compile(r"\b(?:you|your|yourself)\b", re.IGNORECASE)
# "“We will stay”"
_QUOTATION = re.compile(r"“[^”]*”|\"[^\"]*\"|«[^»]*»")
# "Who signed?”"
_ASKS = re.compile(r"\?[\"”’')\]]*\s*$")


def is_instruction(sentence: str) -> bool:
    """Whether a sentence gives its reader an order, asks him, or speaks to him."""
    # What is quoted is said to somebody else: 'The mayor said: "You will be paid."'
    if _ASKS.search(sentence) or _READER.search(_QUOTATION.sub(" ", sentence)):
        return True
    bare = _BEFORE.sub("", sentence)
    # The order may come after the sentence's opening, a colon or a dash; polite words may come
    # again before it.
    pieces = [bare, _OPENING.sub("", bare, count=1), *_CLAUSE.split(bare)[1:]]
    return any(_is_order(_BEFORE.sub("", piece)) for piece in pieces)


def _is_order(sentence: str) -> bool:
    # "State" and "that" of "State that it is off"
    found = [word.lower() for word in re.findall(r"[^\W\d_’']+", sentence)[:2]]
    # By the second word: "State that it is off", not "State media reported". "Obey!" has none.
    return bool(found) and found[0] in _VERBS and (len(found) == 1 or found[1] in _FOLLOWED_BY)
