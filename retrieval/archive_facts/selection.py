"""Which articles a question about the archive means: its limits, as SQL takes them."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from retrieval.archive.languages import many_in_other_languages
from retrieval.archive.records import ArticleFilter, count_by
from retrieval.archive_facts.phrasing import ANYTHING, ArticleTopic, and_joined, byline_persons
from retrieval.language.alphabet import CYRILLIC
from retrieval.messages import gettext
from retrieval.messages.quotation_marks import outlet_in_marks, quoted_title
from retrieval.names.cases import nominatives, same_name_word
from retrieval.names.spelling import respelled
from retrieval.search.archive_question import ONE_ARTICLE, ArchiveQuestion
from retrieval.search.filters import outlets_asked_for
from retrieval.search.hit import Hit
from retrieval.search.topics import articles_on, read_topic
from retrieval.search.words import words
from retrieval.types.draft import DraftStatement


@dataclass(frozen=True, slots=True)
class Selection:
    """The articles that a question means.

    Attributes:
        within: The limits as SQL takes them.
        asked: The question.
        on: The topic, and how the articles are on it.
        note: What of the topic had to be left out, as a sentence, or empty.
        unknown: What the archive holds nothing of, as a sentence; then nothing is meant.
        names: The names in the topic, in words, or empty.
        naming: The articles that hold all of those names, whatever else they hold.
    """

    within: ArticleFilter
    asked: ArchiveQuestion
    on: ArticleTopic = ANYTHING
    note: str = ""
    unknown: str | None = None
    names: str = ""
    naming: frozenset[int] = frozenset()


Written = tuple[list[DraftStatement], str]
"""The statements, none if nothing answers, and a note for the reader, or an empty one."""

Writer = Callable[[sqlite3.Connection, Selection, Sequence[Hit]], Written]


def select_articles(connection: sqlite3.Connection, asked: ArchiveQuestion) -> Selection:
    """The articles that a question means; of one article only its outlet, author and dates.

    Raises:
        ConfigurationError: `aliases.toml` can't be understood.
    """
    within = ArticleFilter(
        since=asked.since,
        until=asked.until,
        language=asked.language,
        revision=asked.revision,
        undated=asked.undated,
    )
    # Its days are of arrival as well as of publishing: the writer limits by each in turn.
    if asked.kind == "new":
        within = replace(within, since=None, until=None)
    if asked.outlets:
        # Of several outlets those that are held; only where none is, nothing is meant.
        names = [n for outlet in asked.outlets for n in outlets_asked_for(connection, outlet)]
        # A limit is never dropped: the count would be one of something else.
        if not names:
            unknown = gettext("No article of {outlets} is held.")
            unknown = unknown.format(outlets=and_joined([*map(outlet_in_marks, asked.outlets)]))
            return Selection(within, asked, unknown=unknown)
        within = replace(within, outlets=tuple(dict.fromkeys(names)))
    if asked.author:
        bylines = _bylines(connection, asked.author)
        if not bylines and asked.topic:  # "the book by Orla Venn" is a topic
            topic = f"{asked.topic} by {asked.author}"
            return select_articles(connection, replace(asked, author=None, topic=topic))
        if not bylines:
            unknown = gettext("No article by {author} is held.").format(author=asked.author)
            return Selection(within, asked, unknown=unknown)
        within = replace(within, authors=tuple(bylines))
        asked = replace(asked, author=_in_full(asked.author, bylines))
    elif asked.kind == "count" and asked.probability < 1 and _bylines(connection, asked.topic):
        # "How many did Orla Venn file?" fits no frame that would say that she is the author.
        return select_articles(connection, replace(asked, author=asked.topic, topic=""))
    words_wanted = asked.topic or asked.title
    # Of a single article the search's passages tell which is meant (single_article.py).
    if not words_wanted or asked.kind in ONE_ARTICLE:
        return Selection(within, asked)
    return _on_topic(connection, Selection(within, asked), words_wanted)


def _on_topic(connection: sqlite3.Connection, meant: Selection, wanted: str) -> Selection:
    """The articles on a topic, and how that is said: a count says what was counted."""
    found = articles_on(read_topic(connection, wanted), every_word=meant.asked.every_word)
    if not found.articles:
        return replace(meant, unknown=_nowhere(connection, wanted))
    within = replace(meant.within, rows=found.articles)
    names = [term for term in found.terms if term.name]
    # Where the topic is more than its names, other articles may have these and be on something
    # else.
    if names and len(names) < len(found.terms):
        naming = frozenset.intersection(*(term.articles for term in names))
        meant = replace(meant, names=and_joined(_quoted([t.text for t in names])), naming=naming)
    match found.held:
        case "all":
            return replace(meant, within=within, on=ArticleTopic(wanted))
        case "most":
            # "On" it, not "that mention" it: some lack words of it; the note says which all hold.
            form = gettext("Selected by their words: they contain {names} and most of “{topic}”.")
            note = form.format(names=meant.names, topic=wanted)
            return replace(
                meant, within=within, on=ArticleTopic(wanted, mentioned=False), note=note
            )
        case "some" if meant.asked.probability < 1:
            # What is left of a question that fits no frame may be no topic.
            return replace(meant, unknown=_nowhere(connection, wanted))
        case "some":
            on = ArticleTopic(and_joined(_quoted([term.text for term in found.terms])))
            note = gettext("No article held has all the words of “{topic}”.").format(topic=wanted)
            return replace(meant, within=within, on=on, note=note)


def _nowhere(connection: sqlite3.Connection, wanted: str) -> str:
    """That no article has a topic; of articles in another language its words alone are known."""
    form = gettext("No article held mentions {topic}.")
    if many_in_other_languages(connection, wanted):
        form = gettext(
            "No article held has the words “{topic}”; those in another language may call it "
            "otherwise."
        )
    return form.format(topic=wanted)


def _quoted(parts: Sequence[str]) -> list[str]:
    return list(map(quoted_title, parts))


def _bylines(connection: sqlite3.Connection, author: str) -> list[str]:
    """The bylines that hold each word of a name, as it stands or in another spelling.

    None for a name without words.
    """
    # In any order, and all in one byline: "reed, tom" is Tom Reed, "Orla Reed" nobody of Orla
    # Venn's.
    wanted = words(author)
    bylines = [byline for byline, _ in count_by(connection, ArticleFilter(), "author") if byline]
    # "Венновой" may be Веннова or, by its ending alone, Веннов: as it stands goes first.
    for same in (_spelled, _declined):
        found = [
            byline
            for byline in bylines
            if wanted and (own := words(byline)) and all(same(word, own) for word in wanted)
        ]
        if found:
            return found
    return []


def _in_full(author: str, bylines: Sequence[str]) -> str:
    """An author as typed, or as a byline has the name where it was typed in another case."""
    if not CYRILLIC.search(author):
        return author
    persons = [one for byline in bylines for one in byline_persons(byline, None)]
    # Not by `words`, which take a Kazakh case off.
    typed = author.casefold().split()
    if any(all(_spelled(word, one.casefold().split()) for word in typed) for one in persons):
        return author
    wanted = words(author)
    declined = (one for one in persons if all(_declined(word, words(one)) for word in wanted))
    return next(declined, author)


def _spelled(word: str, own: Sequence[str]) -> bool:
    return word in own or bool(respelled(word, own))


def _declined(word: str, own: Sequence[str]) -> bool:
    # "Пака" is Пак, whose three letters no transliteration is told by.
    return any(one in nominatives(word) or same_name_word(word, one) for one in own)
