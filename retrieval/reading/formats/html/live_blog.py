"""Pages that go on being written: entries, each under the time at which it was put there."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from retrieval.reading.formats.html.blocks import Block

_FEWEST = 2  # times; one may be the page's own
_LONGEST = 60  # characters of a line that is all time
_HEAD = 2
"""An entry's heading and its first paragraph: one of them is in the text."""
_CLOCK = re.compile(
    r"(?:[^\d\n]{0,20}?\b\d{1,2}\.? ?[^\W\d_]{3,12}\.?,? )?(?:\d{4},? )?(?:at )?"
    r"\d{1,2}[:.]\d{2}(?::\d{2})?(?: ?[ap]\.?m\.?)?(?: ?\(?[A-Z]{2,5}(?:[+-]\d{1,2})?\)?)?",
    re.IGNORECASE,
)
"""`15:05`, `3.05 pm`, `16 September, 15:05 GMT`"""


def with_entry_times(text: str, blocks: Sequence[Block]) -> str:
    """The text with the times of its entries, each a line before its entry.

    Extraction takes a time that stands alone for a label of the page. One such label may be
    the article's own; where there are several, each tells when its entry was written.

    Args:
        text: The story as it was found.
        blocks: The page from its heading on.
    """
    lines = text.split("\n")
    times = list(_times(blocks, lines))
    if len(times) < _FEWEST:
        return text
    # From the end, so that the places before stay right.
    for at, time in reversed(times):
        if at == 0 or lines[at - 1] != time:
            lines.insert(at, time)
    return "\n".join(lines)


def _times(blocks: Sequence[Block], lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    """The lines that begin an entry, in order, each with its time."""
    place = 0
    for number, block in enumerate(blocks):
        if not _is_time(block):
            continue
        entry = takewhile(lambda one: not _is_time(one), blocks[number + 1 : number + 1 + _HEAD])
        words = {_squeezed(one.text) for one in entry}
        at = next((at for at in range(place, len(lines)) if _squeezed(lines[at]) in words), None)
        if at is not None:
            yield at, block.text
            # The next is looked for below: entries that say the same keep their order.
            place = at + 1


def _is_time(block: Block) -> bool:
    return len(block.text) <= _LONGEST and _CLOCK.fullmatch(block.text) is not None


def _squeezed(words: str) -> str:
    return "".join(re.findall(r"\w+", words))  # "LateFerry" of "Late Ferry!"
