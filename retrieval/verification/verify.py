"""The verify step: every citation is read back; what is not a quotation must follow from its own.

A statement is dropped unless each of its quotations still stands in the stored article. A
quotation needs no more. A sentence in a model's words needs the entailment model's word that it
follows, and no veto; what the archive's own records say is looked up in them again.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields
from itertools import pairwise

from retrieval.archive.chunking import sentences
from retrieval.archive.quoting import page_at, read_back
from retrieval.archive.store import Archive
from retrieval.models.calibration import threshold
from retrieval.models.entailment import Entails, under_title
from retrieval.search.deduplicate import quoted_copies
from retrieval.search.sentence_context import in_note
from retrieval.search.similarity import shared_share
from retrieval.search.spellings import known_spellings
from retrieval.types import Citation, Passage, Statement
from retrieval.types.draft import Draft, DraftStatement, Failed, Place, Quote
from retrieval.verification.same_name import same_name_spelled
from retrieval.veto import SameName, vetoes
from retrieval.veto.instructions import is_instruction

Recheck = Callable[[DraftStatement], bool]
"""Whether the archive's records still say what a statement of theirs says."""

MOST_TOGETHER = 2
"""Sentences of a quotation that are read together with another quotation."""

LEAST_SHARED = 0.5
"""The share of a sentence's informative words that what it rests on must have, under its title."""

LEAST_ALONE = 0.6
"""What is quoted must speak for a claim by itself, at least so much: a title that says the same
speaks for each of its article's sentences, and of strangers' claims two were wrongly supported by a
quotation that by itself said it hardly better than not."""

UNFOLLOWED = "it does not follow from what it cites"

# "https://example.org/a", "www.example.org"
_LINK = re.compile(r"(?:https?://|www\.)[^\s<>\"')\]]+", re.IGNORECASE)

# What a citation says of its article is what the passage says: its outlet, its day, its correction.
_OWN = {"start", "end", "copies"}
_OF_ARTICLE = {one.name for one in fields(Citation)} & {one.name for one in fields(Passage)} - _OWN

Verified = tuple[tuple[Statement, ...], tuple[Citation, ...], int]
"""The statements that hold, their citations, and how many were dropped."""


def verify(
    archive: Archive,
    draft: Draft,
    entailment: Entails | None,
    recheck: Recheck | None = None,
    as_of: str | None = None,
) -> Verified:
    """The draft's statements that hold, their citations, and how many were dropped.

    Citations are numbered from 1 in order of first use; one place is one citation.

    Args:
        archive: Where quotations are read back from.
        draft: What is to be verified.
        entailment: Judges what is in a model's words; without it none of that holds.
        recheck: Looks up in the records what they are said to say; without it none of that holds.
        as_of: Copies of what is quoted that were printed after this date are not named.
    """
    kept: list[Statement] = []
    citations: dict[Place, Citation] = {}
    # One transaction: all that is shown stands at one moment of the archive.
    with archive.reading() as connection:
        for statement, quotes, reasons in _examined(connection, draft, entailment, recheck):
            if quotes and not reasons:
                marks = [_cite(connection, citations, quote, as_of) for quote in quotes]
                text = _shown(statement, quotes)
                kept.append(Statement(text, tuple(dict.fromkeys(marks)), statement.heading))
    return tuple(kept), tuple(citations.values()), len(draft.statements) - len(kept)


def failures(archive: Archive, draft: Draft, entailment: Entails | None) -> list[Failed]:
    """The draft's statements that do not hold, each with why."""
    with archive.reading() as connection:
        examined = _examined(connection, draft, entailment)
    return [
        (place, statement, reasons)
        for place, (statement, quotes, reasons) in enumerate(examined)
        if reasons or not quotes
    ]


def nearest_citations(
    archive: Archive, quotes: Sequence[Quote], as_of: str | None = None
) -> tuple[Citation, ...]:
    """The quotations that a refusal shows, those that still stand, numbered from 1."""
    citations: dict[Place, Citation] = {}
    with archive.reading() as connection:
        for quote in quotes:
            if _stands(connection, quote):
                _cite(connection, citations, quote, as_of)
    return tuple(citations.values())


def _examined(
    connection: sqlite3.Connection,
    draft: Draft,
    entailment: Entails | None,
    recheck: Recheck | None = None,
) -> list[tuple[DraftStatement, list[Quote], list[str]]]:
    """Each statement, its quotations that stand, and why it does not hold."""
    same = None
    examined = []
    for one in draft.statements:
        quotes = [quote for quote in one.quotes if _stands(connection, quote)]
        reasons: list[str] = []
        if quotes and one.kind == "worded":
            # Once for a draft, and only where a model worded any of it.
            same = same or same_name_spelled(known_spellings(connection))
            reasons = _objections(one.text, quotes, entailment, same)
        elif quotes and one.kind == "record":
            # With any of its articles a count, or a list, falls: it would be one too high.
            whole = len(quotes) == len(one.quotes) and recheck is not None and recheck(one)
            reasons = [] if whole else ["the archive's records have changed"]
        elif quotes and not any(one.text == quote.text for quote in quotes):
            reasons = ["it is no quotation"]
        examined.append((one, quotes, reasons))
    return examined


