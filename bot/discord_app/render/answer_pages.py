"""What an answer says, and the articles that it cites, on as few pages as hold it.

Each page ends with the articles that its own sentences cite, so that it can be read, linked to and
answered by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.discord_app.render.escape import escape, one_line
from bot.discord_app.render.source_links import cited_source, numbers_of
from bot.labels import verdict_words
from retrieval.answer.part_words import part_lines

if TYPE_CHECKING:
    from retrieval.types import Answer, Citation, Recalled, Statement

LONGEST_HEADING = 200  # characters; Dateline's own headings are shorter


@dataclass(frozen=True, slots=True)
class Said:
    """A statement as it is shown, what it stands under, and the citations that it rests on."""

    line: str
    heading: str
    citations: tuple[Citation, ...]


def said(answer: Answer) -> tuple[Said, ...]:
    """The statements of an answer, in order."""
    numbers = shown_numbers(answer.citations)
    cited = {citation.number: citation for citation in answer.citations}

    def one(statement: Statement) -> Said:
        # A no-break space keeps a mark with its sentence.
        told = marks(numbers[number] for number in statement.citations)
        line = f"{escape(one_line(statement.text))}\u00a0{told}".strip()
        heading = escape(one_line(statement.heading or "", LONGEST_HEADING))
        return Said(line, heading, tuple(cited[number] for number in statement.citations))

    return tuple(map(one, answer.statements))


@dataclass(frozen=True, slots=True)
class Page:
    """A page's text, and the citations that its statements rest on."""

    text: str
    citations: tuple[Citation, ...]


def pages_of(answer: Answer, head: str, limit: int) -> list[Page] | None:
    """The statements with the articles they cite, in pages; None where one alone is too long.

    Args:
        answer: With at least one statement.
        head: What stands before the first statement.
        limit: Characters that a page may have.
    """
    pages: list[Page] = []
    begun: list[Said] = []
    # A statement goes onto the page as long as it fits there together with its sources.
    for each in said(answer):
        page = _page(answer, [*begun, each], "" if pages else head)
        if len(page.text) > limit and begun:
            pages.append(_page(answer, begun, "" if pages else head))
            begun, page = [], _page(answer, [each], "")
        # Alone on a page, it is too long all the same.
        if len(page.text) > limit:
            return None
        begun.append(each)
    return [*pages, _page(answer, begun, "" if pages else head)]


def _page(answer: Answer, begun: Sequence[Said], head: str) -> Page:
    body, cited = "\n".join(lines_of(begun)), tuple(_cited(begun))
    parts = (head, body, sources(answer, cited))
    return Page("\n\n".join(part for part in parts if part), cited)


def lines_of(statements: Iterable[Said]) -> Iterator[str]:
    """The statements, each new heading before the first that stands under it."""
    # Empty at the start of each page, so that a heading stands again over what goes on there.
    heading = ""
    for each in statements:
        if each.heading and each.heading != heading:
            yield f"__{each.heading}__"
        heading = each.heading
        yield each.line


def verdict_rows(answer: Answer) -> list[str]:
    """How a claim came out, and each sentence of one of several; of no claim, nothing."""
    if not answer.verdict:
        return []
    each = part_rows(answer)
    told = verdict_words(answer.verdict, partly=answer.found)
    return [f"**{told}**", *([each] if each else [])]


def part_rows(answer: Answer) -> str:
    """Each sentence of a claim of several, with its verdict."""
    return "\n".join(escape(one_line(line)) for line in part_lines(answer.parts))


def _cited(begun: Iterable[Said]) -> Iterator[Citation]:
    for each in begun:
        yield from each.citations


def sources(answer: Answer, cited: Iterable[Citation]) -> str:
    """A line for each article cited, in the order of its number, linked at its first quotation."""
    numbers = shown_numbers(answer.citations)
    by_number: dict[int, list[Citation]] = {}
    for citation in cited:
        by_number.setdefault(numbers[citation.number], []).append(citation)
    return "\n".join(_source(number, by_number[number]) for number in sorted(by_number))


def _source(number: int, cited: Sequence[Citation]) -> str:
    # Several citations of an article may name the same copies.
    copies = dict.fromkeys(copy for citation in cited for copy in citation.copies)
    return f"{marks((number,))} {cited_source(cited[0], copies)}"


def marks(numbers: Iterable[int]) -> str:
    """Citation marks in bold, which no article text can be; each number once."""
    told = "".join(f"[{number}]" for number in dict.fromkeys(numbers))
    return f"**{told}**" if told else ""


def shown_numbers(citations: Iterable[Citation]) -> dict[int, int]:
    """The number that each citation is shown under: one an article."""
    return numbers_of((citation.number, citation.article) for citation in citations)


def recalled_numbers(recalled: Recalled) -> dict[int, int]:
    """The same of an answer that is taken up again, where articles that are gone count too."""
    if not recalled.articles:
        return shown_numbers(recalled.citations)
    return numbers_of(enumerate(recalled.articles, start=1))
