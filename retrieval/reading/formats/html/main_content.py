"""The story on a page: what the extraction finds, and what it leaves lying beside that."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from retrieval.errors import UnreadableArticle
from retrieval.reading.formats.encoding import normalize_line_ends
from retrieval.reading.formats.html.blocks import (
    Block,
    blocks_after,
    common_ancestor,
    is_aside,
    title_heading,
)
from retrieval.reading.formats.html.live_blog import with_entry_times
from retrieval.reading.formats.html.set_apart import lines_set_apart
from retrieval.reading.formats.untrusted_markup import BLOCKS
from retrieval.reading.press.furniture import is_furniture_line
from retrieval.reading.press.text_lines import ends_sentence

_LONG = 60  # characters from which a block that ends as a sentence is prose
_LONGER = 120  # characters from which it needs no full stop
_BESIDE = 3
"""So many blocks behind the story's last paragraph may belong to it."""
_FOOT = 12
"""So many blocks behind it may say something of it."""
_LEAD = re.compile(
    r"(?<![a-z])(?:lead|lede|intro\w*|standfirst|stand-first|dek|deck|subtitle|sub-?title|sub-?head\w*"
    r"|summary|announce\w*|anons|excerpt|abstract|description|kicker|strap\w*|preamble)(?![a-z])",
    re.IGNORECASE,
)
"""`article-lead`, `news_anons`"""
_META = re.compile(r"meta(?:data)?(?![a-z])|byline|dateline", re.IGNORECASE)  # `postmetadata`
# "| Port | Ships | ", as trafilatura writes a row of a table
_ROW = re.compile(r"^\|(.*[^\\])\|[ ]*$", re.MULTILINE)
# "|---|---|", below its head
_RULE = re.compile(r"^\|(?:---\|)+[ ]*\n?", re.MULTILINE)
_INLINE = frozenset({"span", "a", "b", "strong", "i", "em", "label", "small", "time"})
_AS_BLOCK = re.compile(r"\bdisplay\s*:\s*(?:block|flex|grid|list-item|table)\b", re.IGNORECASE)
"""`display: block`"""
_PROSE = 2  # paragraphs that make a table's cell a column of the page
_SENTENCE = 60  # characters


@dataclass(slots=True)
class Story:
    """The story's text, and the blocks of the page in which it stands, as far as that is known.

    Attributes:
        blocks: Those behind the heading, up to a few below the story.
        first: Which of them is the first that the extraction took; `len(blocks)` if none is.
        outside_story: Lines of the text that the page marks as none of the story's.
    """

    text: str
    heading: Any = None
    blocks: list[Block] = field(default_factory=list)
    first: int = 0
    outside_story: frozenset[str] = frozenset()


def story_of(tree: Any, title: str | None) -> Story:
    """The story on a page.

    The extraction is trafilatura's, https://aclanthology.org/2021.acl-demo.15, set for recall.
    It looks for one container; where a page has its lede or its last paragraph in another, or
    words without a paragraph of their own, these are put back at their place.

    Args:
        tree: The page, what can't be seen left out.
        title: What the page calls the article.
    """
    unfold_layout(tree)
    make_blocks(tree)
    part_blocks(tree)
    part_labels(tree)
    # A copy, for trafilatura takes its tree apart; the blocks are read from the whole one.
    text = _extracted(deepcopy(tree))
    heading = title_heading(tree, title)
    if heading is None or not text.strip():
        return Story(text)
    blocks = list(blocks_after(heading))
    text = _parted(text, [" ".join(heading.text_content().split()), *(one.text for one in blocks)])
    taken = _taken(blocks, text)
    if not taken:
        return Story(text, heading)
    lost = [at for at in _lost(blocks, taken, heading) if not is_furniture_line(blocks[at].text)]
    whole = with_entry_times(_put_back(text, blocks, taken, lost), blocks)
    outside_story = lines_set_apart(whole, blocks)
    return Story(whole, heading, blocks[: taken[-1] + 1 + _FOOT], taken[0], outside_story)


