"""What a page's own `<style>` elements hide, strike out or raise: by classes and ids.

Only plain selectors count (`.note`, `p.note.old`, `#note`, `.story .note`), and only those that
no other rule shows again, under whatever condition: what is hidden until a script or a wide
screen shows it is text of the page. So are words that are transparent or without height, for
they are made to unfold.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import product
from typing import Any

_LONGEST = 2_000_000  # characters; a stranger's sheet may have no end
_SKIPPED = re.compile(r"/\*.*?(?:\*/|\Z)|\"[^\"\n]*\"|'[^'\n]*'|<!--|-->", re.DOTALL)
"""`/* note */`, `'}'`"""
# "{"
_BRACE = re.compile(r"([{}])")
_DEEPEST = 20  # rules within one another; a stranger's may nest without end
_SELECTOR = re.compile(r"(?P<tag>[A-Za-z][\w-]*)?(?P<names>(?:[.#][A-Za-z_][\w-]*+)+)")
"""`p.note.old`"""
# ".hidden" in ".hidden, #menu"
_NAME = re.compile(r"[.#][A-Za-z_][\w-]*")
_AROUND = re.compile(r"(?P<tag>[A-Za-z][\w-]*)?(?P<names>(?:[.#][A-Za-z_][\w-]*+)*)")  # `div`
_COMBINED = re.compile(r"[\s>+~]+")  # `.story > .note`
# "@media screen ", "@layer base"
_EVERYWHERE = re.compile(r"@media\s+(?:only\s+)?(?:screen|all)\s*|@layer\b[^,]*", re.IGNORECASE)
# "@media print", "@keyframes": no rule in it is for the screen
_NEVER_SEEN = re.compile(
    r"@(?:media\s+(?:only\s+)?print\b|(?:-\w+-)?keyframes|font-face|page\b|counter-style|property)",
    re.IGNORECASE,
)
_OFF = ("place", re.compile(r"-\d{3,}"))  # `-9999px`
_CUT = ("clip", re.compile(r"(?:rect\(\s*[01](?:px)?[ ,]|inset\(\s*(?:50|100)%)"))  # `inset(50%)`
_STRUCK = ("struck", re.compile(r".*\bline-through\b"))  # `line-through red`
_WHITE = frozenset({"white", "#fff", "#ffffff", "rgb(255,255,255)", "rgba(255,255,255,1)"})
RAISED = "raised"
"""How a selector raises; every other way hides or strikes out."""
_TELLING = {
    "display": ("display", re.compile(r"none$")),
    "visibility": ("visibility", re.compile(r"(?:hidden|collapse)$")),
    "font-size": ("font-size", re.compile(r"0*\.?0+(?:px|pt|r?em|%)?$")),  # `0`, `0.0em`
    **dict.fromkeys(("left", "right", "top", "bottom", "text-indent"), _OFF),
    **dict.fromkeys(("clip", "clip-path"), _CUT),
    **dict.fromkeys(("text-decoration", "text-decoration-line"), _STRUCK),
    "vertical-align": (RAISED, re.compile(r"super$")),
}
"""What a property bears on, and the values by which it hides, strikes out or raises."""
_BEARING = re.compile(rf"(?<![\w-])(?:{'|'.join(_TELLING)}|background)", re.IGNORECASE)
"""`color` alone says nothing: most rules state one."""


@dataclass(frozen=True, slots=True)
class Selector:
    """An element by its tag, if that is given, and its classes and ids (`.note`, `#note`).

    `around` are the elements that it stands in, the innermost last.
    """

    tag: str
    names: frozenset[str]
    around: tuple[Selector, ...] = ()


@dataclass(slots=True)
class _Sheet:
    """What has been read: selectors that hide, by how, and names that are shown, by how."""

    hiding: list[tuple[str, Selector]] = field(default_factory=list)
    shown: set[tuple[str, str]] = field(default_factory=set)


def styled_by_sheets(tree: Any) -> tuple[list[Any], list[Any]]:
    """The elements of a page that its own style sheets hide or strike out, and those they raise."""
    styled = styling_selectors("\n".join(_sheets(tree)))
    hiding = [one for how, one in styled if how != RAISED]
    return _selected(tree, hiding), _selected(tree, [one for how, one in styled if how == RAISED])


def _selected(tree: Any, selectors: list[Selector]) -> list[Any]:
    if not selectors:
        return []
    by_name: dict[str, list[Selector]] = {}
    for one in dict.fromkeys(selectors):
        # Under one of its names, whichever: an element must have them all.
        by_name.setdefault(min(one.names), []).append(one)
    return [one for one in tree.xpath(".//*[@class or @id]") if _is_selected(one, by_name)]


def styling_selectors(css: str) -> list[tuple[str, Selector]]:
    """The plain selectors by which a style sheet hides or raises, and how, none undone again.

    It is read by its braces alone, in linear time: tinycss2 takes 14 ms for the sheets of a news
    page, nearly as long as all the rest of the page.
    """
    sheet = _Sheet()
    for rule, declarations, sure in _rules(_SKIPPED.sub(" ", css[:_LONGEST])):
        effects = dict(_effects(declarations))
        for selector in rule.split(",") if effects else ():
            _take(sheet, selector.strip(), effects, sure=sure)
    return [
        (how, selector)
        for how, selector in sheet.hiding
        if not any((how, name) in sheet.shown for name in selector.names)
    ]


def _is_selected(element: Any, by_name: dict[str, list[Selector]]) -> bool:
    names = _names(element)
    near = (one for name in names for one in by_name.get(name, ()))
    return any(
        one.names <= names and one.tag in {"", element.tag} and _is_around(element, one.around)
        for one in near
    )


def _names(element: Any) -> set[str]:
    """The classes and the id of an element, as selectors have them."""
    names = {f".{name}" for name in (element.get("class") or "").split()}
    return names | {f"#{element.get('id')}"}


def _is_around(element: Any, wanted: tuple[Selector, ...]) -> bool:
    """Whether the elements stand around this one, none being the page as a whole.

    A class of the whole page goes when its scripts have run.
    """
    left = list(wanted)
    for one in element.iterancestors() if left else ():
        if one.tag in {"body", "html"}:
            break
        if left and left[-1].tag in {"", one.tag} and left[-1].names <= _names(one):
            # From the inside out; others may stand between.
            left.pop()
    return not left


def _sheets(tree: Any) -> Iterator[str]:
    for style in tree.iter("style"):
        media = (style.get("media") or "all").strip().lower()
        if media in {"all", "screen"} and next(style.iterancestors("noscript"), None) is None:
            yield style.text or ""


def _rules(css: str) -> Iterator[tuple[str, str, bool]]:
    """Selectors and declarations, and whether they hold without a condition."""
    around: list[str] = []
    pieces = _BRACE.split(css)
    # Words and braces by turns: a selector before "{", declarations before "}".
    for words, brace in zip(pieces[::2], pieces[1::2], strict=False):
        if len(around) > _DEEPEST:
            return
        if brace == "{":
            # "@import url(a.css); .note": a statement without braces stands before the selector.
            around.append(words.rpartition(";")[2].strip())
        elif around:
            rule = around.pop()
            if rule[:1] != "@" and not any(map(_NEVER_SEEN.match, around)):
                yield rule, words, all(map(_EVERYWHERE.fullmatch, around))


def _effects(declarations: str) -> Iterator[tuple[str, bool]]:
    """How the declarations bear on what is seen, and whether they hide, strike out or raise."""
    if not _BEARING.search(declarations):
        return
    values: dict[str, str] = {}
    # The last for a property counts, as in browsers; "!important" is not weighed.
    for declaration in declarations.split(";"):
        name, _, value = declaration.partition(":")
        values[name.strip().lower()] = value.partition("!")[0].strip().lower()
    for name, value in values.items():
        if name in _TELLING:
            how, pattern = _TELLING[name]
            yield how, pattern.match(value) is not None
    ink, ground = values.get("color", ""), values.get("background-color", values.get("background"))
    if ink and ground and same_colour(ink, ground):
        yield "ink", True


def same_colour(one: str, other: str) -> bool:
    """Whether two colours are written alike, or are both white."""
    return one == other or {one, other} <= _WHITE


def _take(sheet: _Sheet, selector: str, effects: dict[str, bool], *, sure: bool) -> None:
    hiding = [how for how, hides in effects.items() if hides]
    # The rule shows something: whatever has one of these names may be seen after all.
    if len(hiding) < len(effects):
        names = _NAME.findall(_COMBINED.split(selector)[-1])
        sheet.shown.update(product((how for how, hides in effects.items() if not hides), names))
    plain = _plain(selector) if hiding and sure else None
    if plain:
        sheet.hiding += ((how, plain) for how in hiding)


def _plain(selector: str) -> Selector | None:
    """`div.story p.note` as a value; None for a selector that is not plain."""
    *around, last = selector.split() or [""]
    match, outer = _SELECTOR.fullmatch(last), [_AROUND.fullmatch(one) for one in around]
    if match is None or None in outer:
        return None
    return replace(_made(match), around=tuple(_made(one) for one in outer if one))


def _made(match: re.Match[str]) -> Selector:
    return Selector((match["tag"] or "").lower(), frozenset(_NAME.findall(match["names"])))
