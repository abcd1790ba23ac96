"""An answer as a page of its own: one file to hand on, which fetches and runs nothing.

Each quotation stands in its context, with a link that opens the article at the sentence. Like
every export it holds only what stands today. No path of the machine is shown.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterable, Mapping, Sequence
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from bot.fragments import address_of
from bot.markup import el, fill, written
from bot.render import CLOSEST, DATED, VERDICTS, printers
from bot.revised import revised
from bot.text import counted, date_words
from retrieval.answer.exporting import GONE

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from bot.markup import Child
    from retrieval.answer.exporting import Exported
    from retrieval.types import Citation, Recalled

Said = Mapping[str, Any]

KINDS = {
    "answer": "Answer from the archive",
    "timeline": "Timeline",
    "compare": "Comparison of outlets",
    "check": "Check of a claim",
}

UNTITLED = "Untitled article"


def page(exported: Exported, recalled: Recalled, created: str) -> str:
    """The page.

    Args:
        exported: What stands of an answer.
        recalled: Its citations that stand, with what their articles say around them.
        created: When the answer was given, ISO.
    """
    answer = exported.answer
    form = str(answer.get("form") or "answer")
    body = el("body", _header(answer, form, created), class_="wide" if form == "compare" else "")
    fill(body, _verdict(answer))
    fill(body, _said(exported, form) if answer["found"] else _refused(answer))
    heading = "Sources" if answer["found"] else CLOSEST
    fill(body, [el("h2", heading), _sources(recalled), _footer(exported)])
    return written(el("html", _head(str(answer["asked"])), body, lang="en"))


def _head(title: str) -> Element:
    style = el("style")
    style.text = (files("bot") / "render_page.css").read_text("utf-8")
    digest = base64.b64encode(hashlib.sha256(style.text.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    return el(
        "head",
        el("meta", charset="utf-8"),
        el("meta", http_equiv="Content-Security-Policy", content=policy),
        el("meta", name="referrer", content="no-referrer"),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("title", title),
        style,
    )


def _header(answer: Said, form: str, created: str) -> Element:
    coverage = answer["coverage"]
    span = [date_words(day) for day in (coverage["first"], coverage["last"]) if day]
    of = f" ({' to '.join(dict.fromkeys(span))})" if span else ""
    told = [
        f"Asked {date_words(created[:10])}",
        f"searched in {counted(coverage['articles'], 'article')}{of}",
        *([f"as of {date_words(answer['as_of'])}"] if answer.get("as_of") else []),
        *(answer.get("understood") or ()),
    ]
    read_as = answer["question"] if answer["question"] != answer["asked"].strip() else None
    return el(
        "header",
        el("p", KINDS[form], class_="kind"),
        el("h1", answer["asked"]),
        el("p", f"Read as: {read_as}", class_="soft") if read_as else None,
        el("p", " · ".join(told), class_="soft"),
    )


def _verdict(answer: Said) -> list[Element]:
    verdict = answer.get("verdict")
    if verdict is None or not answer["found"]:
        return []
    return [el("p", VERDICTS[verdict], class_=f"verdict {verdict.split()[0]}")]


def _said(exported: Exported, form: str) -> list[Element]:
    """The sentences in the form that was asked for, each group under its heading."""
    groups = _grouped(exported.answer["statements"])
    if form == "timeline":
        items = [el("li", *_group(exported, *group)) for group in groups]
        return [el("ol", *items, class_="timeline")]
    if form == "compare":
        cards = [el("section", *_group(exported, *group)) for group in groups]
        return [el("div", *cards, class_="side")]
    return [part for group in groups for part in _group(exported, *group)]


def _grouped(statements: Iterable[Said]) -> list[tuple[str | None, list[Said]]]:
    """The statements in a row under one heading, together."""
    groups: list[tuple[str | None, list[Said]]] = []
    for statement in statements:
        heading = statement.get("heading")
        if not groups or groups[-1][0] != heading:
            groups.append((heading, []))
        groups[-1][1].append(statement)
    return groups


def _group(exported: Exported, heading: str | None, statements: Sequence[Said]) -> list[Element]:
    head = [el("h3", heading[:1].upper() + heading[1:])] if heading else []
    return [*head, *(_sentence(exported, one) for one in statements)]


def _sentence(exported: Exported, statement: Said) -> Element:
    """A sentence with links to its sources; where one of them has gone, a line that says so."""
    why = [exported.fallen[n] for n in statement["citations"] if n in exported.fallen]
    if why:
        return el("p", f"(A sentence is left out: {GONE[why[0]]}.)", class_="gone")
    marks: list[Child] = []
    for number in statement["citations"]:
        marks += ["\u00a0", el("a", f"[{number}]", href=f"#source-{number}", class_="mark")]
    return el("p", statement["text"], *marks)


def _refused(answer: Said) -> list[Element]:
    return [el("p", str(answer["text"]).partition("\n")[0])]


def _sources(recalled: Recalled) -> Element:
    pairs = zip(recalled.citations, recalled.surroundings, strict=True)
    return el("ol", *(_source(one, *around) for one, around in pairs), class_="sources")


def _source(citation: Citation, before: str, after: str) -> Element:
    """Whose it is, the quotation in its context, and where it can be checked."""
    quotation = el(
        "blockquote",
        f"{before} " if before else None,
        el("mark", citation.quote),
        f" {after}" if after else None,
    )
    also = ", ".join(printers(citation))
    return el(
        "li",
        el("span", f"[{citation.number}]", class_="number"),
        el("p", *_from(citation), class_="from"),
        quotation,
        el("p", f"Also printed by {also}.", class_="place") if also else None,
        _place(citation),
        id=f"source-{citation.number}",
    )


def _from(citation: Citation) -> list[Child]:
    """Outlet, date and title, which is a link to the sentence where there is a page."""
    address = address_of(citation, citation.quote)
    title = citation.title or UNTITLED
    linked = el("a", title, href=address, rel="noreferrer noopener") if address else title
    dated = date_words(citation.published, citation.date_note)
    dated += DATED.get(citation.published_how, "")
    known = [one for one in (citation.outlet, dated, revised(citation)) if one]
    return [" · ".join(known), " · ", linked]


def _place(citation: Citation) -> Element:
    page_ = f"page {citation.page} · " if citation.page else ""
    return el(
        "p",
        f"{page_}article ",
        el("code", citation.article),
        f" · characters {citation.start}–{citation.end} · SHA-256 of its text ",
        el("code", citation.hash[:16], title=citation.hash),
        class_="place",
    )


def _footer(exported: Exported) -> Element:
    notes = [el("p", note) for note in exported.answer.get("notes") or ()]
    return el(
        "footer",
        *notes,
        el(
            "p",
            "Every quotation was read back from the archive, word for word, when this page was "
            "made. Whether it still stands: ",
            el("code", f"dateline verify {exported.receipt}"),
            ".",
        ),
    )
