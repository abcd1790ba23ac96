"""What a Markdown parser, which is not Dateline's own, makes of a message."""

from __future__ import annotations

from collections.abc import Iterable

from markdown_it import MarkdownIt
from markdown_it.token import Token

PARSER = MarkdownIt("commonmark")

# What messages are made of; headings, lists, rules, code blocks, pictures and HTML are not.
BLOCKS = {
    "paragraph_open", "paragraph_close", "blockquote_open", "blockquote_close", "inline",
}  # fmt: skip
INLINE = {
    "text", "text_special", "softbreak", "strong_open", "strong_close", "link_open", "link_close",
}  # fmt: skip
OWN = {"code_inline", "em_open", "em_close"}
"""What only sentences of Dateline's own have: names of commands, a word in italics."""


def odd_marks(content: str, *, own: bool = False) -> set[str]:
    """The kinds of markup in a message that no message of Dateline's has.

    Discord reads each line anew where CommonMark takes lines together, so each stands alone here.

    Args:
        content: The message as it is sent.
        own: Whether all of it is Dateline's own words, and none an article's or a person's.
    """
    blocks = PARSER.parse(content.replace("\n", "\n\n"))
    inline = [token for block in blocks for token in block.children or ()]
    allowed = INLINE | (OWN if own else set())
    return {one.type for one in blocks} - BLOCKS | {one.type for one in inline} - allowed


def require_clean(bodies: Iterable[object]) -> None:
    """Fail where a message among the bodies of REST requests has a mark that none has."""
    for body in bodies:
        data = body.get("data", body) if isinstance(body, dict) else {}
        content = data.get("content") if isinstance(data, dict) else None
        assert not odd_marks(content or "", own=True), content


def links(content: str) -> list[str]:
    """The addresses that a message links to."""
    return [
        str(token.attrGet("href"))
        for token in _inline(content.replace("\n", "\n\n"))
        if token.type == "link_open"
    ]


def _inline(content: str) -> list[Token]:
    return [token for block in PARSER.parse(content) for token in block.children or ()]
