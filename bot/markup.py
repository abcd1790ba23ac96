"""HTML as a tree, so that no text can be taken for markup."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

from bot.text import without_controls

if TYPE_CHECKING:
    from collections.abc import Iterable

    Child = ET.Element | str | None


def el(tag: str, *children: Child, **attributes: str | float) -> ET.Element:
    """An element; `class_` stands for `class`, `http_equiv` for `http-equiv`.

    Texts are filtered by `without_controls`; writing the tree escapes them.
    """
    # "class" can't be the name of an argument; no name of an attribute has an underscore.
    names = {name.rstrip("_").replace("_", "-"): value for name, value in attributes.items()}
    element = ET.Element(tag, {name: without_controls(str(value)) for name, value in names.items()})
    return fill(element, children)


def fill(element: ET.Element, children: Iterable[Child]) -> ET.Element:
    """`element` with more children at its end; None is left out."""
    for child in children:
        if isinstance(child, str):
            # ElementTree keeps a text behind a child as that child's `tail`; before any child it is
            # the element's own `text`.
            last = element[-1] if len(element) else None
            if last is None:
                element.text = (element.text or "") + without_controls(child)
            else:
                last.tail = (last.tail or "") + without_controls(child)
        elif child is not None:
            element.append(child)
    return element


def written(root: ET.Element) -> str:
    """The whole page."""
    return f"<!doctype html>\n{ET.tostring(root, encoding='unicode', method='html')}\n"
