"""What a reader of a page sees of it: nothing hidden, nothing struck out, no footnote marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from retrieval.reading.formats.html.stylesheets import same_colour, styled_by_sheets

_STRUCK = ("del", "s", "strike")
# What Bootstrap, WordPress, Drupal and others call words for screen readers alone
_UNSEEN_CLASSES = frozenset({
    "sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "screen-reader-only",
    "offscreen", "off-screen", "element-invisible", "a11y-hidden",
})  # fmt: skip
_HIDING = re.compile(
    r"(?:^|;)\s*(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse)"
    r"|font-size\s*:\s*0*\.?0+(?:px|pt|r?em|%)?\s*(?:;|!|$)|font\s*:\s*0(?:px|pt|/)"
    r"|(?:left|right|top|bottom|text-indent)\s*:\s*-\d{3,}|margin[a-z-]*\s*:\s*-\d{4,}"
    r"|clip\s*:\s*rect\(\s*[01](?:px)?[ ,]|clip-path\s*:\s*inset\(\s*(?:50|100)%"
    r"|transform\s*:\s*scale\(\s*0\s*\))",
    re.IGNORECASE,
)
"""`display:none`, `font-size: 0`, `position:absolute; left:-9999px`"""
_NO_ROOM = re.compile(r"(?:^|;)\s*(?:width|height)\s*:\s*[01](?:px)?\s*(?:;|!|$)", re.IGNORECASE)
"""`height:0;overflow:hidden`"""
_CLEAR = re.compile(r"(?:^|;)\s*opacity\s*:\s*0?\.?0+\s*(?:;|!|$)", re.IGNORECASE)  # `opacity: 0`
# `text-decoration: line-through`
_LINE_THROUGH = re.compile(r"text-decoration(?:-line)?\s*:[^;]*line-through", re.IGNORECASE)
_COLOUR = re.compile(r"(?:^|;)\s*color\s*:\s*([^;!]+)", re.IGNORECASE)  # `color: #fff`
# `background: #fff`
_GROUND = re.compile(r"(?:^|;)\s*background(?:-color)?\s*:\s*([^;!]+)", re.IGNORECASE)

# `vertical-align: super`
_RAISED = re.compile(r"vertical-align\s*:\s*(?:super|top)\b", re.IGNORECASE)
_MARK = re.compile(r"[\[(]?(?:\d{1,3}|[*†‡§]{1,3})(?:\s*[,;–-]\s*\d{1,3})*[\])]?")  # `[12]`, `*`
_UNIT = re.compile(r"(?:^|[\s\d/(])(?:[kcdm]?m|ft|[ксдм]?м)$")  # `40 km`, before a raised 2
_POWER = re.compile(r"[×xх·*]\s?10$", re.IGNORECASE)  # `3 × 10`, before a raised 6
_TEN = re.compile(r"(?:^|[\s(~≈])10$")  # `about 10`, before a raised 6; two digits may be minutes
_PRICE = re.compile(r"[$€£₽₸¥]\s?\d[\d,. ]*$")  # `$19`, before raised cents
_CHARGE = re.compile(r"\d?[-−+]\d{0,2}")  # `-6`, `2+`
_RAISED_DIGITS = str.maketrans("0123456789+-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")


def keep_visible(tree: Any) -> None:
    """Take out of a page's tree what its reader doesn't see, and what its author took back.

    That is: hidden, transparent, out of the frame or without size by its own `style`; hidden by
    the page's own style sheets, unless that is half of the page's words; struck out; raised
    marks of footnotes. Raised figures after a unit or a power of ten become the
    characters for them: km², 10⁶. What holds half of the page's words is left alone, for a
    page that is saved while a window lies over it is hidden as a whole.
    """
    most = len(tree.text_content()) // 2
    hidden, lifted = styled_by_sheets(tree)
    # Found before the first one goes; without a parent it has gone already.
    for element in [*_hidden(tree), *_unless_most(hidden, most), *_struck(tree)]:
        if element.getparent() is not None and len(element.text_content()) <= most:
            _drop(element)
    for raised in [*_raised(tree), *lifted]:
        _lower(raised)


def _drop(element: Any) -> None:
    """The element goes, what follows it stays."""
    if element.getparent() is not None and element.tag not in {"html", "body"}:
        element.drop_tree()


def _hidden(tree: Any) -> Iterator[Any]:
    yield from tree.xpath(
        ".//*[@hidden or @aria-hidden='true'] | .//dialog[not(@open)] | .//template"
    )
    for element in tree.xpath(".//*[@style]"):
        if is_hiding(element.get("style")) or _is_invisible_ink(element):
            yield element
    for element in tree.xpath(".//*[@class]"):
        if _UNSEEN_CLASSES & set(element.get("class").lower().split()):
            yield element


def _unless_most(found: list[Any], most: int) -> list[Any]:
    """What style sheets hide; nothing where all of it together is too much to be meant."""
    those = set(found)
    outer = (one for one in found if those.isdisjoint(one.iterancestors()))
    return found if sum(len(one.text_content()) for one in outer) <= most else []


def is_hiding(style: str) -> bool:
    """Whether a `style` attribute keeps its element out of sight."""
    if _HIDING.search(style):
        return True
    if _CLEAR.search(style):
        return "trans" not in style.lower()  # what fades in with a transition or transform is seen
    return "overflow" in style.lower() and _NO_ROOM.search(style) is not None


def _is_invisible_ink(element: Any) -> bool:
    """Whether the letters have the colour of the ground, which is white if nothing is stated."""
    ink = _colour(_COLOUR.search(element.get("style")))
    if not ink:
        return False
    for around in (element, *element.iterancestors()):
        ground = _colour(_GROUND.search(around.get("style") or "")) or around.get("bgcolor")
        if ground:
            return same_colour(ink, ground.lower())
    # By its class or id, a style sheet may put a dark ground under it.
    plain = not (element.get("class") or element.get("id"))
    return plain and same_colour(ink, "white")


def _colour(match: re.Match[str] | None) -> str | None:
    return "".join(match[1].lower().split()) if match else None


def _struck(tree: Any) -> Iterator[Any]:
    yield from tree.iter(*_STRUCK)
    yield from (one for one in tree.xpath(".//*[@style]") if _LINE_THROUGH.search(one.get("style")))


def _raised(tree: Any) -> Iterator[Any]:
    """What stands raised: `<sup>`, a style that raises, and links to notes of the page itself."""
    yield from tree.iter("sup")
    for element in tree.xpath(".//span[@style] | .//font[@style] | .//a[@style]"):
        if _RAISED.search(element.get("style")):
            yield element
    for link in tree.xpath(".//a[starts-with(@href, '#')]"):
        # In a list or a menu, links within the page are its contents; in `<sup>` they go with that.
        if next(link.iterancestors("sup", "li", "nav"), None) is None:
            yield link


def _lower(raised: Any) -> None:
    """Keep a raised figure from running into what stands before it."""
    words = "".join(raised.itertext()).strip()
    before = _before(raised)
    # Behind white space it runs into nothing.
    if raised.getparent() is None or not before or not before[-1:].strip():
        return
    exponent = words in {"2", "3"} and _UNIT.search(before)
    power = words.isdecimal() and (
        _POWER.search(before)
        or (len(words) == 1 and _TEN.search(before) and not _is_linked(raised))
    )
    if exponent or power or _CHARGE.fullmatch(words):
        _say(raised, words.translate(_RAISED_DIGITS))
    # "10⁰⁰", "$19⁹⁹": minutes and cents stay, a space apart.
    elif words.isdecimal() and (words.startswith("0") or _PRICE.search(before)):
        _say(raised, f" {words}")
    elif _MARK.fullmatch(words):
        raised.drop_tree()


def _is_linked(raised: Any) -> bool:
    """Whether a raised mark leads to its note, as powers never do."""
    return (
        next(raised.iter("a"), None) is not None
        or next(raised.iterancestors("a"), None) is not None
    )


def _say(element: Any, words: str) -> None:
    for inner in list(element):
        inner.drop_tree()
    element.text = words
    element.drop_tag()


def _before(element: Any) -> str:
    """The few words that stand immediately before an element, on its own line."""
    while element is not None:
        before = element.getprevious()
        words = before.tail if before is not None else None
        if words:
            return str(words)[-40:]
        if before is not None:
            return str(before.text_content())[-40:] if isinstance(before.tag, str) else ""
        # No sibling before it: its parent's own text, or what stands before that, if it is inline.
        element = element.getparent()
        if element is None or (element.text or "").strip():
            return (element.text or "")[-40:] if element is not None else ""
        if element.tag not in {"a", "b", "i", "em", "strong", "span", "font", "u", "sup"}:
            return ""
    return ""
