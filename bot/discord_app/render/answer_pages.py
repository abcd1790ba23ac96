"""What an answer says, and the articles that it cites, on as few pages as hold it.

Each page ends with the articles that its own sentences cite, so that it can be read, linked to and
answered by itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.discord_app.render.escape import block_quotation, escape, one_line
from bot.discord_app.render.source_links import cited_source
from bot.labels import closest, verdict_words
from bot.links import address_of
from retrieval.messages import gettext, number_words
from retrieval.receipts.article_numbers import article_numbers
from retrieval.verification.claim_part_lines import part_lines

if TYPE_CHECKING:
    from retrieval.types import Answer, Citation, Recalled, Statement

MOST_SOURCES = 3  # named for a sentence that the archive's records say
LONGEST_HEADING = 200  # characters; Dateline's own headings are shorter


@dataclass(frozen=True, slots=True)
class ShownStatement:
    """A statement's words as they are shown, what it stands under, and what it cites.

    `more` are the citations that have no mark.
    """

    text: str
    heading: str
    citations: tuple[Citation, ...]
    more: tuple[Citation, ...] = ()


def shown_statements(answer: Answer) -> tuple[ShownStatement, ...]:
    """The statements of an answer, in order."""
    cited = {citation.number: citation for citation in answer.citations}

    def one(statement: Statement) -> ShownStatement:
        text = escape(one_line(statement.text))
        heading = escape(one_line(statement.heading or "", LONGEST_HEADING))
        named = tuple(cited[number] for number in statement.citations)
        most = _marked(answer, statement)
        return ShownStatement(text, heading, named[:most], named[most:])

    return tuple(map(one, answer.statements))


def _marked(answer: Answer, statement: Statement) -> int:
    """How many of a statement's citations have marks: all, but of what the records say a few."""
    count = len(statement.citations)
    # A count rests on all that it counts. One over the limit would take as much room as "more".
    many = answer.mode == "archive" and count > MOST_SOURCES + 1
    return MOST_SOURCES if many else count


@dataclass(frozen=True, slots=True)
class AnswerPage:
    """A page's text, and the citations that its statements rest on."""

    text: str
    citations: tuple[Citation, ...]


@dataclass(frozen=True, slots=True)
class Around:
    """What stands above the statements of the first page, and below their sources."""

    head: str
    notes: str


def pages_of(answer: Answer, around: Around, limit: int) -> list[AnswerPage] | None:
    """The statements with the articles they cite, in pages; None where one alone is too long.

    Args:
        answer: With at least one statement.
        around: What stands on the first page beside the statements.
        limit: Characters that a page may have.
    """
    pages: list[AnswerPage] = []
    begun: list[ShownStatement] = []
    # A statement goes onto the page as long as it fits there together with its sources.
    for each in shown_statements(answer):
        page = page_of(answer, [*begun, each], limit, None if pages else around)
        if len(page.text) > limit and begun:
            pages.append(page_of(answer, begun, limit, None if pages else around))
            begun, page = [], page_of(answer, [each], limit)
        # Alone on a page, it is too long all the same.
        if len(page.text) > limit:
            return None
        begun.append(each)
    return [*pages, page_of(answer, begun, limit, None if pages else around)]


def page_of(
    answer: Answer, begun: Sequence[ShownStatement], limit: int, around: Around | None = None
) -> AnswerPage:
    """The statements with the articles they cite, and with links at their marks where these fit.

    Args:
        answer: Whose statements they are.
        begun: Those of this page.
        limit: Characters that it may have.
        around: What else stands on the first page, where a claim's verdict stands too.
    """
    cited, text = tuple(_cited(begun)), ""
    head, notes = (around.head, around.notes) if around else ("", "")
    rows, below = verdict_rows(answer) if around else [], sources(answer, begun)
    for opening in (True, False):
        body = "\n".join([*rows, *_lines(answer, begun, opening=opening)])
        text = "\n\n".join(part for part in (head, body, below, notes) if part)
        if len(text) <= limit:
            break
    return AnswerPage(text, cited)


