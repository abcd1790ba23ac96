"""The blocks of a page from its heading on: what stands on one line of it, and where."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from retrieval.reading.formats.untrusted_markup import BLOCKS, UNSEEN
from retrieval.reading.press.text_lines import folded

_MOST = 600
"""So many blocks behind the heading are looked at."""
LONGEST_NAME = 30
"""A link of more characters is rather a headline than a name."""
_HEADINGS = ("h1", "h2", "h3", "h4")
_ASIDE_TAGS = frozenset({
    "nav", "footer", "aside", "form", "figure", "figcaption", "button", "select", "menu", "label",
    "textarea", "video", "audio",
})  # fmt: skip
OTHERS = re.compile(
    r"(?<![a-z])(?:nav|menu|foot(?:er)?|side-?bar|aside|comments?|disqus|reply|related|recommend\w*"
    r"|read-?more|more-?(?:news|stories)|see-?also|latest|popular|trending|most-?read"
    r"|promo(?:s|tions?|tional)?"
    r"|newsletter|sign-?up|cookies?|gdpr|consent|slides?|gallery|advert\w*|ads?|banner|sponsor\w*"
    r"|widget|modal|popup|pagination|pager|weather|ticker|event|calendar|login|paywall|poll|teasers?"
    r"|player|carousel)(?![a-z])",
    re.IGNORECASE,
)
"""What is another's than the article's: `post-footer`, `related_posts`, as names of classes"""
BESIDES = re.compile(
    r"(?<![a-z])(?:share|sharing|social|subscri\w*|author-?(?:bio|box|info)|(?:short-)?bio"
    r"|about-?(?:the-)?author|copyright|disclaimer|tags?|caption|credits?|photos?|images?|img"
    r"|pictures?|breadcrumbs?|rating|toc|pull-?quote)(?![a-z])",
    re.IGNORECASE,
)
"""What stands with an article and is none of its prose: `image_caption`"""
_CHANGE = re.compile(
    r"(?<![a-z])(?:date(?:modified|updated)|(?:date|entry|post|article|last)[-_]?(?:modified|updated)"
    r"|(?:modified|updated)[-_](?:date|time|on|at))(?![a-z])",
    re.IGNORECASE,
)
"""`dateModified`, `entry-updated`; `updated` alone is hAtom's word for the day of publication"""


@dataclass(slots=True)
class Block:
    """A line of a page as it is seen.

    Attributes:
        holder: The innermost block element that holds it.
        text: Its words, white space made one.
        linked: How many of its characters lead elsewhere.
        headline: Whether a link in it is as long as a headline.
        times: The `datetime` values in it.
        parts: Its words by element, as they stand in the page.
    """

    holder: Any
    text: str
    linked: int = 0
    times: tuple[str, ...] = ()
    headline: bool = False
    parts: tuple[str, ...] = ()

    @property
    def spaced_text(self) -> str:
        """Its words with a space between its elements, as a style may set them."""
        return " ".join(" ".join(self.parts).split())


@dataclass(slots=True)
class _Line:
    """A block in the making."""

    parts: list[str] = field(default_factory=list)
    linked: int = 0
    longest: int = 0
    times: list[str] = field(default_factory=list)
    holder: Any = None

    def add(self, words: str | None, element: Any) -> None:
        if not words:
            return
        size = len(words.strip())
        if not self.parts:
            # White space begins no line.
            if not size:
                return
            self.holder = _holder(element)
        self.parts.append(words)
        if size and _in_link(element):
            self.linked += size
            self.longest = max(self.longest, size)


