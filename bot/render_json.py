r"""Answers, passages and articles as JSON for programs: the outside contract, and stable.

The text in it is exact. `json_line` only writes what acts on a screen as `\u` escapes, which
every JSON reader turns back.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from bot.render_archive import may_be_quoted
from bot.text import HIDDEN
from retrieval.redaction import redacted_values

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from retrieval.archive.doctor import DoctorFinding
    from retrieval.archive.earlier_versions import Version
    from retrieval.receipts.receipts import Receipt, Verified
    from retrieval.types import (
        Answer,
        Article,
        ArticleListing,
        Citation,
        Coverage,
        IndexReport,
        Passage,
        Question,
    )

VERSION = 1
"""Grows when a key changes its meaning or goes; a new key alone is no new version."""

Object = dict[str, Any]


def answer_json(answer: Answer) -> Object:
    """An answer; `read_as` is there where it was searched in other words than it was asked.

    `parts` are there for a claim of several sentences: each with its own verdict.
    """
    # Keys that only some answers have come in as dictionaries that are empty for the others.
    told = [{"citation": one.number, "text": one.text} for one in answer.translations]
    translations = {"translations": told} if told else {}
    # Blanks around a question are taken off before it is searched: that is no other wording.
    same = answer.question == answer.asked.strip()
    read_as = {} if same else {"read_as": answer.question}
    return {
        "v": VERSION,
        "id": answer.id,
        "question": answer.asked,
        **read_as,
        "found": answer.found,
        "text": answer.text,
        "mode": answer.mode,
        "statements": [
            {
                "text": statement.text,
                "citations": list(statement.citations),
                "heading": statement.heading,
            }
            for statement in answer.statements
        ],
        "citations": [_citation(citation) for citation in answer.citations],
        **translations,
        "nearest": [_citation(citation) for citation in answer.nearest],
        "passages": [_passage(passage) for passage in answer.passages],
        "coverage": asdict(answer.coverage),
        "notes": list(answer.notes),
        "limits": asdict(answer.limits),
        "understood": list(answer.understood),
        "form": answer.form,
        "verdict": answer.verdict,
        **({"parts": [asdict(part) for part in answer.parts]} if answer.parts else {}),
        "receipt": answer.receipt,
        "ms": round(answer.ms, 1),
        "as_of": answer.as_of,
        "steps": [asdict(step) for step in answer.steps],
    }


def passages_json(
    question: Question, passages: Sequence[Passage], coverage: Coverage, ms: float
) -> Object:
    """What a search brought back for `question`, in the style of an answer."""
    return {
        "v": VERSION,
        "id": question.id,
        "question": question.text,
        "limits": asdict(question.limits),
        "passages": [_passage(passage) for passage in passages],
        "coverage": asdict(coverage),
        "ms": round(ms, 1),
    }


def article_json(article: Article, listing: ArticleListing | None = None) -> Object:
    """A stored article with its whole text; `furniture` are the ranges that aren't searched.

    With its `listing`, the articles too that it corrects and that correct it.
    """
    # The keys are there without a listing too, as null.
    linked = ("supersedes", "corrected_by")
    return asdict(article) | {name: getattr(listing, name, None) for name in linked}


def listing_json(listings: Sequence[ArticleListing]) -> Object:
    """The articles held, without their text."""
    return {"articles": [asdict(listing) for listing in listings]}


def report_json(report: IndexReport) -> Object:
    """What an indexing run did, or with `dry_run` would do, without secrets."""
    # The address of a feed or a page may hold a password: https://reader:pass@news.example/feed
    told: Object = redacted_values(asdict(report))
    return {"v": VERSION, **told, "seconds": round(report.seconds, 3)}


def verified_json(receipt: Receipt, verified: Sequence[Verified]) -> Object:
    """A receipt's citations, each with its standing: exact, changed or removed.

    What may no longer be quoted is null, and the sentences that cite it are not in the text.
    """
    return {
        "v": VERSION,
        "receipt": receipt.id,
        "created": receipt.created,
        "question": receipt.answer["asked"],
        "mode": receipt.answer.get("mode"),
        "as_of": receipt.answer.get("as_of"),
        "text": _text_left(receipt, verified),
        "citations": [
            {**_shown(one), "standing": one.standing, **_change(one)} for one in verified
        ],
    }


def _shown(one: Verified) -> Mapping[str, Any]:
    if may_be_quoted(one):
        return one.citation
    # A title is the article's own text, too, and a copy names another title.
    return {**one.citation, "quote": None, "title": None, "copies": []}


def _text_left(receipt: Receipt, verified: Sequence[Verified]) -> str:
    """The answer, or what of it cites nothing that may not be quoted any more."""
    gone = {one.citation["number"] for one in verified if not may_be_quoted(one)}
    if not gone:
        return str(receipt.answer["text"])
    if not receipt.answer["statements"]:
        return str(receipt.answer["text"]).partition("\n")[0]  # a refusal's own words
    # The sentences by their own citations: the text itself can't be cut at the right places.
    said = [one for one in receipt.answer["statements"] if gone.isdisjoint(one["citations"])]
    return " ".join(
        f"{one['text']} {''.join(f'[{number}]' for number in one['citations'])}" for one in said
    )


def _change(one: Verified) -> Object:
    """For a changed article the version that was cited, and what stands there now."""
    if one.standing != "changed":
        return {}
    now = {"text": one.now, "published": one.published, "indexed": one.indexed}
    return {"earlier": version_json(one.earlier) if one.earlier else None, "now": now}


def version_json(version: Version) -> Object:
    """An earlier version of an article, with its whole text."""
    return asdict(version)


def versions_json(article: Article, earlier: Sequence[Version]) -> Object:
    """The earlier versions kept of an article, the latest first, without their text."""
    listed = [
        {name: value for name, value in asdict(one).items() if name != "text"} for one in earlier
    ]
    return {"v": VERSION, "article": article.id, "hash": article.hash, "versions": listed}


def findings_json(findings: Sequence[DoctorFinding]) -> Object:
    """What was examined, and whether all of it is sound."""
    sound = all(finding.sound for finding in findings)
    return {"v": VERSION, "sound": sound, "findings": [asdict(finding) for finding in findings]}


def json_line(value: Mapping[str, Any]) -> str:
    """`value` as one line of JSON, readable in any script and harmless on any screen."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    # Line ends of Unicode and halves of surrogates are in HIDDEN, so one line stays one line, and
    # can be written as UTF-8.
    return HIDDEN.sub(lambda found: json.dumps(found[0])[1:-1], text)


def _citation(citation: Citation) -> Object:
    return {
        "number": citation.number,
        "article": citation.article,
        **_origin(citation),
        "hash": citation.hash,
        "quote": citation.quote,
        "start": citation.start,
        "end": citation.end,
        "page": citation.page,
        "copies": [asdict(copy) for copy in citation.copies],
    }


def _passage(passage: Passage) -> Object:
    return {
        "article": passage.article,
        **_origin(passage),
        "start": passage.start,
        "end": passage.end,
        "text": passage.text,
        "score": round(float(passage.score), 4),
        "copies": [asdict(copy) for copy in passage.copies],
        "note": passage.note,
        "partial": passage.partial,
    }


def _origin(item: Citation | Passage) -> Object:
    return {
        "source": item.source,
        "title": item.title,
        "outlet": item.outlet,
        "published": item.published,
        "published_how": item.published_how,
        "date_note": item.date_note,
        "url": item.url,
        "revision": item.revision,
        "supersedes": item.supersedes,
        "corrected_by": item.corrected_by,
        "corrected_how": item.corrected_how,
        "corrected_on": item.corrected_on,
        "supersedes_title": item.supersedes_title,
        "corrected_title": item.corrected_title,
        "corrected_url": item.corrected_url,
    }
