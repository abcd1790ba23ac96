"""Pages that list a site's stories and are none themselves: front pages, sections, archives."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

_HEADLINES = 5
"""So many headlines that lead elsewhere make a list of a page without a story."""
_WORDS = 4  # words of a link that is a headline; fewer is navigation
_NEARLY_ALL = 0.8  # of the text's characters
_ROOM = 30  # characters for the time or the section beside a headline
_STORY = 700
"""A page with so many characters of prose between two headlines holds a story."""

LIST = (
    "This page is a list of stories (a front page or a section) and no article; open the article"
    " itself and save that, or follow the site's feed: dateline feeds add ADDRESS."
)


def is_list(tree: Any, text: str) -> bool:
    """Whether what was found on a page are headlines of other pages, with a line on each.

    Args:
        tree: The page.
        text: What was found as its story.
    """
    # A page that calls itself an article is believed.
    if any(
        meta.get("content") == "article" for meta in tree.iterfind(".//meta[@property='og:type']")
    ):
        return False
    lines = [_squeezed(line) for line in text.split("\n")]
    headlines = _headlines(tree, lines)
    if len(headlines) >= _HEADLINES:
        return max(_runs(lines, headlines), default=0) < _STORY
    return _is_teased(tree, lines)


def _headlines(tree: Any, lines: Sequence[str]) -> set[int]:
    """Which lines of the text are the words of a link, with a date or a section at most."""
    links = {
        _squeezed(link.text_content())
        for link in tree.iter("a")
        if len(link.text_content().split()) >= _WORDS
        # A link within the page leads to no other story.
        and not (link.get("href") or "#").startswith("#")
    }
    # By length, so that a line is looked up and not compared with each link of a large page.
    lengths = sorted({len(link) for link in links})
    found = set()
    for at, line in enumerate(lines):
        near = (length for length in lengths if length <= len(line) <= length + _ROOM)
        # "10:15 Harbour closed", "Harbour closed | Port": the words of a link at either end.
        if any(line[-length:] in links or line[:length] in links for length in near):
            found.add(at)
    return found


def _is_teased(tree: Any, lines: Sequence[str]) -> bool:
    """Whether nearly all of the text is what stands behind headings that lead to other pages."""
    teasers = [
        _squeezed(_behind(heading))
        for heading in tree.iter("h2", "h3", "h4")
        if any(len(link.text_content().split()) >= _WORDS for link in heading.iter("a"))
    ]
    if len(teasers) < _HEADLINES or max(map(len, teasers)) >= _STORY:
        return False
    whole = "\n".join(teasers)
    held = sum(len(line) for line in lines if line and line in whole)
    return held >= _NEARLY_ALL * sum(map(len, lines))


def _behind(heading: Any) -> str:
    """The words behind a heading, up to the next one, in the element around both."""
    # Beside the heading or, where it has an element for itself, beside that.
    for around in (heading, heading.getparent()):
        words = []
        for one in around.itersiblings() if around is not None else ():
            if (
                one.tag in {"h1", "h2", "h3", "h4"}
                or next(one.iter("h2", "h3", "h4"), None) is not None
            ):
                break
            words.append(one.text_content() if isinstance(one.tag, str) else "")
        if any(word.strip() for word in words):
            return " ".join(words)
    return ""


def _runs(lines: Sequence[str], headlines: set[int]) -> list[int]:
    """How many characters stand between one headline and the next."""
    runs = [0]
    for at, line in enumerate(lines):
        if at in headlines:
            runs.append(0)
        else:
            runs[-1] += len(line)
    return runs


def _squeezed(words: str) -> str:
    return "".join(re.findall(r"\w+", words))  # "LateFerry" of "Late Ferry!"
