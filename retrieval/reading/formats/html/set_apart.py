"""Lines of a story that its page marks as none of its own: captions, offers, other headlines.

The extraction takes some of them for paragraphs. A mark is the name of a class (`promo`), or a
tag (`figcaption`); or a line is all link, and no sentence. Names mean what they say only on
some pages, and others call each paragraph a `widget`: a name that marks more than a small part
of the story marks nothing.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Any

from retrieval.reading.formats.html.blocks import BESIDES, LONGEST_NAME, OTHERS, Block
from retrieval.reading.press.text_lines import ends_sentence

_TAGS = frozenset({"nav", "footer", "figcaption", "button"})
_WHOLE = frozenset({"body", "html", "article", "main"})  # `<body class="has-sidebar">`
# "photo" in `photo-text`, by which a paragraph beside a picture may go too
_PICTURES = re.compile(r"photo|image|img|picture|slide|gallery", re.IGNORECASE)
_LONGER = 120  # characters of such a paragraph
_LARGEST_SHARE = 0.15  # of a story that a name can mark as none of it; no page of 98 came near
_LINKED_SHARE = 0.8  # of a line's characters that make it all link
_LINK = "<a>"


def lines_set_apart(text: str, blocks: Sequence[Block]) -> frozenset[str]:
    """The lines of a story's text that its page sets apart from it.

    Args:
        text: The story.
        blocks: The blocks of the page, from its heading on.
    """
    lines = {_squeezed(line): line.strip() for line in text.split("\n")}
    shown = [(_squeezed(block.text), set(_marks(block)), block) for block in blocks]
    shown = [one for one in shown if one[0] and one[0] in lines]
    sizes = Counter[str]()
    for words, marks, _ in shown:
        sizes.update(dict.fromkeys(marks, len(words)))
    largest = sum(len(words) for words, _, _ in shown) * _LARGEST_SHARE
    outside = {words for words, marks, _ in shown if any(sizes[mark] <= largest for mark in marks)}
    # What the story says in its own place too (a quotation that is shown large) is its own.
    own = {words for words, marks, _ in shown if not marks}
    return frozenset(lines[words] for words in outside - own)


def _marks(block: Block) -> Iterator[str]:
    """What says that a block is none of the story: tags, names of classes, a link."""
    cells = any(element.tag in {"td", "th"} for element in _around(block.holder))
    linked = block.linked >= len(block.text) * _LINKED_SHARE and len(block.text) > LONGEST_NAME
    # An address that is shown as such is a source that the story names.
    if linked and not cells and not ends_sentence(block.text) and "://" not in block.text:
        yield _LINK
    for element in _around(block.holder):
        if element.tag in _WHOLE:
            continue
        if element.tag in _TAGS:
            yield element.tag
        yield from _named(element, block.text)


def _named(element: Any, words: str) -> Iterator[str]:
    names = f"{element.get('class') or ''} {element.get('id') or ''}"
    for pattern in (OTHERS, BESIDES):
        for match in pattern.finditer(names):
            if len(words) < _LONGER or not _PICTURES.search(match[0]):
                yield match[0].casefold()


def _around(element: Any) -> Iterator[Any]:
    yield element
    yield from element.iterancestors()


def _squeezed(words: str) -> str:
    return "".join(re.findall(r"\w+", words))  # "LateFerry" of "- Late Ferry!"