def unfold_layout(tree: Any) -> None:
    """Make tables that only lay out the page plain blocks, or a whole story becomes one row."""
    prose = Counter(_above(part, "td") for part in tree.iter("p", "br") if _is_prose(part))
    cells = [cell for cell, count in prose.items() if cell is not None and count >= _PROSE]
    layout = {
        table for inner in [*cells, *tree.iter("h1")] for table in inner.iterancestors("table")
    }
    parts = [
        part
        for part in tree.iter("table", "tbody", "tr", "td")
        if part in layout or (part.tag != "table" and _above(part, "table") in layout)
    ]
    for part in parts:
        part.tag = "div"


def make_blocks(tree: Any) -> None:
    """Make blocks of the elements that a style of their own shows as such."""
    for element in tree.iter("span", "b", "strong", "i", "em", "label", "small"):
        if _AS_BLOCK.search(element.get("style") or ""):
            element.tag = "div"


def part_blocks(tree: Any) -> None:
    """Keep what stands in two blocks two, where no white space stands between them."""
    for block in tree.iter(*BLOCKS):
        before, parent = block.getprevious(), block.getparent()
        if block.tail and not block.tail[0].isspace():
            block.tail = "\n" + block.tail
        elif not block.tail:
            block.tail = "\n"
        if before is not None and before.tail:
            before.tail += "\n"
        elif before is None and parent is not None and parent.text:
            parent.text += "\n"


def part_labels(tree: Any) -> None:
    """Keep a label and what it labels apart: elements side by side with no word between them.

    A style parts them, as `Where` and `Tully` in `<span>Where</span><span>Tully</span>` or in
    `<li>Where<b>Tully</b></li>`. A word
    that runs over two elements (a large first letter, say) does not begin anew with a capital.
    """
    for block in tree.iter(*BLOCKS):
        label = (block.text or "").strip()
        if any(part.tag not in _INLINE or (part.tail or "").strip() for part in block):
            continue
        if len(block) == 1 and label and _begins_anew(block.text, block[0].text_content()):
            block.text += " "
        for one, other in pairwise(block if not label else ()):
            if not one.tail and _begins_anew(one.text_content(), other.text_content()):
                one.tail = " "


def _begins_anew(words: str, others: str) -> bool:
    """Whether a word ends here and a capital or a figure begins: `Where|Tully`, `When|16`."""
    ended = words[-1:].isdigit() or (words[-3:].isalpha() and len(words) >= 3)
    return ended and (others[:1].isupper() or (words[-1:].isalpha() and others[:1].isdigit()))


def _is_prose(part: Any) -> bool:
    """Whether a paragraph, or what follows a line break, is as long as a sentence."""
    text = part.text_content() if part.tag == "p" else part.tail
    return len((text or "").strip()) >= _SENTENCE


def _above(part: Any, tag: str) -> Any:
    return next(part.iterancestors(tag), None)


def _extracted(tree: Any) -> str:
    """What trafilatura takes for the story; the tree is used up by this."""
    from trafilatura import bare_extraction

    try:
        document: Any = bare_extraction(
            tree, favor_recall=True, include_comments=False, include_tables=True
        )
    except Exception as error:  # the libraries' own kinds are many, and no page may stop a run
        raise UnreadableArticle(
            f"The page can't be taken apart ({type(error).__name__}); paste its text instead."
        ) from None
    return tabbed_rows(normalize_line_ends((document.text if document else None) or ""))


def _parted(text: str, shown: Sequence[str]) -> str:
    """The text with a line for each block where the extraction made one of several.

    Args:
        text: What was extracted.
        shown: The words of the page's blocks, in order.
    """
    return "\n".join("\n".join(_blocks_in(line, shown) or [line]) for line in text.split("\n"))


def _blocks_in(line: str, shown: Sequence[str]) -> list[str]:
    """The blocks that a line is made of, if it is made of nothing else."""
    found, rest = [], line
    for words in shown:
        if words and rest.startswith(words) and rest[len(words) : len(words) + 1] in ("", " "):
            found.append(words)
            rest = rest[len(words) :].lstrip()
    return [] if rest else found


