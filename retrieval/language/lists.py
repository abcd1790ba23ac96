"""Lists as they are typed: the line that opens one, and its items."""

from __future__ import annotations

import re

# "The six are:", "In particular:"
_LEAD_IN = re.compile(r":\s*$")
# "- a tunnel", "• a tunnel", "1. A tunnel", "a) a tunnel"
_ITEM = re.compile(r"^\s*(?:[-–—•*·]|\(?\d{1,2}[.)]|\(?[a-z]\))\s+\S")


def opens_list(text: str) -> bool:
    """Whether a line ends with a colon: what it announces stands below it."""
    return bool(_LEAD_IN.search(text))


def is_list_item(text: str) -> bool:
    """Whether a line begins with an item's mark: a dash, a bullet, a number or a letter."""
    return bool(_ITEM.match(text))
