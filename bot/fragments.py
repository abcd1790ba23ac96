"""Web addresses that open at a sentence: a text fragment (`#:~:text=...`), made of a quotation.

A browser that knows text fragments scrolls to the sentence and marks it; any other opens the
page as ever. The form is https://wicg.github.io/scroll-to-text-fragment/.
"""

from __future__ import annotations

from urllib.parse import quote

LONGEST = 512
"""Characters that the link of a Discord button may have; links in a message keep to it too."""

ENDS = 6
"""Words of a long quotation's beginning and of its end, between which the page is marked."""

_MARK = ":~:"


def at_quotation(url: str, quoted: str) -> str:
    """The address, so that it opens at the quotation; as it was where that would be too long.

    Args:
        url: An address that is already encoded.
        quoted: Words that stand in the page one after the other.
    """
    told = text_directive(quoted)
    if not told or _MARK in url:
        return url
    joined = f"{url}{'' if '#' in url else '#'}{_MARK}text={told}"
    return joined if len(joined) <= LONGEST else url


def text_directive(quoted: str) -> str:
    """A short quotation whole, of a long one or one of several lines its first and last words.

    The parts of a range may stand in different blocks of the page; one part may not.
    """
    lines = [line.split() for line in quoted.splitlines() if line.strip()]
    if not lines:
        return ""
    if len(lines) == 1 and len(lines[0]) <= 2 * ENDS:
        return _encoded(lines[0])
    return f"{_encoded(lines[0][:ENDS])},{_encoded(lines[-1][-ENDS:])}"


def _encoded(words: list[str]) -> str:
    """Every mark that has a meaning in a directive is encoded: comma, dash, ampersand."""
    return quote(" ".join(words), safe="", errors="replace").replace("-", "%2D")