def tabbed_rows(text: str) -> str:
    """The text with the rows of its tables as other formats have them: cells tabs apart."""
    return _ROW.sub(_tabbed, _RULE.sub("", text))


def _tabbed(row: re.Match[str]) -> str:
    cells = re.split(r"(?<!\\)\|", row[1])  # "|" in "Port | Ships", not that of "a \| b"
    return "\t".join(cell.strip().replace("\\|", "|") for cell in cells).rstrip()


def _squeezed(words: str) -> str:
    """Letters and digits alone, for looking words up in others."""
    return "".join(re.findall(r"\w+", words))  # "LateFerry" of "Late Ferry!"


def _taken(blocks: Sequence[Block], text: str) -> list[int]:
    """Which blocks the extraction took, those as long as a sentence."""
    whole = _squeezed(text)
    return [
        at
        for at, block in enumerate(blocks)
        if len(block.text) >= _LONG and _squeezed(block.text) in whole
    ]


def _lost(blocks: Sequence[Block], taken: Sequence[int], heading: Any) -> Iterator[int]:
    """Which blocks belong to the story although the extraction left them out."""
    took, holders = set(taken), {id(blocks[at].holder.getparent()) for at in taken}
    bare = {id(blocks[at].holder) for at in taken}
    root = common_ancestor(heading, blocks[taken[0]].holder)
    for at, block in enumerate(blocks[: taken[-1]]):
        if at in took or not _tells(block) or is_aside(block.holder, root):
            continue
        # Above the story any prose, for a lede may stand anywhere; within it only what stands
        # beside a block that was taken, or boxes would get in.
        beside = id(block.holder) in bare or id(block.holder.getparent()) in holders
        if at < taken[0] or beside:
            yield at
    yield from _last(blocks, taken, root)


def _last(blocks: Sequence[Block], taken: Sequence[int], root: Any) -> Iterator[int]:
    """The paragraphs right behind the last one taken, within the article's own element."""
    if root is None or root.tag in {"body", "html"}:
        return
    for at in range(taken[-1] + 1, min(taken[-1] + 1 + _BESIDE, len(blocks))):
        block = blocks[at]
        inside = block.holder is root or root in block.holder.iterancestors()
        if not inside or not _tells(block) or is_aside(block.holder, root):
            return
        yield at


def _tells(block: Block) -> bool:
    """Whether a block is prose: a sentence, or a lede by name, and no list of links."""
    size = len(block.text)
    letters = sum(map(str.isalpha, block.text))
    if block.linked * 2 > size or size < _LONG // 2 or letters * 10 < size * 7:
        return False
    if any(_META.search(name) for name in _names(block.holder)):
        return False
    if (size >= _LONG and ends_sentence(block.text)) or size >= _LONGER:
        return True
    return any(_LEAD.search(name) for name in _names(block.holder))


def _names(holder: Any) -> list[str]:
    """The names of a block's element and of the one around it."""
    return [
        f"{one.get('class') or ''} {one.get('id') or ''}"
        for one in (holder, holder.getparent())
        if one is not None
    ]


def _put_back(text: str, blocks: Sequence[Block], taken: Sequence[int], lost: Sequence[int]) -> str:
    """The text with each lost block as a line before the next block that was taken."""
    lines = text.split("\n")
    squeezed = [_squeezed(line) for line in lines]
    whole = "".join(squeezed)
    for at in lost:
        block, words = blocks[at], _squeezed(blocks[at].text)
        if words in whole or words in squeezed:
            continue
        following = next((other for other in taken if other > at), None)
        mark = _squeezed(blocks[following].text)[:60] if following is not None else None
        place = len(lines) if mark is None else _line_with(squeezed, mark)
        lines.insert(place, block.text)
        squeezed.insert(place, words)
    return "\n".join(lines)


def _line_with(squeezed: Sequence[str], words: str) -> int:
    return next((at for at, line in enumerate(squeezed) if words in line), 0)
