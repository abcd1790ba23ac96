"""Other people's words in Markdown, where nothing of them may format, link or hide."""

from __future__ import annotations

import re
import unicodedata

# "[a](b)", "<img>", "**a**"; and what readers of Markdown link unasked: "http://", "www.", "a@b"
_SPECIAL = re.compile(r"[\\`*_\[\]<>~|&$@]|:(?=//)|(?<=www)\.", re.IGNORECASE)
_LINE_MARK = re.compile(r"^(\d*)([#+=.)-])")  # "# a", "- a", "1. a" at the beginning

_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


def in_markdown(text: str) -> str:
    """A text on one line in which nothing is Markdown, HTML or a hidden character."""
    shown = "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in _HIDDEN)
    folded = " ".join(shown.split())
    return _LINE_MARK.sub(r"\1\\\2", _SPECIAL.sub(r"\\\g<0>", folded))
