"""What somebody who opens a conversation for the first time is told: what is held, what to ask."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from bot.render import Line, line_of
from bot.text import counted, date_words, fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from retrieval.types import Listing

EMPTY = "The archive holds no articles yet. Leave with /quit, then: dateline index PATH"
HELP = "/help lists the commands."
NEWEST = 300
"""How many articles' titles are looked through for a name to ask about: the newest ones."""

_LONGEST_NAME = 3  # words; longer runs of capitals are mostly headlines


def greeting(listings: Sequence[Listing]) -> list[Line]:
    """What the archive holds, and three questions that it can answer."""
    if not listings:
        return [line_of(EMPTY), line_of(HELP, "dim")]
    asked = [line_of(question, "bold", 4) for question in questions(listings)]
    return [
        line_of(f"{_held(listings)} You can ask, for example:"),
        *asked,
        line_of(HELP, "dim"),
    ]


def questions(listings: Sequence[Listing]) -> list[str]:
    """Three questions about what is held; its records or its newest articles answer them."""
    dated = sorted(listings, key=lambda one: one.published or "", reverse=True)
    outlets = Counter(one.outlet for one in listings if one.outlet)
    asked = ["What is the newest article?"]
    if outlets:
        asked.append(f"How many articles are there from {fold(outlets.most_common(1)[0][0])}?")
    else:
        asked.append("How many articles are there?")
    topic = _topic(one.title for one in dated[:NEWEST] if one.title)
    asked.append(f"What do you have on {fold(topic)}?" if topic else "Which is the oldest article?")
    return asked


def _held(listings: Sequence[Listing]) -> str:
    """16 articles from 5 outlets, 11 December 2014 to 3 November 2016."""
    text = counted(len(listings), "article")
    if outlets := {one.outlet for one in listings if one.outlet}:
        text += f" from {counted(len(outlets), 'outlet')}"
    if days := sorted({one.published for one in listings if one.published}):
        text += f", {date_words(days[0])}"
        text += f" to {date_words(days[-1])}" if len(days) > 1 else ""
    return f"{text}."


def _topic(titles: Iterable[str]) -> str | None:
    """The name that most titles hold, of those the one that comes first."""
    from retrieval.language.names import names
    from retrieval.language.tokens import tokens

    found: Counter[str] = Counter()
    for title in titles:
        short = (n for n in names(tokens(title), set()) if len(n.words) <= _LONGEST_NAME)
        found.update({name.text for name in short if name.sure})
    return found.most_common(1)[0][0] if found else None
