"""An answer as Markdown for somebody's own report, under the numbers that it was shown with."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from retrieval.archive.store import Archive
from retrieval.messages import gettext, speaking
from retrieval.messages.quotation_marks import quoted_title
from retrieval.messages.reading_words import reading_words
from retrieval.receipts.article_numbers import article_numbers
from retrieval.receipts.exporting import (
    URL,
    Exported,
    as_of_words,
    date_of,
    exportable,
    left_out_reason,
    limit_lines,
    read_as,
    revised,
)
from retrieval.receipts.markdown_escape import in_markdown

Numbers = Mapping[int, int]
"""The number that each citation is shown under, by its own in the receipt."""


def as_markdown(
    archive: Archive, receipt: str, *, paths: bool = True, by_article: bool = False
) -> str:
    """The answer as a paragraph with numbered references, each with its exact quotations.

    Of a refusal, its first line and the quotations that come nearest. The numbers are those that
    the answer was shown with: in the place of a reference that no longer stands, it says why.

    Characters that act on a screen and line ends within a quotation are left out; the stored
    text is at the place that stands with each.

    Args:
        archive: Where the receipt is kept.
        receipt: Its id.
        paths: Name what has no web address by where its file lies; else by its article's id.
        by_article: One number an article, as in Discord; else one a quotation, as in a terminal.

    Raises:
        UsageError: There is no such receipt, or nothing of the answer stands.
    """
    exported = exportable(archive, receipt)
    # In the answer's own language, whoever exports it.
    with speaking(exported.answer.get("language")):
        return _in_markdown(exported, _numbers(exported, by_article=by_article), paths=paths)


def _numbers(exported: Exported, *, by_article: bool) -> Numbers:
    """The number of each citation as it was shown, whether it stands or not."""
    quoted = exported.answer["citations"] or exported.answer.get("nearest", ())
    if by_article:
        return article_numbers((one["number"], one["article"]) for one in quoted)
    return {one["number"]: one["number"] for one in quoted}


def _in_markdown(exported: Exported, numbers: Numbers, *, paths: bool) -> str:
    asked = [f"*{in_markdown(str(exported.answer['asked']))}*"]
    if reading := read_as(exported.answer):
        asked.append(in_markdown(reading_words(reading)))
    asked += map(in_markdown, limit_lines(exported.answer))
    about = gettext("Dateline, receipt {receipt}").format(receipt=exported.receipt)
    about += f"{as_of_words(exported)}."
    if exported.answer["found"]:
        said = [*_finding(exported), _paragraph(exported, numbers)]
    else:
        closest = gettext("The closest the archive comes")
        said = [in_markdown(str(exported.answer["text"]).partition("\n")[0]), f"**{closest}**"]
    references = _references(exported, numbers, paths=paths)
    return "\n\n".join([*asked, *said, *references, about]) + "\n"


def _paragraph(exported: Exported, numbers: Numbers) -> str:
    """The sentences that stand, with their marks; in the place of each that does not, why."""
    parts: list[str] = []
    heading = None
    for statement in exported.answer["statements"]:
        if statement.get("heading") not in (heading, None):
            parts.append(f"\n\n**{in_markdown(str(statement['heading']))}:**")
        heading = statement.get("heading")
        why = [exported.fallen[n] for n in statement["citations"] if n in exported.fallen]
        said = f"{in_markdown(str(statement['text']))} {_marks(statement, numbers)}"
        left_out = gettext("(A sentence is left out: {why}.)")
        parts.append(left_out.format(why=left_out_reason(why[0])) if why else said)
    # A heading brings its own line ends: without a space before them, and none at the beginning.
    return " ".join(parts).replace(" \n\n", "\n\n").strip()


def _marks(statement: Mapping[str, Any], numbers: Numbers) -> str:
    """The marks of a sentence, each number once; escaped, for in Markdown "[1]" may be a link."""
    shown = dict.fromkeys(numbers[cited] for cited in statement["citations"])
    return "".join(f"\\[{number}\\]" for number in shown)


def _finding(exported: Exported) -> list[str]:
    """How a claim that was checked came out, for one must not read as if it held."""
    if exported.answer.get("form") != "check":
        return []
    match exported.answer.get("verdict"):
        case "supported":
            return [gettext("Claim checked: supported by the archive.")]
        case "contradicted":
            return [gettext("Claim checked: the archive says otherwise.")]
        case _:
            return [gettext("Claim checked: undecided; read the sentences.")]


def _references(exported: Exported, numbers: Numbers, *, paths: bool) -> Iterator[str]:
    """A reference for each number. A list in Markdown counts by itself, so that none may lack."""
    quoted: dict[int, list[Mapping[str, Any]]] = {number: [] for number in numbers.values()}
    for citation in exported.citations:
        quoted[numbers[citation["number"]]].append(citation)
    fallen = {numbers[number]: why for number, why in exported.fallen.items()}
    left_out = gettext("(Left out: {why}.)")
    for number, cited in sorted(quoted.items()):
        if cited:
            yield "\n".join(_reference(number, cited, paths=paths))
        else:
            yield f"{number}. {left_out.format(why=left_out_reason(fallen[number]))}"


def _reference(number: int, cited: Sequence[Mapping[str, Any]], *, paths: bool) -> Iterator[str]:
    """One numbered reference: whose, when, what, where; and each quotation as a block."""
    # As far as the words behind the number: with less, Markdown ends the numbered item.
    indent = " " * len(f"{number}. ")
    yield f"{number}. {_source(cited[0], paths=paths)}"
    for citation in cited:
        yield ""
        yield f"{indent}> {in_markdown(str(citation['quote']))}"
        yield ""
        place = {"hash": citation["hash"], "start": citation["start"], "end": citation["end"]}
        yield indent + gettext("Text SHA-256 {hash}, characters {start}–{end}.").format(**place)


def _source(citation: Mapping[str, Any], *, paths: bool) -> str:
    title = citation["title"] and quoted_title(citation["title"])
    named = [citation["outlet"], title, date_of(citation), revised(citation)]
    known = [in_markdown(str(one)) for one in named if one]
    number_of = gettext("p. {page}").format(page=citation.get("page"))
    page = [number_of] if citation.get("page") else []
    url = str(citation["url"] or citation["source"])
    # It stands behind a full stop.
    named_by_id = gettext("Article {id}").format(id=citation["article"])
    file = in_markdown(url) if paths else named_by_id
    # An article's own word on its address need not be one: only a plain one becomes a link.
    address = f"<{url}>" if URL.fullmatch(url) else file
    return f"{', '.join([*known, *page])}. {address}"
