"""Answers and passages as text for people; pure.

Every text passes one filter, `visible`, before it is shown: an article's text may hold
sequences that clear a screen, set the clipboard, or turn the reading direction. A paragraph
is a `Line`; `bot.printing` writes the same lines to a pipe and with styles to a terminal.
"""

from __future__ import annotations

import re
import textwrap
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from bot.revised import revised

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from retrieval.types import Answer, Article, Citation, Listing, Passage

HIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f"  # C0 but for tab and newline, DEL, C1
    "\u061c\u200e\u200f\u202a-\u202e\u2066-\u206f"  # reading direction
    "\u180e\u200b-\u200d\u2060-\u2065\ufeff"  # no width
    "\u2028\u2029\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"  # lines, notes, halves, tags
)
"""Characters that act on a screen, or hide on it, instead of being read."""

NEAREST = 3
"""How many passages a refusal shows."""

SHORT = 150
"""Characters of a passage that are shown where it is only pointed at."""

CONTEXT = 300
"""Characters of the article shown on each side of a quotation."""

PRINTERS = 5
"""How many of those who also printed a story are named."""

DATED = {"dateline": " (date from the dateline)", "url": " (date from the URL)"}
"""How a date is known that the article's metadata do not state."""

VERDICTS = {
    "borne out": "Borne out by the archive.",
    "contradicted": "The archive says otherwise.",
    "not in the archive": "Not in the archive.",
}
"""How the check of a claim came out, in a sentence."""

Part = tuple[str, str]
"""A piece of text, and its rich style (empty for none)."""


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph of output.

    Attributes:
        parts: Its text, already filtered, with styles.
        indent: Columns that it is set in by.
        mark: What stands before its first row; the others are set in by as much.
        wrap: False for what must be copied whole: an address, JSON.
    """

    parts: tuple[Part, ...] = ()
    indent: int = 0
    wrap: bool = True
    mark: str = ""


def visible(text: str) -> str:
    r"""`text` with each control, direction and zero-width character written out, as in `\x1b`.

    Newline and tab stay as they are; a text without such characters comes back unchanged.
    """
    return HIDDEN.sub(lambda found: _escape(ord(found[0])), text)


def _escape(code: int) -> str:
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def fold(text: str) -> str:
    """`text`, filtered, as one line: runs of blanks and line ends become one space."""
    return re.sub(r"[ \t\n]+", " ", visible(text)).strip()


def shorten(text: str, length: int = SHORT) -> str:
    """`text` as one line of at most `length` characters, cut at a word and marked with `…`."""
    line = fold(text)
    if len(line) <= length:
        return line
    cut = line[:length]
    words = cut.rpartition(" ")[0] if " " in cut[length // 2 :] else cut[:-1]
    return words.rstrip(" ,;:") + "…"


def date_words(published: str | None, note: str | None = None) -> str:
    """An ISO date as people write it (`4 June 2015`); else the note, else `undated`."""
    if not published:
        return fold(note) if note else "undated"
    try:
        day = date.fromisoformat(published)
    except ValueError:
        return fold(published)
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip


def counted(number: int, noun: str) -> str:
    """A number and its noun: `1 article`, `2,000 articles`."""
    return f"{number:,} {noun}" + "s" * (number != 1)


def source_line(item: Citation | Passage | Listing | Article) -> str:
    """Whose it is, in one line: `Interfax · 4 June 2015 · Title`, as far as it is known."""
    dated = date_words(item.published, item.date_note) + DATED.get(item.published_how, "")
    named = item.outlet or item.title
    known = [None if named else item.source, item.outlet, dated, item.title, revised(item)]
    return " · ".join(fold(part) for part in known if part and part.strip())


def printers(item: Citation | Passage, most: int = PRINTERS) -> list[str]:
    """Who else printed it, each once and unfiltered: outlets, or sources; then `3 more`."""
    names = [copy.outlet or copy.source for copy in item.copies]
    others = list(dict.fromkeys(name for name in names if name != item.outlet))
    more = len(others) - most
    return others if more < 2 else [*others[:most], f"{more} more"]


def where_line(item: Citation | Passage) -> str:
    """Where it can be checked: source, article id, and offsets in the article's text."""
    return f"{fold(item.source)}{_printed(item)} · {fold(item.article)} · {_place(item)}"


def _printed(item: Citation | Passage) -> str:
    page = getattr(item, "page", None)
    return f" · p. {page}" if page else ""


def _place(item: Citation | Passage) -> str:
    return f"characters {item.start}\u2013{item.end}"


def answer_lines(answer: Answer) -> list[Line]:
    """An answer, or a refusal with the nearest passages, as paragraphs."""
    body = _found(answer) if answer.found else _refused(answer)
    tail = [_line(fold(note), "dim") for note in answer.notes]
    if answer.understood:
        tail.insert(0, _line(fold("Understood: " + " · ".join(answer.understood)), "dim"))
    if answer.receipt:
        tail.append(_line(f"Receipt {fold(answer.receipt)}", "dim"))
    return [*body, Line(), *tail] if tail else body


def _found(answer: Answer) -> list[Line]:
    verdict = [_line(f"{VERDICTS[answer.verdict]}", "bold"), Line()] if answer.verdict else []
    return [*verdict, *_apart(_said_lines(answer)), Line(), *source_lines(answer)]


