"""What somebody who opens a conversation for the first time is told: what is held, what to ask."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from bot.render import Line, line_of
from bot.text import fold
from retrieval.messages import gettext, gettext_noop, ngettext, number_words
from retrieval.messages.counts import articles_words
from retrieval.messages.days import span_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from retrieval.types import ArticleListing

EMPTY = gettext_noop(
    "The archive holds no articles yet. Leave with /quit, then: dateline index PATH"
)
HELP = gettext_noop("/help lists the commands.")
NEWEST = 300
"""How many articles' titles are looked through for a name to ask about: the newest ones."""

_LONGEST_NAME = 3  # words; longer runs of capitals are mostly headlines


def greeting(listings: Sequence[ArticleListing]) -> list[Line]:
    """What the archive holds, and three questions that it can answer."""
    if not listings:
        return [line_of(gettext(EMPTY)), line_of(gettext(HELP), "dim")]
    asked = [line_of(question, "bold", 4) for question in questions(listings)]
    return [
        line_of(gettext("{held} You can ask, for example:").format(held=_held(listings))),
        *asked,
        line_of(gettext(HELP), "dim"),
    ]


def questions(listings: Sequence[ArticleListing]) -> list[str]:
    """Three questions about what is held; its records or its newest articles answer them."""
    # Undated ones last, since an empty text is the smallest.
    dated = sorted(listings, key=lambda one: one.published or "", reverse=True)
    outlets = Counter(one.outlet for one in listings if one.outlet)
    # On the name that most of the newest titles share; without one, about the oldest article.
    topic = _topic(one.title for one in dated[:NEWEST] if one.title)
    on = gettext("What do you have on {topic}?").format(topic=fold(topic or ""))
    has_day = any(one.published for one in listings)
    tried = [
        gettext("What is the newest article?") if has_day else None,
        _how_many(outlets),
        on if topic else gettext("Which is the oldest article?") if has_day else None,
        # In the place of what has no answer; the last two always have one.
        gettext("Which outlets do you have?") if outlets else None,
        gettext("Which articles do you have?"),
        gettext("What is new?"),
    ]
    return [question for question in tried if question][:3]


def _how_many(outlets: Counter[str]) -> str:
    if not outlets:
        return gettext("How many articles are there?")
    # The outlet with the most articles, so that the count is worth asking for.
    form = gettext("How many articles are there from {outlet}?")
    return form.format(outlet=fold(outlets.most_common(1)[0][0]))


def _held(listings: Sequence[ArticleListing]) -> str:
    """16 articles from 5 outlets, 11 December 2014 to 3 November 2016."""
    parts = [articles_words(len(listings))]
    if outlets := {one.outlet for one in listings if one.outlet}:
        form = ngettext("from {count} outlet", "from {count} outlets", len(outlets))
        parts = [f"{parts[0]} {form.format(count=number_words(len(outlets)))}"]
    if days := sorted({one.published for one in listings if one.published}):
        parts.append(span_words(days[0], days[-1]))
    return f"{', '.join(parts)}."


def _topic(titles: Iterable[str]) -> str | None:
    """The name that most titles hold, of those the one that comes first."""
    from retrieval.language.name_recognition import names
    from retrieval.language.tokens import tokens

    found: Counter[str] = Counter()
    for title in titles:
        short = (n for n in names(tokens(title), set()) if len(n.words) <= _LONGEST_NAME)
        # Each name once a title. A single word that opens a title may be any word.
        found.update(list(dict.fromkeys(name.text for name in short if name.sure)))
    return found.most_common(1)[0][0] if found else None
