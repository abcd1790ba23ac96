"""What of an answer may be exported, and as JSON or CSL-JSON; `markdown_export` is beside it.

Only what stands today is exported: a sentence goes with any of its citations whose article has
changed or was removed, and a line in its place says so. A date is given as far as the article
states it, never further.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from retrieval.archive.store import Archive
from retrieval.errors import UsageError
from retrieval.messages import gettext
from retrieval.messages.date_notes import date_note_words
from retrieval.messages.days import day_words
from retrieval.messages.limit_words import asked_for, understood_limits
from retrieval.messages.revision_words import revision_words
from retrieval.names.authors import csl_names
from retrieval.receipts.past_answers import kept_limits
from retrieval.receipts.receipts import Standing, Verified, find_receipt, verify_receipt

# "https://example.org/a"
URL = re.compile(r"https?://[^\s<>\"`\\]+", re.IGNORECASE)
# "June 2015", "2015"
_MONTH_YEAR = re.compile(
    r"(?:(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?,?\s+)?((?:19|20)\d\d)",
    re.IGNORECASE,
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


@dataclass(frozen=True, slots=True)
class Exported:
    """An answer's citations that stand, and what else is known of their articles, by id."""

    receipt: str
    answer: Mapping[str, Any]
    citations: tuple[Mapping[str, Any], ...]
    fallen: Mapping[int, Standing]
    articles: Mapping[str, Mapping[str, Any]]


def exportable(archive: Archive, receipt: str) -> Exported:
    """What of the answer with this receipt may be exported.

    Raises:
        UsageError: There is no such receipt, or nothing of the answer stands.
    """
    kept = find_receipt(archive, receipt)
    verified = verify_receipt(archive, kept)
    if not verified:
        raise UsageError(gettext("That answer quotes nothing; there is nothing to export."))
    exact = tuple(one.citation for one in verified if one.standing == "exact")
    if not exact:
        form = gettext(
            "None of that answer's citations stands any more: {why}. Ask the question again."
        )
        raise UsageError(form.format(why=_reasons(verified)))
    # By the numbers that the answer's sentences have for them.
    fallen = {one.citation["number"]: one.standing for one in verified if one.standing != "exact"}
    return Exported(receipt, kept.answer, exact, fallen, _articles(archive, exact))


def _reasons(verified: Sequence[Verified]) -> str:
    standings = {one.standing for one in verified}
    if len(standings) > 1:
        return gettext("some of its articles have changed since, others are no longer held")
    return left_out_reason(*standings)


def left_out_reason(standing: Standing) -> str:
    """Why a citation is left out, in the language that is spoken."""
    if standing == "changed":
        return gettext("its article has changed since")
    return gettext("its article is no longer in the archive")


def _articles(
    archive: Archive, citations: Sequence[Mapping[str, Any]]
) -> dict[str, Mapping[str, Any]]:
    """Who wrote each article, in which language, and when it was read."""
    query = "select author, language, indexed from articles where id = ?"
    with archive.reading() as connection:
        rows = {
            one["article"]: connection.execute(query, (one["article"],)).fetchone()
            for one in citations
        }
    return {article: dict(row) for article, row in rows.items() if row}


def read_as(answer: Mapping[str, Any]) -> str | None:
    """In which other words it was searched, such as a follow-up with what it leans on."""
    # Blanks around a question are taken off before it is searched: that is no other wording.
    same = answer["question"] == answer["asked"].strip()
    return None if same else str(answer["question"])


def limit_lines(answer: Mapping[str, Any]) -> list[str]:
    """What it was limited to, in lines: what the asker set, and what was taken from the words."""
    told = asked_for(kept_limits(answer)), understood_limits(answer.get("understood", ()))
    return list(filter(None, told))


def as_of_words(exported: Exported) -> str:
    """The day as of which it was answered, if as of any, to stand behind a receipt."""
    as_of = exported.answer.get("as_of")
    return gettext(", as of {day}").format(day=day_words(as_of)) if as_of else ""


def date_of(citation: Mapping[str, Any]) -> str:
    """An article's date as it states it; `undated` where it states none."""
    published = citation["published"]
    if published:
        return day_words(published)
    note = citation["date_note"]
    return date_note_words(note) if note else gettext("undated")


def revised(citation: Mapping[str, Any]) -> str | None:
    """What corrects or updates the article today, or what it corrects; None for neither."""
    facts: dict[str, Any] = {name: citation.get(name) for name in _REVISED}
    return revision_words(**facts)


