"""Answers as text for people; pure.

Every text passes the filter of `bot.text` before it is shown. A paragraph is a `Line`;
`bot.printing` writes the same lines to a pipe and with styles to a terminal.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.labels import closest, date_label, limit_lines, translated_by, verdict_words
from bot.links import link_style
from bot.revised import revised
from bot.text import fold, without_controls
from retrieval.messages import gettext, speaking
from retrieval.messages.quotation_marks import outlet_in_marks, quoted_text, quoted_title
from retrieval.names.source_names import source_name
from retrieval.verification.claim_part_lines import part_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from retrieval.types import Answer, Article, ArticleListing, Citation, Copy, Passage

PRINTERS = 3
"""How many of those who also printed a story are named."""


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


def source_line(item: Citation | Passage | ArticleListing | Article) -> str:
    """Whose it is, in one line: `Interfax · 4 June 2015 · Title`, as far as it is known."""
    # A file's name is shown only where nothing better says whose it is.
    named = item.outlet or item.title
    known = [
        None if named else source_name(item.source),
        item.outlet,
        date_label(item),
        item.title,
        revised(item),
    ]
    return " · ".join(fold(part) for part in known if part and part.strip())


def printers(item: Citation | Passage) -> str:
    """Who else printed it, each once and unfiltered: `A, B, C and 2 more`.

    Outlets; of a copy without one its title, or its file's name or address.
    """
    # A copy by the outlet itself is no other printer, and an outlet with two copies is one.
    copies = (copy for copy in item.copies if copy.outlet is None or copy.outlet != item.outlet)
    others = list(dict.fromkeys(map(_printer, copies)))
    more = len(others) - PRINTERS
    # One over the limit is named: "1 more" would take as much room.
    if more < 2:
        return ", ".join(others)
    form = gettext("{names} and {count} more")
    return form.format(names=", ".join(others[:PRINTERS]), count=more)


def _printer(copy: Copy) -> str:
    if copy.outlet:
        return outlet_in_marks(copy.outlet)
    return quoted_title(copy.title) if copy.title else source_name(copy.source)


def where_line(item: Citation | Passage) -> str:
    """Where it can be checked: source, article id, and offsets in the article's text."""
    return f"{fold(item.source)}{_printed(item)} · {fold(item.article)} · {_place(item)}"


def _printed(item: Citation | Passage) -> str:
    # A citation alone has a page; a passage may run over two.
    page = getattr(item, "page", None)
    return " · " + gettext("p. {page}").format(page=page) if page else ""


def _place(item: Citation | Passage) -> str:
    return gettext("characters {start}–{end}").format(start=item.start, end=item.end)


def answer_lines(answer: Answer) -> list[Line]:
    """An answer, a word of help, or a refusal with the nearest quotations, as paragraphs."""
    with speaking(answer.language):
        return _answer_lines(answer)


def _answer_lines(answer: Answer) -> list[Line]:
    # What is below the answer: notes in a line each; a refusal is short, so its notes share one.
    if is_refusal(answer):
        body, tail = _refused(answer), _in_one_line(_remarks(answer))
    else:
        body, tail = _found(answer), [line_of(text, "dim") for text in _remarks(answer)]
    return [*body, Line(), *tail] if tail else body


def is_refusal(answer: Answer) -> bool:
    """Whether it says that the archive holds no answer: a word of help does not."""
    return not answer.found and answer.mode != "help"


def _remarks(answer: Answer) -> list[str]:
    """What it was limited to, the notes and the receipt, each in a line."""
    remarks = [fold(line) for line in (*limit_lines(answer), *answer.notes)]
    if answer.receipt:
        remarks.append(gettext("Receipt {receipt}").format(receipt=fold(answer.receipt)))
    return remarks


def _in_one_line(remarks: Sequence[str]) -> list[Line]:
    return [line_of(" · ".join(remarks), "dim")] if remarks else []


def _found(answer: Answer) -> list[Line]:
    # Help, and what the archive knows of itself, may come without citations.
    if not answer.citations:
        return [line_of(row) for row in without_controls(answer.text).strip().split("\n")]
    said = [*_verdict(answer), *_apart(_said_lines(answer)), Line(), *source_lines(answer)]
    return [*said, *_translated(answer)]


def _verdict(answer: Answer) -> list[Line]:
    """How a claim came out, and each sentence of one of several."""
    if not answer.verdict:
        return []
    each = [line_of(fold(line)) for line in part_lines(answer.parts)]
    return [line_of(verdict_words(answer.verdict, partly=answer.found), "bold"), *each, Line()]


def _translated(answer: Answer) -> list[Line]:
    """The translations of what is quoted, under words that say what they are."""
    head = [Line(), line_of(translated_by(), "bold")]
    told = [line_of(f"[{one.number}] {fold(one.text)}") for one in answer.translations]
    return [*head, *told] if told else []


