"""An answer as a page of its own: one file to hand on, which fetches and runs nothing.

Each quotation stands in its context, with a link that opens the article at the sentence. Like
every export it holds only what stands today. No path of the machine is shown.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from bot.labels import closest, date_label, verdict_words
from bot.links import address_of, web_address
from bot.markup import el, fill, written
from bot.render import printers
from bot.revised import revised
from bot.text import date_words
from retrieval.messages import gettext, language, speaking
from retrieval.messages.counts import articles_words
from retrieval.messages.reading_words import reading_words
from retrieval.receipts.exporting import left_out_reason, limit_lines, read_as
from retrieval.receipts.past_answers import claim_parts, kept_limits
from retrieval.verification.claim_part_lines import part_lines

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from bot.markup import Child
    from retrieval.receipts.exporting import Exported
    from retrieval.types import Citation, Recalled

# Fields of a stored answer by name: a receipt is JSON, not an `Answer`.
Said = Mapping[str, Any]

# "Reported 4 June 2015": the blanks behind the day and before the year
_IN_DAY = re.compile(r"(?<=\d) | (?=\d{4}\b)")


def answer_page(exported: Exported, recalled: Recalled, created: str) -> str:
    """The page.

    Args:
        exported: What stands of an answer.
        recalled: Its citations that stand, with what their articles say around them.
        created: When the answer was given, ISO.
    """
    # In the language in which the answer was given, whatever the machine speaks now.
    with speaking(exported.answer.get("language")):
        return _page(exported, recalled, created)


def _page(exported: Exported, recalled: Recalled, created: str) -> str:
    answer = exported.answer
    # Receipts from before there were other forms name none.
    form = str(answer.get("form") or "answer")
    # Columns side by side need the whole width of the page.
    body = el("body", _header(answer, form, created), class_="wide" if form == "compare" else "")
    fill(body, _verdict(answer))
    fill(body, _said(exported, form) if answer["found"] else _refused(answer))
    heading = gettext("Sources") if answer["found"] else closest()
    fill(body, [el("h2", heading), _sources(recalled), _footer(exported)])
    return written(el("html", _head(str(answer["asked"])), body, lang=language()))


def _head(title: str) -> Element:
    # Set past `el`: the hash in the policy is of these very characters, and `written` escapes
    # nothing within a style.
    style = el("style")
    style.text = (files("bot") / "render_page.css").read_text("utf-8")
    digest = base64.b64encode(hashlib.sha256(style.text.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    return el(
        "head",
        el("meta", charset="utf-8"),
        el("meta", http_equiv="Content-Security-Policy", content=policy),
        # Who opens a source from here does not tell its site where the page lies.
        el("meta", name="referrer", content="no-referrer"),
        el("meta", name="viewport", content="width=device-width, initial-scale=1"),
        el("title", title),
        style,
    )


def _header(answer: Said, form: str, created: str) -> Element:
    as_of = gettext("as of {day}").format(day=date_words(answer.get("as_of")))
    told = [
        # The day alone: the time of day is in UTC, which is not the reader's.
        gettext("Asked {day}").format(day=date_words(created[:10])),
        _searched(answer),
        # Among the limits of the asker it stands already.
        *([as_of] if answer.get("as_of") and not kept_limits(answer).as_of else []),
    ]
    reading = read_as(answer)
    return el(
        "header",
        el("p", _kind(form), class_="kind"),
        el("h1", answer["asked"]),
        el("p", reading_words(reading), class_="soft") if reading else None,
        el("p", " · ".join(told), class_="soft"),
        *(el("p", line, class_="soft") for line in limit_lines(answer)),
    )


def _searched(answer: Said) -> str:
    """How many articles were searched, and of which days; under a limit, how many there were."""
    coverage = answer["coverage"]
    # One day where all articles are of one, none where none is dated.
    span = [date_words(day) for day in (coverage["first"], coverage["last"]) if day]
    to = gettext("{first} to {last}").format(first=span[0], last=span[-1]) if span else ""
    of = f" ({to if span[0] != span[-1] else span[0]})" if span else ""
    limited = kept_limits(answer).narrowing or answer.get("understood")
    form = gettext("{articles} in the archive") if limited else gettext("searched in {articles}")
    return form.format(articles=articles_words(coverage["articles"])) + of


def _kind(form: str) -> str:
    # Looked up at each call, for the language differs from page to page.
    kinds = {
        "answer": gettext("Answer from the archive"),
        "timeline": gettext("Timeline"),
        "compare": gettext("Comparison of outlets"),
        "check": gettext("Check of a claim"),
    }
    return kinds[form]


def _verdict(answer: Said) -> list[Element]:
    verdict = answer.get("verdict")
    if verdict is None or not answer["found"]:
        return []
    # The style sheet knows `supported` and `contradicted`; "not in the archive" gives `not`, which
    # looks plain.
    told = el("p", verdict_words(verdict, partly=True), class_=f"verdict {verdict.split()[0]}")
    return [told, *(el("p", line) for line in part_lines(claim_parts(answer)))]


def _said(exported: Exported, form: str) -> list[Element]:
    """The sentences in the form that was asked for, each group under its heading."""
    groups = _grouped(exported.answer["statements"])
    if form == "timeline":
        # A list, since the order of days is what a timeline tells.
        return [el("ol", *(_day(exported, *group) for group in groups), class_="timeline")]
    if form == "compare":
        cards = [el("section", *_group(exported, *group)) for group in groups]
        return [el("div", *cards, class_="side")]
    return [part for group in groups for part in _group(exported, *group)]


def _day(exported: Exported, heading: str | None, statements: Sequence[Said]) -> Element:
    """A day and, beside it, what happened."""
    told = el("div", *(_sentence(exported, one) for one in statements))
    return el("li", *_heading(_unbroken(heading)), told)


def _unbroken(heading: str | None) -> str | None:
    """The heading with a day that no line ends within."""
    return _IN_DAY.sub("\u00a0", heading) if heading else None


def _grouped(statements: Iterable[Said]) -> list[tuple[str | None, list[Said]]]:
    """The statements in a row under one heading, together."""
    groups: list[tuple[str | None, list[Said]]] = []
    for statement in statements:
        heading = statement.get("heading")
        # Only in a row: an outlet whose name comes back later has a group of its own there.
        if not groups or groups[-1][0] != heading:
            groups.append((heading, []))
        groups[-1][1].append(statement)
    return groups


def _group(exported: Exported, heading: str | None, statements: Sequence[Said]) -> list[Element]:
    return [*_heading(heading), *(_sentence(exported, one) for one in statements)]


def _heading(heading: str | None) -> list[Element]:
    # Not `capitalize`, which would make the other letters small: "TASS reports".
    return [el("h3", heading[:1].upper() + heading[1:])] if heading else []


def _sentence(exported: Exported, statement: Said) -> Element:
    """A sentence with links to its sources; where one of them has gone, a line that says so."""
    # All of its citations must stand: half of a sentence's evidence is no evidence.
    why = [exported.fallen[n] for n in statement["citations"] if n in exported.fallen]
    if why:
        left_out = gettext("(A sentence is left out: {why}.)").format(why=left_out_reason(why[0]))
        return el("p", left_out, class_="gone")
    marks: list[Child] = []
    for number in statement["citations"]:
        # A no-break space, so that no line begins with the mark.
        marks += ["\u00a0", el("a", f"[{number}]", href=f"#source-{number}", class_="mark")]
    return el("p", statement["text"], *marks)


def _refused(answer: Said) -> list[Element]:
    # The first line alone: in older receipts the others tell what comes nearest.
    first = str(answer["text"]).partition("\n")[0]
    return [el("p", line) for line in (first, *part_lines(claim_parts(answer)))]


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
    names = printers(citation)
    also = gettext("Also printed by {outlets}.").format(outlets=names)
    return el(
        "li",
        el("span", f"[{citation.number}]", class_="number"),
        el("p", *_from(citation), class_="from"),
        quotation,
        el("p", also, class_="place") if names else None,
        _place(citation),
        id=f"source-{citation.number}",
    )


def _from(citation: Citation) -> list[Child]:
    """Outlet, date and title, which is a link to the sentence where there is a page."""
    # No web address, no link: a path of the machine says nothing to whoever reads the page.
    address = address_of(citation, citation.quote)
    title = citation.title or gettext("Untitled article")
    linked = el("a", title, href=address, rel="noreferrer noopener") if address else title
    known = [one for one in (citation.outlet, date_label(citation)) if one]
    return [" · ".join(known), " · ", linked, *_revised(citation)]


def _revised(citation: Citation) -> list[Child]:
    """What became of the article, linked to the one that took its place, if that has an address."""
    told = revised(citation)
    if not told:
        return []
    address = web_address(citation.corrected_url)
    link = el("a", told, href=address, rel="noreferrer noopener") if address else told
    return [" · ", link]


def _place(citation: Citation) -> Element:
    number = gettext("page {page}").format(page=citation.page)
    page_ = f"{number} · " if citation.page else ""
    place = gettext("characters {start}–{end}").format(start=citation.start, end=citation.end)
    hashed = gettext("SHA-256 of its text")
    return el(
        "p",
        page_ + gettext("article {id}").format(id=""),
        el("code", citation.article),
        f" · {place} · {hashed} ",
        # Sixteen digits tell texts apart for a reader; the whole hash shows under the mouse.
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
            gettext(
                "Every quotation was read back from the archive, word for word, when this page "
                "was made. Whether it still stands:"
            )
            + " ",
            el("code", f"dateline verify {exported.receipt}"),
            ".",
        ),
    )