def as_csl(archive: Archive, receipt: str) -> list[dict[str, Any]]:
    """The articles that the answer cites as items of CSL-JSON, for a reference manager.

    One item an article, with its quotations, their places and the text's hash in the note; a
    citation that no longer stands is in none.

    Raises:
        UsageError: There is no such receipt, or nothing of the answer stands.
    """
    exported = exportable(archive, receipt)
    by_article: dict[str, list[Mapping[str, Any]]] = {}
    for citation in exported.citations:
        by_article.setdefault(citation["article"], []).append(citation)
    return [
        _item(exported, citations, exported.articles.get(article, {}))
        for article, citations in by_article.items()
    ]


def as_json(archive: Archive, receipt: str) -> dict[str, Any]:
    """The answer's sentences that stand and their citations, numbered as they were.

    `read_as` is there where it was searched in other words than it was asked. `left_out` tells of
    each citation that no longer stands, by its number, why.

    Raises:
        UsageError: There is no such receipt, or nothing of the answer stands.
    """
    exported = exportable(archive, receipt)
    said = [one for one in exported.answer["statements"] if not _has_fallen(exported, one)]
    reading = read_as(exported.answer)
    return {
        "v": 1,
        "receipt": receipt,
        "question": exported.answer["asked"],
        **({"read_as": reading} if reading else {}),
        "found": exported.answer["found"],
        "form": exported.answer.get("form", "answer"),
        "verdict": exported.answer.get("verdict"),
        "parts": list(exported.answer.get("parts", ())),
        "mode": exported.answer["mode"],
        "as_of": exported.answer.get("as_of"),
        "limits": asdict(kept_limits(exported.answer)),
        "understood": list(exported.answer.get("understood", ())),
        "statements": [
            {"text": s["text"], "heading": s.get("heading"), "citations": list(s["citations"])}
            for s in said
        ],
        "citations": [
            {
                **{name: one.get(name) for name in _CITED},
                **exported.articles.get(one["article"], {}),
            }
            for one in exported.citations
        ],
        "left_out": {str(number): why for number, why in exported.fallen.items()},
    }


_REVISED = (
    "revision", "supersedes", "supersedes_title", "corrected_by", "corrected_how", "corrected_on",
    "corrected_title",
)  # fmt: skip
_CITED = (
    "number", "article", "source", "title", "outlet", "published", "published_how", "date_note",
    "url", *_REVISED, "hash", "start", "end", "quote", "page",
)  # fmt: skip


def _has_fallen(exported: Exported, statement: Mapping[str, Any]) -> bool:
    return not exported.fallen.keys().isdisjoint(statement["citations"])


def _item(
    exported: Exported, citations: Sequence[Mapping[str, Any]], article: Mapping[str, Any]
) -> dict[str, Any]:
    first = citations[0]
    url = first["url"] or first["source"]
    known = {
        "title": first["title"],
        "container-title": first["outlet"],
        "author": csl_names(article.get("author"), first["outlet"]),
        "issued": csl_date(first["published"], first["date_note"]),
        # The day on which it was read into the archive.
        "accessed": csl_date((article.get("indexed") or "")[:10], None),
        "URL": url if URL.fullmatch(url) else None,
        "language": article.get("language"),
        "page": ", ".join(dict.fromkeys(str(one["page"]) for one in citations if one.get("page"))),
        "note": _note(exported, citations),
    }
    kind = "article-newspaper" if first["outlet"] else "webpage" if known["URL"] else "document"
    return {
        "id": f"dateline-{first['article']}",
        "type": kind,
        # CSL-JSON knows no null: what is not known is left out.
        **{name: value for name, value in known.items() if value},
    }


def _note(exported: Exported, citations: Sequence[Mapping[str, Any]]) -> str:
    quoted = [f"“{one['quote']}” (characters {one['start']}–{one['end']})" for one in citations]
    about = f"Dateline receipt {exported.receipt}{as_of_words(exported)}"
    where = "" if URL.fullmatch(citations[0]["source"]) else f"; {citations[0]['source']}"
    became = revised(citations[0]) or ""
    told = f"{became[0].upper()}{became[1:]}. " if became else ""
    return f"{'; '.join(quoted)}. {told}Text SHA-256 {citations[0]['hash']}. {about}{where}."


def csl_date(published: str | None, note: str | None) -> dict[str, Any] | None:
    """A date in CSL's form, as far as it is known; a part without a year as literal words."""
    if published:
        return {"date-parts": [[int(part) for part in published.split("-")]]}
    if not note:
        return None
    only = _MONTH_YEAR.fullmatch(note.strip())
    if not only:
        return {"literal": note}
    # Of "June 2015" the first three letters, in a list that begins with January.
    month = [_MONTHS.index(only[1].lower()) + 1] if only[1] else []
    return {"date-parts": [[int(only[2]), *month]]}