def _said_lines(answer: Answer) -> list[Line]:
    """The statements, each new heading before the first that stands under it."""
    lines: list[Line] = []
    heading = None
    for statement in answer.statements:
        if statement.heading not in (heading, None):
            lines.append(_line(fold(statement.heading or ""), "bold"))
        heading = statement.heading
        said = ((fold(statement.text), ""), (f" {_marks(statement.citations)}", "cyan"))
        lines.append(Line(said, 2 if heading else 0))
    return lines


def _refused(answer: Answer) -> list[Line]:
    # Its second line names the nearest passages, which are shown in full here.
    lines = [_line(visible(answer.text.partition("\n")[0]).strip())]
    if answer.passages:
        lines += [Line(), _line("Nearest passages", "bold")]
    for number, passage in enumerate(answer.passages[:NEAREST], 1):
        lines += [_numbered(f"{number}.", passage), _line(f"“{shorten(passage.text)}”", "dim", 4)]
    return lines


def source_lines(answer: Answer, *, quotes: bool = False) -> list[Line]:
    """The answer's citations, each with where it lies.

    An article is described where it is cited first; later citations of it point there. A
    quotation is left out where the statement that cites it says the same words already, unless
    `quotes` asks for all of them.
    """
    lines = [_line("Sources", "bold")]
    described: dict[str, Citation] = {}
    for citation in answer.citations:
        first = described.setdefault(citation.article, citation)
        mark = f"[{citation.number}]"
        again = first is not citation and first.copies == citation.copies
        lines.append(_again(mark, citation, first) if again else _numbered(mark, citation))
        if quotes or not _said(answer, citation):
            lines.append(_line(f"“{fold(citation.quote)}”", "", 4))
        lines += [] if again else _where(citation)
    return lines


def _again(mark: str, citation: Citation, first: Citation) -> Line:
    text = f"the same article as [{first.number}]{_printed(citation)} · {_place(citation)}"
    return Line(((text, "dim"),), mark=f"{mark} ")


def _said(answer: Answer, citation: Citation) -> bool:
    """Whether a statement that cites `citation` holds its quotation word for word."""
    quote = fold(citation.quote)
    citing = (said for said in answer.statements if citation.number in said.citations)
    return any(quote in fold(statement.text) for statement in citing)


def passage_lines(passages: Sequence[Passage]) -> list[Line]:
    """The passages of a search, numbered, each with its text and where it lies."""
    if not passages:
        return [_line("No passage fits. Try other words, or fewer limits.")]
    blocks: list[Line] = []
    for number, passage in enumerate(passages, 1):
        head, text = _numbered(f"{number}.", passage), _line(fold(passage.text), "", 4)
        blocks += [Line()] * bool(blocks) + [head, text, *_where(passage)]
    return blocks


def context_lines(item: Citation | Passage, text: str) -> list[Line]:
    """A quotation in the article it comes from, between `>>` and `<<`.

    Args:
        item: What is quoted.
        text: The article's whole text, of which `item.start` and `item.end` are offsets.
    """
    start, end = max(0, item.start - CONTEXT), min(len(text), item.end + CONTEXT)
    before, after = text[start : item.start], text[item.end : end]
    before = before if start == 0 else "…" + _from_word(before)
    after = after if end == len(text) else _from_word(after[::-1])[::-1] + "…"
    quote = f">>{visible(text[item.start : item.end])}<<"
    parts = ((visible(before).lstrip("\n"), ""), (quote, "bold"), (visible(after).rstrip(), ""))
    return [_line(source_line(item), "bold"), *_where(item, 0), Line(), Line(parts)]


def _from_word(text: str) -> str:
    """`text` without the word that its beginning cuts through, if there is a later one."""
    return text[found.end() :] if (found := re.match(r"\S{,40}\s", text)) else text


def plain(lines: Iterable[Line]) -> str:
    """`lines` as text without styles, unbroken, ending without a newline."""
    return "\n".join(
        textwrap.indent(line.mark + "".join(text for text, _ in line.parts), " " * line.indent)
        for line in lines
    )


def answer_text(answer: Answer) -> str:
    """An answer as plain text: statements with `[n]`, sources, notes."""
    return plain(answer_lines(answer))


def _line(text: str, style: str = "", indent: int = 0) -> Line:
    return Line(((text, style),), indent)


def _apart(lines: Sequence[Line]) -> list[Line]:
    """`lines` with an empty one between each two."""
    return [part for line in lines for part in (line, Line())][:-1]


def _marks(numbers: Iterable[int]) -> str:
    return "".join(f"[{number}]" for number in numbers)


def _numbered(mark: str, item: Citation | Passage) -> Line:
    return Line(((source_line(item), ""),), mark=f"{mark} ")


def _where(item: Citation | Passage, indent: int = 4) -> list[Line]:
    """Who else printed it, where it can be checked, and the page's own address if another."""
    others = ", ".join(map(fold, printers(item)))
    also = [_line(f"also printed by {others}", "dim", indent)] if others else []
    lines = [*also, _line(where_line(item), "dim", indent)]
    if item.url and item.url != item.source:
        lines.append(Line(((fold(item.url), "dim"),), indent, wrap=False))
    return lines
