"""What a page's own `<style>` elements hide: classes and ids that can't be seen.

Only plain selectors count (`.note`, `p.note.old`, `#note`), and only those that no other rule
shows again, under whatever condition: what is hidden until a script or a wide screen shows it
is text of the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

_LONGEST = 2_000_000
_SKIPPED = re.compile(r"/\*.*?(?:\*/|\Z)|\"[^\"\n]*\"|'[^'\n]*'|<!--|-->", re.DOTALL)
"""`/* note */`, `'}'`"""
# "{"
_BRACE = re.compile(r"([{}])")
_DEEPEST = 20
_SELECTOR = re.compile(r"(?P<tag>[A-Za-z][\w-]*)?(?P<names>(?:[.#][A-Za-z_][\w-]*+)+)")
"""`p.note.old`"""
# ".hidden" in ".hidden, #menu"
_NAME = re.compile(r"[.#][A-Za-z_][\w-]*")
_COMBINED = re.compile(r"[\s>+~]+")  # `.story > .note`
_EVERYWHERE = re.compile(r"@media\s+(?:only\s+)?(?:screen|all)\s*|@layer\b[^,]*", re.IGNORECASE)
# "@media print", "@keyframes": no rule in it is for the screen
_NEVER_SEEN = re.compile(
    r"@(?:media\s+(?:only\s+)?print\b|(?:-\w+-)?keyframes|font-face|page\b|counter-style|property)",
    re.IGNORECASE,
)
_ZERO = re.compile(r"0*\.?0+(?:px|pt|r?em|%)?")  # `0`, `0.0em`
_OFF = re.compile(r"-\d{3,}")  # `-9999px`
_PLACES = frozenset({"left", "right", "top", "bottom", "text-indent"})


@dataclass(frozen=True, slots=True)
class Selector:
    """An element by its tag, if that is given, and its classes and ids (`.note`, `#note`)."""

    tag: str
    names: frozenset[str]


@dataclass(slots=True)
class _Sheet:
    """What has been read: selectors that hide, by how, and names that are shown, by how."""

    hiding: list[tuple[str, Selector]] = field(default_factory=list)
    shown: set[tuple[str, str]] = field(default_factory=set)


def hidden_by_sheets(tree: Any) -> list[Any]:
    """The elements of a page that its own style sheets hide."""
    selectors = hiding_selectors("\n".join(_sheets(tree)))
    if not selectors:
        return []
    by_name: dict[str, list[Selector]] = {}
    for one in dict.fromkeys(selectors):
        by_name.setdefault(min(one.names), []).append(one)
    return [one for one in tree.xpath(".//*[@class or @id]") if _is_selected(one, by_name)]


def hiding_selectors(css: str) -> list[Selector]:
    """The plain selectors by which a style sheet hides, and that it shows nowhere again.

    It is read by its braces alone, in linear time: tinycss2 takes 14 ms for the sheets of a news
    page, nearly as long as all the rest of the page.
    """
    sheet = _Sheet()
    for rule, declarations, sure in _rules(_SKIPPED.sub(" ", css[:_LONGEST])):
        effects = dict(_effects(declarations))
        for selector in rule.split(",") if effects else ():
            _take(sheet, selector.strip(), effects, sure=sure)
    return [
        selector
        for how, selector in sheet.hiding
        if not any((how, name) in sheet.shown for name in selector.names)
    ]


def _is_selected(element: Any, by_name: dict[str, list[Selector]]) -> bool:
    names = {f".{name}" for name in (element.get("class") or "").split()}
    names.add(f"#{element.get('id')}")
    near = (one for name in names for one in by_name.get(name, ()))
    return any(one.names <= names and one.tag in {"", element.tag} for one in near)


def _sheets(tree: Any) -> Iterator[str]:
    for style in tree.iter("style"):
        media = (style.get("media") or "all").strip().lower()
        if media in {"all", "screen"} and next(style.iterancestors("noscript"), None) is None:
            yield style.text or ""


def _rules(css: str) -> Iterator[tuple[str, str, bool]]:
    """Selectors and declarations, and whether they hold without a condition."""
    around: list[str] = []
    pieces = _BRACE.split(css)
    for words, brace in zip(pieces[::2], pieces[1::2], strict=False):
        if len(around) > _DEEPEST:
            return
        if brace == "{":
            around.append(words.rpartition(";")[2].strip())
        elif around:
            rule = around.pop()
            if rule[:1] != "@" and not any(map(_NEVER_SEEN.match, around)):
                yield rule, words, all(map(_EVERYWHERE.fullmatch, around))


def _effects(declarations: str) -> Iterator[tuple[str, bool]]:
    """How the declarations bear on what is seen, and whether they hide."""
    for declaration in declarations.split(";"):
        name, _, value = declaration.partition(":")
        name, value = name.strip().lower(), value.partition("!")[0].strip().lower()
        if name == "display":
            yield name, value == "none"
        elif name == "visibility":
            yield name, value in {"hidden", "collapse"}
        elif name == "font-size":
            yield name, _ZERO.fullmatch(value) is not None
        elif name in _PLACES:
            yield "place", _OFF.match(value) is not None


def _take(sheet: _Sheet, selector: str, effects: dict[str, bool], *, sure: bool) -> None:
    plain = _SELECTOR.fullmatch(selector)
    for how, hides in effects.items():
        if not hides:
            last = _COMBINED.split(selector)[-1]
            sheet.shown.update((how, name) for name in _NAME.findall(last))
        elif plain and sure:
            names = frozenset(_NAME.findall(plain["names"]))
            sheet.hiding.append((how, Selector((plain["tag"] or "").lower(), names)))