def _lines(answer: Answer, statements: Sequence[ShownStatement], *, opening: bool) -> Iterator[str]:
    """The statements, each new heading before the first that stands under it.

    Args:
        answer: Whose statements they are.
        statements: Those of one page.
        opening: Whether a mark is a link, where the title in its source line opens elsewhere.
    """
    numbers = shown_numbers(answer.citations)
    titles = _addresses(numbers, _cited(statements)).items()
    # Empty at the start of each page, so that a heading stands again over what goes on there.
    heading = ""
    for each in statements:
        if each.heading and each.heading != heading:
            yield f"__{each.heading}__"
        heading = each.heading
        shown = (numbers[citation.number] for citation in each.citations)
        own = dict(_addresses(numbers, each.citations).items() - titles) if opening else {}
        # A no-break space keeps a mark with its sentence.
        yield f"{each.text}\u00a0{marks(shown, own)}".strip()


def _addresses(numbers: Mapping[int, int], cited: Iterable[Citation]) -> dict[int, str | None]:
    """Where each article opens, by its number: at what is cited of it first."""
    found: dict[int, str | None] = {}
    for each in cited:
        found.setdefault(numbers[each.number], address_of(each, each.quote))
    return found


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


def _cited(begun: Iterable[ShownStatement]) -> Iterator[Citation]:
    for each in begun:
        yield from each.citations


def sources(answer: Answer, begun: Sequence[ShownStatement]) -> str:
    """A line for each article cited, in the order of its number, linked at its first quotation."""
    numbers = shown_numbers(answer.citations)
    by_number: dict[int, list[Citation]] = {}
    for citation in _cited(begun):
        by_number.setdefault(numbers[citation.number], []).append(citation)
    lines = [_source(number, by_number[number]) for number in sorted(by_number)]
    hidden = {numbers[one.number] for each in begun for one in each.more}
    # Those of a list have lines of their own, on this page or on one that follows.
    named = {
        numbers[number]
        for one in answer.statements
        for number in one.citations[: _marked(answer, one)]
    }
    more = hidden - named
    told = gettext("{count} more under *Sources*.").format(count=number_words(len(more)))
    return "\n".join([*lines, told] if more else lines)


def _source(number: int, cited: Sequence[Citation]) -> str:
    # Several citations of an article may name the same copies.
    copies = dict.fromkeys(copy for citation in cited for copy in citation.copies)
    return f"{marks((number,))} {cited_source(cited[0], copies)}"


def nearest(answer: Answer) -> Iterator[str]:
    """The nearest quotations as block quotations, those of one article over its source line."""
    numbers = shown_numbers(answer.nearest)
    by_number: dict[int, list[Citation]] = {}
    for near in answer.nearest:
        by_number.setdefault(numbers[near.number], []).append(near)
    head = f"**{closest()}**\n"
    for number, quoted in by_number.items():
        quotes = "\n\n".join(block_quotation(one_line(near.quote)) for near in quoted)
        yield f"{head}{quotes}\n{marks((number,))} {cited_source(quoted[0])}"
        head = ""  # it stands over the first article alone


def marks(numbers: Iterable[int], addresses: Mapping[int, str | None] | None = None) -> str:
    """Citation marks in bold, which no article text can be; each number once.

    Args:
        numbers: What stands in them.
        addresses: Where those open that are links.
    """
    opened = addresses or {}
    told = "".join(_mark(number, opened.get(number)) for number in dict.fromkeys(numbers))
    return f"**{told}**" if told else ""


def _mark(number: int, address: str | None) -> str:
    return f"[\\[{number}\\]](<{address}>)" if address else f"[{number}]"


def shown_numbers(citations: Iterable[Citation]) -> dict[int, int]:
    """The number that each citation is shown under: one an article."""
    return article_numbers((citation.number, citation.article) for citation in citations)


def recalled_numbers(recalled: Recalled) -> dict[int, int]:
    """The same of an answer that is taken up again, where articles that are gone count too."""
    if not recalled.articles:
        return shown_numbers(recalled.citations)
    return article_numbers(enumerate(recalled.articles, start=1))