def _objections(
    text: str, quotes: Sequence[Quote], entailment: Entails | None, same: SameName
) -> list[str]:
    """Why a model's sentence can't be said on its quotations."""
    links = _strange_links(text, quotes)
    # The article's own sentence needs no judge.
    if links or any(stands_whole(text, quote.text) for quote in quotes):
        return links
    # For "he" in the part a name may stand in, from the title or the whole passage.
    beside = [part for quote in quotes for part in (quote.passage.title or "", quote.passage.text)]
    parts = _parts(quotes)
    vetoed = {part: vetoes(text, [part], same_name=same, context=beside) for part in parts}
    titled = {part: under_title(title, part) for part, title in parts.items()}
    # Where the part nearest to the sentence speaks against it, one beside it can't speak for it.
    near = {part: shared_share(text, titled[part]) for part in parts}
    against = max((near[part] for part, reasons in vetoed.items() if reasons), default=0.0)
    least = max(against, LEAST_SHARED)
    free = [part for part, reasons in vetoed.items() if not reasons and near[part] >= least]
    if not free:
        # The part with the fewest objections comes nearest: they are what a model is told to mend.
        return min(filter(None, vetoed.values()), key=len, default=[UNFOLLOWED])
    if entailment is None:
        return [UNFOLLOWED]
    # What the model mistakes in a narrow context and in a wide one differs: both must grant.
    least = threshold("follows")
    told = (([titled[part] for part in free], least), (_wide(quotes), least), (free, LEAST_ALONE))
    granted = all(_follows(entailment, text, *one) for one in told)
    return [] if granted else [UNFOLLOWED]


def _follows(entailment: Entails, text: str, told: Sequence[str], least: float) -> bool:
    judged = entailment.judge([(text, one) for one in told])
    return max(one.supported for one in judged) >= least


def _wide(quotes: Sequence[Quote]) -> list[str]:
    """The passages that are quoted, each under its title, and what is quoted of all together."""
    each = [under_title(one.passage.title, one.passage.text) for one in quotes]
    return [*each, " ".join(one.text for one in quotes)] if len(quotes) > 1 else each


def _parts(quotes: Sequence[Quote]) -> dict[str, str | None]:
    """What a sentence may rest on: one sentence, two in a row, or one of each of two quotations.

    Each with its article's title; two articles have none in common. Never all of a passage:
    somewhere in it stands whatever a rule looks for. Never what is said to the reader, nor what
    tells of an earlier version.
    """
    each = [list(_sayable(one)) for one in quotes]
    parts: dict[str, str | None] = {}
    for quote, ones in zip(quotes, each, strict=True):
        in_a_row = [f"{one} {other}" for one, other in pairwise(ones)]
        parts |= dict.fromkeys([*ones, *in_a_row], quote.passage.title)
    # What two short quotations say together, whole.
    several = [" ".join(ones) for ones in each if len(ones) <= MOST_TOGETHER]
    return dict.fromkeys(f"{one} {other}" for one, other in pairwise(several)) | parts


def _sayable(quote: Quote) -> Iterator[str]:
    first = quote.span[0]
    for start, end in sentences(quote.text):
        part = quote.text[start:end]
        # Places in the quotation become places in the article, as the note's are.
        earlier = in_note(quote.passage, (first + start, first + end))
        if not (earlier or is_instruction(part)):
            yield part


def stands_whole(statement: str, text: str) -> bool:
    """Whether the statement is a whole sentence of the text, not a clause cut out of one."""
    place = text.find(statement)
    if place < 0:
        return False
    before, after = text[:place].rstrip(' "“”’»)'), text[place + len(statement) :]
    # "He resigned." cut out of "It is not true that he resigned." would say the contrary.
    opens = not before or before[-1] in ".!?…\n:"
    return opens and (not after.strip() or statement.rstrip()[-1:] in '.!?…"”’»')


def _strange_links(text: str, quotes: Sequence[Quote]) -> list[str]:
    """The addresses in a model's sentence that are no cited article's own.

    Not even one that the article holds: it may be there for the model to pass on.
    """
    own = {one for quote in quotes for one in (quote.passage.url, quote.passage.source) if one}
    # Part of a cited address will do: "www.example.org" of "https://www.example.org/a".
    links = [link.rstrip(".,;") for link in _LINK.findall(text)]
    return [
        f"{link} is no cited article's address" for link in links if not any(link in a for a in own)
    ]


def _shown(statement: DraftStatement, quotes: Sequence[Quote]) -> str:
    """A statement as it is shown: what a model took over word for word is shown as quoted."""
    text = statement.text
    taken = statement.kind == "worded" and any(stands_whole(text, quote.text) for quote in quotes)
    return f"“{text}”" if taken and text[0] not in '“"«' else text


def _stands(connection: sqlite3.Connection, quote: Quote) -> bool:
    passage = quote.passage
    # An empty quotation would stand anywhere.
    return quote.text == read_back(connection, passage.article, passage.hash, *quote.span) != ""


def _cite(
    connection: sqlite3.Connection,
    citations: dict[Place, Citation],
    quote: Quote,
    as_of: str | None,
) -> int:
    passage, (start, end) = quote.passage, quote.span
    # By place alone: two passages may overlap, and one sentence come in both.
    if quote.place not in citations:
        about = {name: getattr(passage, name) for name in _OF_ARTICLE}
        citations[quote.place] = Citation(
            **about,
            number=len(citations) + 1,
            start=start,
            end=end,
            quote=quote.text,
            page=page_at(connection, passage.article, start),
            copies=quoted_copies(connection, passage.article, quote.text, as_of),
        )
    return citations[quote.place].number