def _said_lines(answer: Answer) -> list[Line]:
    """The statements, each new heading before the first that stands under it."""
    lines: list[Line] = []
    heading = None
    for statement in answer.statements:
        # A timeline has a heading for each day, a comparison one for each outlet or finding.
        if statement.heading not in (heading, None):
            lines.append(line_of(fold(statement.heading or ""), "bold"))
        heading = statement.heading
        marks = [(f" {_marks(statement.citations)}", "cyan")] if statement.citations else []
        lines.append(Line(((fold(statement.text), ""), *marks), 2 if heading else 0))
    return lines


def _refused(answer: Answer) -> list[Line]:
    """What was searched, and the quotations that come nearest, each over its source."""
    # Of a claim of several sentences the text has a line for each; these come from `parts` below.
    lines = [line_of(without_controls(answer.text.partition("\n")[0]).strip())]
    lines += [line_of(fold(line)) for line in part_lines(answer.parts)]
    if answer.nearest:
        lines += [Line(), line_of(closest(), "bold")]
    for near in answer.nearest:
        lines.append(Line(((quoted_text(fold(near.quote)), ""),), mark=f"[{near.number}] "))
        lines += [line_of(source_line(near), "dim", 4), *_address(near)]
    return [*lines, *_translated(answer)]


def nearest_lines(answer: Answer) -> list[Line]:
    """The nearest quotations of a refusal, each with where it lies."""
    lines = [line_of(closest(), "bold")]
    for near in answer.nearest:
        quoted = line_of(quoted_text(fold(near.quote)), "", 4)
        lines += [numbered(f"[{near.number}]", near), quoted, *where_lines(near)]
    return lines


def source_lines(answer: Answer, *, quotes: bool = False) -> list[Line]:
    """The answer's citations, each with where it lies.

    An article is described where it is cited first; later citations of it point there. A
    quotation is left out where the statement that cites it says the same words already, unless
    `quotes` asks for all of them.
    """
    lines = [line_of(gettext("Sources"), "bold")]
    described: dict[str, Citation] = {}
    for citation in answer.citations:
        first = described.setdefault(citation.article, citation)
        mark = f"[{citation.number}]"
        # Described again where it stands in other copies than the first quotation of that article.
        again = first is not citation and first.copies == citation.copies
        lines.append(_again(mark, citation, first) if again else numbered(mark, citation))
        if quotes or not is_said(answer, citation):
            lines.append(line_of(quoted_text(fold(citation.quote)), "", 4))
        lines += [] if again else where_lines(citation)
    return lines


def _again(mark: str, citation: Citation, first: Citation) -> Line:
    same = gettext("the same article as [{number}]").format(number=first.number)
    text = f"{same}{_printed(citation)} · {_place(citation)}"
    return Line(((text, "dim"),), mark=f"{mark} ")


def is_said(answer: Answer, citation: Citation) -> bool:
    """Whether a statement that cites `citation` holds its quotation word for word."""
    quote = fold(citation.quote)
    citing = (said for said in answer.statements if citation.number in said.citations)
    return any(quote in fold(statement.text) for statement in citing)


def plain_text(lines: Iterable[Line]) -> str:
    """`lines` as text without styles, unbroken, ending without a newline."""
    return "\n".join(
        textwrap.indent(line.mark + "".join(text for text, _ in line.parts), " " * line.indent)
        for line in lines
    )


def answer_text(answer: Answer) -> str:
    """An answer as plain text: statements with `[n]`, sources, notes."""
    return plain_text(answer_lines(answer))


def line_of(text: str, style: str = "", indent: int = 0) -> Line:
    """A text of one style as a paragraph."""
    return Line(((text, style),), indent)


def _apart(lines: Sequence[Line]) -> list[Line]:
    """`lines` with an empty one between each two."""
    return [part for line in lines for part in (line, Line())][:-1]


def _marks(numbers: Iterable[int]) -> str:
    return "".join(f"[{number}]" for number in numbers)


def numbered(mark: str, item: Citation | Passage) -> Line:
    """Whose it is, behind a mark; on a terminal a link that opens at the quotation."""
    return Line(((source_line(item), link_style(item)),), mark=f"{mark} ")


def where_lines(item: Citation | Passage, indent: int = 4) -> list[Line]:
    """Who else printed it, where it can be checked, and the page's own address if another."""
    others = fold(printers(item))
    printed = gettext("also printed by {outlets}").format(outlets=others)
    also = [line_of(printed, "dim", indent)] if others else []
    # A page's source is often its address, which stands in the line before already.
    address = _address(item, indent) if item.url != item.source else []
    return [*also, line_of(where_line(item), "dim", indent), *address]


def _address(item: Citation | Passage, indent: int = 4) -> list[Line]:
    """The page's own address, if it has one, on a line that is never broken."""
    style = f"dim {link_style(item)}".strip()
    return [Line(((fold(item.url), style),), indent, wrap=False)] if item.url else []
