"""Long text cut into messages that Discord takes, never in the middle of a mark.

Lengths are counted on the text as it is sent, escapes included.
"""

from __future__ import annotations

import re

LIMIT = 2000
"""Characters in one message."""

# "**[1]**", "**[1][\[2\]](<https://x.example/a>)**"
MARK = r"\*\*(?:\[\d+\]|\[\\\[\d+\\\]\]\(<https?://[^>\s]*>\))+\*\*"
"""Citation marks as `answer_pages.marks` writes them; article text can't be bold, so fakes none."""

# "[title \[7\]](<https://x.example/a>)" as `source_links.linked` writes it.
_LINK = r"(?<!\\)\[(?:\\.|[^\]\\\n])*\]\(<https?://[^>\s]*>\)"
# "[title](<https://example.org>)", "\\*", or one character: never cut within
_ATOM = re.compile(rf"{MARK}|{_LINK}|<https?://[^>\s]*>|\\.|[@<]\u200b|.", re.DOTALL)
# "[map](https://exam": the same, also where the window ends within it.
_LINK_BEGUN = rf"{_LINK}|(?<!\\)\[(?:\\.|[^\]\\\n])*(?:\](?:\(<?[^>\s]*>?)?)?\Z"
# "__The Courier alone__", "**The closest the archive comes**"; not "**[1]** ..."
_HEADING = re.compile(r"__.+__|\*\*[^\[\n].*\*\*")
# "2018. Next" where a page begins: within its line it was no numbered list.
# A cut between two spaces leaves one before it.
_NUMBERED = re.compile(r"\A( *\d+)\.(?=\s|\Z)")
_QUOTED = "> "
_ITEM = "\\- "  # escaped, so that Discord shows the dash itself
_SMALL = "-# "
# The space of a line's own prefix is no place to cut.
_SPACE = re.compile(r"(?<!^>)(?<!^-\#)[ ]+", re.MULTILINE | re.VERBOSE)
# Where a message is cut best: between paragraphs, lines, sentences ("rained. They"), words.
_CUTS = (
    re.compile(r"\n{2,}"),
    re.compile(r"\n"),
    re.compile(r"(?<=[.!?…])[\"'”\u2019»)]*([ ]+)"),
    _SPACE,
)


def paginate(text: str, limit: int = LIMIT) -> list[str]:
    """The text in pieces of at most `limit` characters, in order.

    Cuts fall at a blank line, else a line end, a sentence, a space; a run without any of these
    is cut between characters. Only white space is dropped at a cut. A quotation or a small
    line that is cut goes on as one.
    """
    pages = []
    while len(text) > limit:
        end, start = _with_heading(text, *_cut(text, limit))
        pages.append(text[:end])
        text = _quote_mark(text, end) + _NUMBERED.sub(r"\1\.", text[start:])
    pages.append(text)
    return [page for page in (page.strip("\n") for page in pages) if page.strip()]


def _cut(text: str, limit: int) -> tuple[int, int]:
    """Where the first piece ends and where the rest begins."""
    # One more than fits: a space or line end just behind the limit is a place to cut as well.
    window = text[: limit + 1]
    # In the second half alone, else pages would be short.
    for pattern, least in ((_CUTS[0], limit // 2), (_CUTS[1], limit // 2), (_CUTS[2], limit // 2)):
        if found := _last(pattern, window, least, limit):
            return found
    # Without a good place: a space in the second half, then any line end, then any space. No cut
    # falls within a line's mark, for the rest gets that mark again and would not become shorter.
    return (
        _last(_SPACE, window, limit // 2, limit)
        or _last(_CUTS[1], window, 1, limit)
        or _last(_SPACE, window, len(_SMALL) + 1, limit)
        or _between_characters(text, limit)
    )


def _with_heading(text: str, end: int, start: int) -> tuple[int, int]:
    """The cut, moved before a line that would stand alone at the end of its page.

    That is a heading, or an item of a list whose quotation is on the next one.
    """
    before, _, last = text[:end].rstrip("\n").rpartition("\n")
    item = last.startswith(_ITEM) and text.startswith(_QUOTED, start)
    alone = item or _HEADING.fullmatch(last)
    return (len(before), len(before) + 1) if before and alone else (end, start)


def _last(pattern: re.Pattern[str], window: str, least: int, limit: int) -> tuple[int, int] | None:
    # Of the pattern for sentences its group, the space: the full stop stays where it is.
    spans = [match.span(pattern.groups) for match in pattern.finditer(window)]
    # The label of a link may hold spaces.
    links = [match.span() for match in re.finditer(_LINK_BEGUN, window)]
    return next(
        (
            span
            for span in reversed(spans)
            if least <= span[0] <= limit and not any(a < span[0] < b for a, b in links)
        ),
        None,
    )


def _between_characters(text: str, limit: int) -> tuple[int, int]:
    end = 0
    for atom in _ATOM.finditer(text):
        if atom.end() > limit:
            break
        end = atom.end()
    # A link that is longer than a page is cut in two after all.
    return (end, end) if end > len(_SMALL) else (limit, limit)


def _quote_mark(text: str, end: int) -> str:
    """The mark that the rest needs when the cut falls inside a quoted or a small line."""
    line = text.rfind("\n", 0, end) + 1
    # Cut at the end of a line: the next one has a mark of its own, or none.
    if text[end : end + 1] == "\n":
        return ""
    return next((mark for mark in (_QUOTED, _SMALL) if text.startswith(mark, line)), "")