def title_heading(tree: Any, title: str | None) -> Any:
    """The element that shows the title; else the first `<h1>`, or None."""
    wanted = folded(title or "")
    headings = [one for tag in _HEADINGS for one in tree.iter(tag)]
    # A heading that is the title, word for word.
    for heading in headings if wanted else ():
        if folded(heading.text_content()) == wanted:
            return heading
    # Any other element that shows just the title.
    shows = "//body//*[normalize-space(text())=$title]"
    for shown in tree.xpath(shows, title=title) if title else ():
        if shown.tag not in {"a", "option"} and not is_aside(shown, None):
            return shown
    # A heading that makes up most of it: "Harbour closed" in "Harbour closed | Tully Times".
    inside = (one for one in headings if wanted and folded(one.text_content()) in wanted)
    longest = max(inside, key=lambda one: len(one.text_content()), default=None)
    if longest is not None and len(folded(longest.text_content())) * 2 > len(wanted):
        return longest
    return next((one for one in headings if one.tag == "h1"), None)


def blocks_after(heading: Any) -> Iterator[Block]:
    """The blocks that stand behind an element in the page, in order, without times of change."""
    line, count = _Line(), 0
    for kind, element in _steps(heading):
        if kind == "tail":
            line.add(element.tail, element.getparent())
            continue
        if element.tag in BLOCKS:
            if line.parts:
                yield _made(line)
                count += 1
                if count == _MOST:
                    return
            if line.parts or line.times:
                line = _Line()
        if kind == "start":
            if time := element.get("datetime"):
                line.times.append(time)
            line.add(element.text, element)
    if line.parts:
        yield _made(line)


def is_aside(element: Any, root: Any, *, label: bool = False) -> bool:
    """Whether an element, or one around it below `root`, is set apart from the story.

    Args:
        element: Where to begin.
        root: Where to end.
        label: It is looked for what is said of the article rather than for its prose.
    """
    while element is not None and element is not root:
        if element.tag in _ASIDE_TAGS and not (label and _is_own_footer(element)):
            return True
        # What holds the whole story is no aside, whatever its class: <body class="has-sidebar">.
        names = f"{element.get('class') or ''} {element.get('id') or ''}"
        if element.tag not in {"body", "html", "article", "main"} and (
            OTHERS.search(names) or (not label and BESIDES.search(names))
        ):
            return True
        element = element.getparent()
    return False


def _is_own_footer(element: Any) -> bool:
    """Whether this is an article's footer, where its day and its author may be told."""
    return element.tag == "footer" and next(element.iterancestors("article"), None) is not None


def marks_change(element: Any) -> bool:
    """Whether a page marks an element as the time at which its article was last changed."""
    return _CHANGE.search(f"{element.get('itemprop')} {element.get('class')}") is not None


def common_ancestor(one: Any, other: Any) -> Any:
    """The innermost element that holds both."""
    around = {one, *one.iterancestors()}
    return next((each for each in (other, *other.iterancestors()) if each in around), None)


def _steps(heading: Any) -> Iterator[tuple[str, Any]]:
    """`start`, `end` and `tail` of the elements behind the heading, those unseen left out."""
    from lxml.etree import iterwalk

    at = heading
    while at is not None and at.getparent() is not None:
        yield "tail", at
        following = at.getnext()
        if following is None:
            # The last of its siblings: on with what stands behind the element around them.
            at = at.getparent()
            yield "end", at
            continue
        walk = iterwalk(following, events=("start", "end", "comment", "pi"))
        for event, element in walk:
            if event in {"comment", "pi"} or element.tag in UNSEEN or marks_change(element):
                if event == "start":
                    walk.skip_subtree()
                # What is left out keeps its tail; that of `following` comes with the next round.
                if event != "start" and element is not following:
                    yield "tail", element
                continue
            if event == "start" or element.tag in BLOCKS:
                yield event, element
            if event == "end" and element is not following and element.tail:
                yield "tail", element
        at = following


def _holder(element: Any) -> Any:
    while element.tag not in BLOCKS and element.tag != "body" and element.getparent() is not None:
        element = element.getparent()
    return element


def _in_link(element: Any) -> bool:
    return element.tag == "a" or next(element.iterancestors("a"), None) is not None


def _made(line: _Line) -> Block:
    text = " ".join("".join(line.parts).split())
    headline = line.longest > LONGEST_NAME
    return Block(line.holder, text, line.linked, tuple(line.times), headline, tuple(line.parts))
