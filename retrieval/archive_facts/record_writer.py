"""Answers from the archive's own records: how many articles, whose, from when, on what.

The first statement is the answer; those after it list the articles that are meant. Each cites
the first sentence of every article that it is about, at most ten. Counts are exact: an article
is on a topic when the topic's words stand in it, whatever the search makes of their meaning.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from retrieval.archive.store import Archive
from retrieval.archive_facts.article_sets import (
    answer_count,
    answer_extreme,
    answer_new,
    list_articles,
)
from retrieval.archive_facts.groups import answer_groups
from retrieval.archive_facts.selection import Writer, select_articles
from retrieval.archive_facts.single_article import (
    author_of,
    outlet_of,
    published_when,
    show_article,
)
from retrieval.archive_facts.speakers import speaker_of
from retrieval.archive_facts.unclear import ask_otherwise
from retrieval.search.archive_nouns import Kind
from retrieval.search.archive_question import ArchiveQuestion
from retrieval.search.hit import Hit
from retrieval.types.draft import NEAREST, Draft, DraftStatement, Quote

# A kind that is added to `Kind` needs its writer here.
_WRITERS: Mapping[Kind, Writer] = {
    "count": answer_count,
    "list_articles": list_articles,
    "about": list_articles,
    "list_outlets": answer_groups("outlet"),
    "list_authors": answer_groups("author"),
    "list_years": answer_groups("year"),
    "list_months": answer_groups("month"),
    "list_languages": answer_groups("language"),
    "oldest": answer_extreme("oldest"),
    "newest": answer_extreme("newest"),
    "new": answer_new,
    "author_of": author_of,
    "published_when": published_when,
    "outlet_of": outlet_of,
    "view": show_article,
    "speaker_of": speaker_of,
    "unclear": ask_otherwise,
}


def answer_from_records(archive: Archive, asked: ArchiveQuestion, hits: Sequence[Hit]) -> Draft:
    """The answer to a question about the archive; no statements where nothing held answers.

    Args:
        archive: What is asked about.
        asked: The question as it was understood.
        hits: The search's passages, best first, for the kinds in `NEED_HITS`; others need none.
    """
    # One transaction: what is meant and what is said of it are of one moment of the archive.
    with archive.reading() as connection:
        meant = select_articles(connection, asked)
        if meant.unknown:
            return _nothing(meant.unknown)
        statements, note = _WRITERS[asked.kind](connection, meant, hits)
    notes = tuple(filter(None, (meant.note, note)))
    # An article without a sentence can't be cited; where none can, nothing is said.
    cited = [one for one in statements if one.quotes]
    # The lines of a list say nothing without the sentence above them.
    answered = bool(cited) and cited[0] is statements[0]
    nearest = () if answered else tuple(_nearest(hits))
    return Draft("archive", tuple(cited) if answered else (), notes=notes, nearest=nearest)


def _nearest(hits: Sequence[Hit]) -> Iterator[Quote]:
    """The nearest sentence of each of the first articles: one of them may be the one meant."""
    seen: set[str] = set()
    for hit in hits:
        if hit.passage.article not in seen and hit.sentences and len(seen) < NEAREST:
            seen.add(hit.passage.article)
            best = max(hit.sentences, key=lambda one: one.nearness)
            yield Quote(hit.passage, best.span)


def recheck(
    archive: Archive, asked: ArchiveQuestion, hits: Sequence[Hit], told: DraftStatement
) -> bool:
    """Whether the archive's records still say this: it is written anew from them and compared.

    Its articles are all there with the same text, title, outlet and date, and counts are equal.
    """
    # Equal in all fields: the text, the heading, and of each quotation article, hash and place.
    return told in answer_from_records(archive, asked, hits).statements


def _nothing(note: str) -> Draft:
    return Draft("archive", (), notes=(note,) if note else ())
