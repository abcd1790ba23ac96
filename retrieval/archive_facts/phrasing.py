"""How the archive's records are worded: counts, limits, dates, the line of an article."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from retrieval.archive.records import Record
from retrieval.messages import gettext, ngettext, number_words
from retrieval.messages.counts import articles_words
from retrieval.messages.date_notes import date_note_words
from retrieval.messages.days import day_words, days_words
from retrieval.messages.quotation_marks import outlet_in_marks, quoted_title
from retrieval.names.authors import csl_names
from retrieval.names.source_names import source_name
from retrieval.search.archive_question import ArchiveQuestion
from retrieval.types import ArticleListing, Coverage, Passage, RevisionKind
from retrieval.types.draft import DraftStatement, Quote

LISTED = 10
"""Articles that are listed, and cited by one statement, at most."""


@dataclass(frozen=True, slots=True)
class ArticleTopic:
    """What articles are on, empty for anything, and whether they need only mention it."""

    words: str = ""
    mentioned: bool = True


ANYTHING = ArticleTopic()


def statement(text: str, meant: Sequence[Record], heading: str | None = None) -> DraftStatement:
    """A sentence from the records, citing the first sentence of each article that it is about."""
    # An article without a sentence has nothing to cite, and is only counted.
    quotes = tuple(_first_sentence(one) for one in meant[:LISTED] if one.opening)
    return DraftStatement(text, quotes, heading, kind="record")


def _first_sentence(record: Record) -> Quote:
    (start, end), text = record.opening[0]
    # No search brought this passage: it stands for its article, and its score is none.
    one = record.listing
    passage = Passage(
        article=one.id,
        hash=one.hash,
        source=one.source,
        title=one.title,
        outlet=one.outlet,
        published=one.published,
        date_note=one.date_note,
        url=one.url,
        start=start,
        end=end,
        text=text,
        score=0.0,
        published_how=one.published_how,
    )
    return Quote(passage, (start, end))


def articles_held(
    coverage: Coverage, asked: ArchiveQuestion, on: ArticleTopic, undated: int
) -> str:
    """A count as a sentence: `The archive holds 6 articles from TASS, published in 2015`, say.

    Args:
        coverage: How many are within the limits, and their dates.
        asked: The limits.
        on: The topic, and how the articles are on it.
        undated: How many more there are that would be within the limits if they stated a date.
    """
    counted = articles_words(coverage.articles) + limits_phrase(asked, on, coverage.articles)
    text = gettext("The archive holds {articles}").format(articles=counted)
    # The limit in time says already when they were published.
    if asked.undated:
        return f"{text}."
    if asked.since or asked.until:
        beside = gettext(", and {count} undated").format(count=undated)
        return f"{text}{beside if undated else ''}."
    if coverage.first and coverage.last and coverage.articles > 1:
        text += published_phrase(coverage.first, coverage.last)
    return f"{text}{undated_phrase(coverage)}."


def published_phrase(first: str, last: str) -> str:
    """From when to when articles are: `, published in 2015`."""
    return gettext(", published {when}").format(when=days_words(first, last))


def undated_phrase(coverage: Coverage) -> str:
    """How many of those counted state no date: `, 2 of them undated`; nothing where all do."""
    count = coverage.undated
    if not count or count < coverage.articles:
        return gettext(", {count} of them undated").format(count=count) if count else ""
    return ngettext(", undated", ", all undated", count)


def naming_words(count: int, names: str) -> str:
    """How many articles hold the names of a question, whatever else they hold."""
    form = ngettext("{count} article mentions {names}.", "{count} articles mention {names}.", count)
    return form.format(count=count, names=names)


def uncited_words(more: int, cited: int, *, listed: bool) -> str:
    """What became of those that a count counts and does not cite, if there are any."""
    if not more:
        return ""
    if listed:
        return gettext("{count} more are not listed; these are the newest.").format(count=more)
    return gettext("Only the {count} newest of them are cited.").format(count=cited)


def limits_phrase(asked: ArchiveQuestion, on: ArticleTopic, count: int) -> str:
    """The limits of a question behind the noun: ` from TASS by Orla Venn that mention CICA`."""
    within = days_words(asked.since, asked.until)
    parts = [
        from_outlets([*map(outlet_in_marks, asked.outlets)]),
        gettext(" by {author}").format(author=asked.author) if asked.author else "",
        _on(on, count),
        _revised(asked.revision) if asked.revision else "",
        gettext(" without a date") if asked.undated else "",
        _in_language(asked.language) if asked.language else "",
        gettext(" published {when}").format(when=within) if within else "",
    ]
    return "".join(parts)


def from_outlets(named: Sequence[str]) -> str:
    """Whose articles they are: ` from TASS and Interfax`; nothing where none is named."""
    if not named:
        return ""
    # By one or several: "outlet" stands in the sentence in some languages.
    form = ngettext(" from {outlets}", " from {outlets}", min(len(named), 2))
    return form.format(outlets=and_joined(named))


def none_held(asked: ArchiveQuestion, on: ArticleTopic) -> str:
    """That nothing is held within the limits."""
    return gettext("No article{limits} is held.").format(limits=limits_phrase(asked, on, 1))


def undated_left_out(undated: int) -> str:
    """How many articles were left out for want of a date, if any was."""
    if not undated:
        return ""
    form = ngettext(
        "{count} article without a date left out.",
        "{count} articles without a date left out.",
        undated,
    )
    return form.format(count=number_words(undated))


def _revised(kind: RevisionKind) -> str:
    match kind:
        case "correction":
            return gettext(" with a correction")
        case "update":
            return gettext(" with an update")
        case "retraction":
            return gettext(" with a retraction")
        case "clarification":
            return gettext(" with a clarification")


def _on(on: ArticleTopic, count: int) -> str:
    if not on.words:
        return ""
    if on.mentioned:
        form = ngettext(" that mentions {topic}", " that mention {topic}", count)
        return form.format(topic=on.words)
    return gettext(" on {topic}").format(topic=on.words)


def language_words(code: str) -> str:
    """What a language is called in a list: `in Russian`; by its code if it has no name here."""
    try:
        # In Kazakh the phrase stands in brackets.
        return _in_language(code).strip(" ()")
    except KeyError:
        return gettext("language “{code}”").format(code=code)


def _in_language(code: str) -> str:
    # Whole phrases, since a translator could not inflect a name put into "in {language}". A
    # language that is added to `LANGUAGES` of search/archive_limits.py needs its phrase here.
    names = {
        "en": gettext(" in English"),
        "ru": gettext(" in Russian"),
        "kk": gettext(" in Kazakh"),
        "ky": gettext(" in Kyrgyz"),
        "uz": gettext(" in Uzbek"),
        "tg": gettext(" in Tajik"),
        "tk": gettext(" in Turkmen"),
        "uk": gettext(" in Ukrainian"),
        "tr": gettext(" in Turkish"),
        "de": gettext(" in German"),
        "fr": gettext(" in French"),
        "es": gettext(" in Spanish"),
        "it": gettext(" in Italian"),
        "ar": gettext(" in Arabic"),
        "fa": gettext(" in Persian"),
        "zh": gettext(" in Chinese"),
        "ja": gettext(" in Japanese"),
        "ko": gettext(" in Korean"),
    }
    return names[code]


def article_line(one: ArticleListing, *, author: bool = False) -> str:
    """An article by its title, outlet and date: `“Last loaves”, TASS, 4 June 2015`."""
    file = source_name(one.source)
    untitled = gettext("an article without a title ({file})").format(file=file)
    title = quoted_title(one.title) if one.title else untitled
    note = date_note_words(one.date_note) if one.date_note else None
    day = day_words(one.published) if one.published else note
    by = gettext("by {author}").format(author=one.author) if author and one.author else None
    return ", ".join(filter(None, (title, by, one.outlet, day or gettext("undated"))))


def and_joined(parts: Sequence[str]) -> str:
    """`a`, `a and b`, `a, b and c`; by semicolons where a part has commas itself."""
    # "“Last loaves”, TASS, 4 June; “Low tide”, 5 June": a comma alone would run the two together.
    comma = "; " if any("," in part for part in parts) else ", "
    *before, last = parts
    return comma.join(before) + gettext(" and ") + last if before else last


def byline_persons(byline: str | None, outlet: str | None) -> list[str]:
    """The people, or the desk, that a byline names."""
    # A literal is an agency or a desk that was left whole; people are put together again.
    names = (csl_name for csl_name in csl_names(byline, outlet))
    return [
        name.get("literal")
        or " ".join(filter(None, (name.get("given"), name.get("family"), name.get("suffix"))))
        for name in names
    ]
