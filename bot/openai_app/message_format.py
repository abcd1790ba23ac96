"""An answer as a message: Markdown with numbered sources, and the same as data.

No word of an article formats or links anything, and no path of the machine is shown: what has
no web address is named by its article's id.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from bot.labels import closest, limit_lines, verdict_words
from bot.links import address_of, web_address
from bot.render import is_refusal, is_said
from bot.render_json import answer_json
from bot.revised import revised
from bot.text import date_words
from retrieval.messages import gettext, speaking
from retrieval.messages.quotation_marks import quoted_text
from retrieval.receipts.markdown_escape import in_markdown
from retrieval.verification.claim_part_lines import part_lines

if TYPE_CHECKING:
    from retrieval.types import Answer, Citation, Statement

Object = dict[str, Any]

# Fields of an answer's JSON that go along, and of its citations: none of them is a path.
_TOLD = (
    "found", "verdict", "parts", "mode", "form", "question", "read_as", "statements", "notes",
    "limits", "understood", "coverage", "as_of", "receipt",
)  # fmt: skip
_CITED = (
    "number", "article", "hash", "start", "end", "quote", "title", "outlet", "published",
    "date_note", "url", "page", "revision", "corrected_by", "corrected_how", "corrected_on",
    "corrected_title", "corrected_url",
)  # fmt: skip


def content_pieces(answer: Answer) -> Iterator[tuple[str, Statement | None]]:
    """The message in pieces, each sentence of the answer a piece of its own.

    Joined they are the whole message; what is no sentence of the answer comes with None.
    """
    if answer.verdict and answer.citations:
        with speaking(answer.language):
            verdict = verdict_words(answer.verdict, partly=answer.found)
        yield f"**{verdict}**\n\n{_each(answer)}", None
    heading = None
    for number, statement in enumerate(answer.statements):
        separator = "\n\n" if number else ""
        # A heading once, before the first sentence under it.
        if statement.heading not in (heading, None):
            yield f"{separator}**{in_markdown(statement.heading or '')}**\n\n", None
            separator = ""
        heading = statement.heading
        yield separator + content_of(statement), statement
    if not answer.statements:
        # A refusal's first line; what comes nearest stands in the tail. A word of help is whole.
        first = answer.text.partition("\n")[0] if is_refusal(answer) else answer.text
        each = f"\n\n{_each(answer)}".rstrip()
        yield "\n".join(map(in_markdown, first.split("\n"))) + each, None
    yield tail(answer), None


def _each(answer: Answer) -> str:
    """Each sentence of a claim of several, with its verdict; else nothing."""
    with speaking(answer.language):
        lines = part_lines(answer.parts)
    # Two blanks at the end of a line are Markdown's line break.
    return "".join(f"{in_markdown(line)}  \n" for line in lines) + ("\n" if lines else "")


def content_of(statement: Statement) -> str:
    """A sentence of an answer with its marks."""
    marks = "".join(f"[{number}]" for number in statement.citations)
    return f"{in_markdown(statement.text)} {marks}".rstrip()


def tail(answer: Answer) -> str:
    """What stands below the sentences: sources or what comes nearest, notes, the receipt."""
    with speaking(answer.language):
        return _tail(answer)


def _tail(answer: Answer) -> str:
    parts = []
    if answer.citations:
        lines = [_source(one, quoted=not is_said(answer, one)) for one in answer.citations]
        head = gettext("Sources")
        parts.append("\n".join([f"**{head}**", "", *lines]))
    # Nearest quotations are told of a refusal alone.
    if answer.nearest and not answer.found:
        parts.append("\n".join([f"**{closest()}**", "", *map(_source, answer.nearest)]))
    remarks = [*limit_lines(answer), *answer.notes]
    receipt = gettext("Receipt {receipt}").format(receipt=answer.receipt)
    remarks += [receipt] if answer.receipt else []
    if remarks:
        parts.append("  \n".join(map(in_markdown, remarks)))
    return "".join(f"\n\n{part}" for part in parts)


def _source(citation: Citation, *, quoted: bool = True) -> str:
    """One source as an item of a list: whose, when, what it says if that is not told, where."""
    dated = date_words(citation.published, citation.date_note)
    page = gettext("p. {page}").format(page=citation.page) if citation.page else None
    named = (citation.outlet, dated, citation.title, page)
    line = " · ".join([*(in_markdown(one) for one in named if one), *_revised(citation)])
    address = address_of(citation, citation.quote)
    article = gettext("article {id}").format(id=in_markdown(citation.article))
    # In angle brackets an address needs no label, and ends where it ends.
    where = f"<{address}>" if address else article
    quote = f": {quoted_text(in_markdown(citation.quote))}" if quoted else ""
    return f"- [{citation.number}] {line}{quote} · {where}"


def _revised(citation: Citation) -> list[str]:
    """What became of the article, linked to the one that took its place, if it has an address."""
    told = in_markdown(revised(citation) or "")
    address = web_address(citation.corrected_url)
    linked = f"[{told}](<{address}>)" if address else told
    return [linked] if told else []


def as_data(answer: Answer) -> Object:
    """The answer for programs: its sentences, its citations with hash and offsets, its receipt."""
    told = answer_json(answer)
    return {
        **{name: told[name] for name in _TOLD if name in told},
        "citations": cited(answer.citations),
        "nearest": cited(answer.nearest),
    }


def cited(citations: Sequence[Citation]) -> list[Object]:
    """The citations as data, each with the address that opens at it, and without paths."""
    return [
        {**{name: getattr(one, name) for name in _CITED}, "link": address_of(one, one.quote)}
        for one in citations
    ]


def url_citations(answer: Answer) -> list[Object]:
    """OpenAI's own form of citations with a web address: where each sentence stands citing it."""
    found: list[Object] = []
    at = 0
    for text, statement in content_pieces(answer):
        # Characters of the whole message, without the empty lines before a sentence.
        begin, at = at + len(text) - len(text.lstrip("\n")), at + len(text)
        for citation in answer.cited(statement) if statement else ():
            if address := address_of(citation, citation.quote):
                place = {"start_index": begin, "end_index": at}
                title = citation.title or web_address(citation.url) or address
                about = {**place, "url": address, "title": title}
                found.append({"type": "url_citation", "url_citation": about})
    return found
