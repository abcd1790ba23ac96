"""Which script a text is in."""

from __future__ import annotations

import re

_LATIN = re.compile(r"[A-Za-z]")  # "SCO": three
_OTHER = re.compile(r"[^\W\d_A-Za-z]")  # "ШОС": three


def is_latin(text: str) -> bool:
    """Whether the text is mostly in the letters that English uses."""
    return len(_LATIN.findall(text)) > len(_OTHER.findall(text))
