"""Other people's words in Markdown, where nothing of them may format, link or hide."""

from __future__ import annotations

import re
import unicodedata

_SPECIAL = re.compile(r"[\\`*_\[\]<>~|&$]")  # "[a](b)", "<img>", "**a**"
_LINE_MARK = re.compile(r"^(\s*)([#+=-]|\d+(?=[.)]))")  # "# a", "- a", "1. a" at the beginning

_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


def in_markdown(text: str) -> str:
    """A text on one line in which nothing is Markdown, HTML or a hidden character."""
    shown = "".join(c for c in text if c in "\n\t" or unicodedata.category(c) not in _HIDDEN)
    folded = re.sub(r"\s+", " ", shown).strip()
    return _LINE_MARK.sub(r"\1\\\2", _SPECIAL.sub(r"\\\g<0>", folded))
