"""What a greeting or a call for help gets: what Dateline does, what it holds, what to ask."""

from __future__ import annotations

import calendar
import re
import sqlite3
from collections import Counter
from dataclasses import dataclass

from retrieval.archive.records import (
    ArticleFilter,
    Record,
    acronyms_by_use,
    article_totals,
    count_by,
    records,
)
from retrieval.archive.store import Archive
from retrieval.archive_facts.phrasing import (
    from_outlets,
    published_phrase,
    undated_phrase,
)
from retrieval.messages import gettext, ngettext
from retrieval.messages.counts import articles_words
from retrieval.messages.quotation_marks import outlet_in_marks, with_inner_marks
from retrieval.search.small_talk import SmallTalk
from retrieval.search.words import stop_words

MOST_OUTLETS = 4
"""Outlets named in help; the others are counted."""

LOOKED_AT = 40
"""Newest articles whose first sentences are looked through for a name to ask about."""

SENTENCES = 3  # of each article, in which names are looked for
FEWEST = 2
"""First sentences of each, and in how many articles a name stands at least."""

# Capitals in the middle of a sentence that name nobody. In English: Python's names follow the
# locale, and Dateline sets none.
_CALENDAR = frozenset(map(str.casefold, (*calendar.month_name[1:], *calendar.day_name)))

# A name inside a sentence: "signed by [Orla Venn] in", "of the [Larkfield Harbour Council]".
_NAME = re.compile(r"(?<=[a-z,] )[A-ZА-Я][\w’'-]+(?: [A-ZА-Я][\w’'-]+){0,3}")


@dataclass(frozen=True, slots=True)
class Help:
    """A few lines for the reader, and up to three questions that the archive can answer."""

    lines: tuple[str, ...]
    questions: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """All of it, a line each."""
        asked = gettext("Try: {questions}").format(questions=" · ".join(self.questions))
        return "\n".join((*self.lines, *([asked] if self.questions else [])))


def write_help(archive: Archive, said: SmallTalk) -> Help:
    """The reply to what asks nothing, a greeting or a call for help say: never a refusal.

    Args:
        archive: What it says is held, and makes its questions from.
        said: What was said.
    """
    if said == "thanks":
        return Help((gettext("You are welcome."),))
    if said == "ok":  # needs no more than a word
        return Help((gettext("All right. Ask whenever there is something you want to know."),))
    with archive.reading() as connection:
        holds, questions = _holds(connection), tuple(_questions(connection))
    greeting = (gettext("Hello!"),) if said == "hello" else ()
    return Help((*greeting, *_what_it_does(), holds), questions)


def _what_it_does() -> tuple[str, str]:
    return (
        gettext(
            "Dateline answers questions from your own archive of news articles."
            " Each answer quotes the articles word for word and links to them. Where they do not"
            " say, it tells you so."
        ),
        gettext(
            "Ask who, what, when, where, how many or why; ask for a timeline, compare outlets,"
            " check a claim, or ask what the archive holds."
        ),
    )


def _holds(connection: sqlite3.Connection) -> str:
    """`The archive holds 45 articles from TASS and 3 more outlets, published in 2015`, say."""
    coverage = article_totals(connection, ArticleFilter())
    if not coverage.articles:
        return gettext("The archive is empty; `dateline index PATH` adds articles.")
    outlets = [name for name, _ in count_by(connection, ArticleFilter(), "outlet") if name]
    left = len(outlets) - MOST_OUTLETS
    more = ngettext("{count} more outlet", "{count} more outlets", left).format(count=left)
    named = [*map(outlet_in_marks, outlets[:MOST_OUTLETS])] + ([more] if left > 0 else [])
    text = gettext("The archive holds {articles}").format(
        articles=articles_words(coverage.articles)
    )
    text += from_outlets(named)
    if coverage.first and coverage.last:
        text += published_phrase(coverage.first, coverage.last)
    return f"{text}{undated_phrase(coverage)}."


def _questions(connection: sqlite3.Connection) -> list[str]:
    """Questions that the archive's own records are sure to answer."""
    # Four questions are tried and the first three shown: the last fills in where one has no answer.
    newest = records(connection, ArticleFilter(), "newest", LOOKED_AT, SENTENCES)
    name = _frequent_name(connection, newest)
    outlets = [outlet for outlet, _ in count_by(connection, ArticleFilter(), "outlet") if outlet]
    # By title and byline both, since the question names the one and asks for the other.
    written = next((r.listing for r in newest if r.listing.author and r.listing.title), None)
    made = []
    if name:
        made.append(gettext("What do you have on {name}?").format(name=name))
    if outlets:
        form = gettext("How many articles are there from {outlet}?")
        made.append(form.format(outlet=outlet_in_marks(outlets[0])))
    if written:
        form = gettext("Who wrote the article “{title}”?")
        made.append(form.format(title=with_inner_marks(written.title or "")))
    if newest and newest[0].listing.published:
        made.append(gettext("What is the oldest article?"))
    return made[:3]


def _frequent_name(connection: sqlite3.Connection, newest: list[Record]) -> str | None:
    """A name in many of the newest articles, or an acronym that many define."""
    outlets = {
        outlet.casefold() for outlet, _ in count_by(connection, ArticleFilter(), "outlet") if outlet
    }
    found: Counter[str] = Counter()
    for record in newest:
        text = " ".join(sentence for _, sentence in record.opening)
        # A set, so that a name counts once an article.
        found.update({name for name in _NAME.findall(text) if _may_be_asked(name, outlets)})
    # For a name in both counts the larger one stays.
    found |= Counter(dict(acronyms_by_use(connection)))
    # Of names in equally many articles the longest, which says most.
    name, articles = max(found.items(), key=lambda item: (item[1], len(item[0])), default=("", 0))
    return name if articles >= FEWEST else None


def _may_be_asked(name: str, outlets: set[str]) -> bool:
    words = name.casefold().split()
    return name.casefold() not in outlets and not any(
        word in _CALENDAR or word in stop_words() for word in words
    )
