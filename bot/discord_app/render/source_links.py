"""Where something comes from, in one line of Discord's Markdown: title, outlet, date, address.

What has a web address is linked to it, at the sentence where one is quoted. What has none is
named by its title and the article's id: a path of the machine is never shown.
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import PurePath
from typing import TYPE_CHECKING

from bot.discord_app.render.escape import escape, one_line
from bot.labels import date_label
from bot.links import address_of, web_address
from bot.render import printers
from bot.revised import revised
from bot.text import date_words
from retrieval.messages import gettext

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from retrieval.types import Article, ArticleListing, Citation, Copy, Passage

    Named = Citation | Passage | ArticleListing | Article


# Brackets within brackets, or one alone, would break a link's label: "[a [b] c]", "a ] b".
_EVEN = re.compile(r"[^\[\]]*(?:\[[^\[\]]*\][^\[\]]*)*")

# A path of the machine, or an address of the web, which stays. In the name of a folder, words with
# a blank behind them have no full stop or comma: "/srv/my news/a.txt", not "/srv/a.txt and and/or".
_PATH = re.compile(
    r"""
      \b(?!file:)[a-z][\w+.-]+://\S+          # "https://x.example/a"
    | (?<![\w/\\.~])                          # not "and/or", not "./a"
      (?: file:[/\\]+(?:[a-z]:[/\\]+)?        # "file:///srv/a.txt", "file:///C:/news/a.txt"
        | [a-z]:[/\\]+                         # "C:\news\a.txt", "C:/news/a.txt"
        | ~[\w.-]*[/\\]+                       # "~/news/a.txt"
        | [/\\]{2,}                            # "\\server\share\a.txt"
        | /                                    # "/srv/news/a.txt", "/data"
      )
      (?=[^\s/\\'"),;:])
      (?: (?:[^\s/\\'".,:;]+[ ]){0,4} [^\s/\\'"]+[/\\]+ )*
      (?P<name>[^\s/\\'"]*)
    """,
    re.VERBOSE | re.IGNORECASE,
)

# '/srv/my v1.2 news/a.txt' in quotation marks: the folders, whatever stands in their names
_QUOTED = re.compile(
    r"(?<=['\"])(?:file:)?(?:[A-Za-z]:|~)?[/\\][^'\"\n]*[/\\](?=[^'\"\n/\\]+['\"])"
)

# What `hide_folders` was told of.
_folders: set[str] = set()


def source_of(item: Named, quoted: str = "") -> str:
    """`[title](<address>) · outlet · date`, or without an address `title · outlet · date · id`."""
    address = address_of(item, quoted)
    title = linked(one_line(item.title or untitled(), 200), address)
    return " · ".join([title, *_facts(item), *([] if address else [_id(item)])])


def cited_source(citation: Citation, copies: Iterable[Copy] = ()) -> str:
    """A citation's source line, and who else printed it: it is one source all the same."""
    whole = replace(citation, copies=tuple(copies) or citation.copies)
    return " ".join(part for part in (source_of(whole, whole.quote), _also(whole)) if part)


def plain_source(item: Named) -> str:
    """The same as a line without Markdown, not escaped, for where nothing can be linked."""
    date = date_words(item.published, item.date_note)
    known = [item.title or untitled(), item.outlet or "", date, id_of_article(item)]
    return " · ".join(line for line in (one_line(part, 100) for part in known) if line)


def untitled() -> str:
    """What an article without a title is called."""
    return gettext("Untitled article")


def id_of_article(item: Named) -> str:
    """The id of the article."""
    # Citations and passages say `article`, articles and listings `id`.
    return item.article if hasattr(item, "article") else item.id


def hide_folders(*folders: Path) -> None:
    """Let `without_paths` know folders by value, whatever characters their names have."""
    known = (str(folder.absolute()) for folder in folders if folder.absolute().name)
    _folders.update(known)


def without_paths(text: str) -> str:
    """The text with each path of the machine cut to its last part, a file's name."""
    # A longer one first: it may lie in another.
    for folder in sorted(_folders, key=len, reverse=True):
        text = _without_folder(text, folder)
    return _PATH.sub(_last_part, _QUOTED.sub("", text))


def _without_folder(text: str, folder: str) -> str:
    # "/srv/news/a.txt", "/srv/news"; not "/srv/newspaper", "/srv/news-old"
    known = rf"(?<![\w.~-]){re.escape(folder)}(?![\w-]|\.\w)([/\\]+(?=\S))?"
    return re.sub(known, lambda found: "" if found[1] else PurePath(folder).name, text)


def _last_part(path: re.Match[str]) -> str:
    """The name that a path ends with; an address of the web as it is."""
    if path["name"] is None:
        return path[0]
    # "/srv/news/" has no last part.
    return path["name"] or gettext("a folder")


def file_name(source: str) -> str:
    """What a source is called that was given as a path or an address: the address, or the file."""
    # "C:\news\a.txt": a Unix machine would take that for one name.
    return source if web_address(source) else PurePath(source.replace("\\", "/")).name or source


def linked(title: str, address: str | None) -> str:
    """A name as a link to its address; a name that would break a link stands before it."""
    if address is None:
        return escape(title)
    # "See https://x.example" is no label for a link either.
    if _EVEN.fullmatch(title) and "//" not in title:
        return f"[{escape(title)}](<{address}>)"
    return f"{escape(title)} [link](<{address}>)"


def _facts(item: Named) -> list[str]:
    named = (one_line(text, 80) for text in (item.outlet or "", date_label(item)))
    return [*(escape(line) for line in named if line), *_revised(item)]


def _revised(item: Named) -> list[str]:
    """What became of the article, as a link to the one that took its place, if it has an address.

    Without an address that one is told by its id, by which it can be read.
    """
    address = web_address(getattr(item, "corrected_url", None) or "")
    told = one_line(revised(item, ids=not address) or "", 200)
    return [linked(told, address)] if told else []


def _id(item: Named) -> str:
    return gettext("article {id}").format(id=escape(one_line(id_of_article(item), 64)))


def _also(citation: Citation) -> str:
    # A copy without an outlet would be named by its source, and that may be a path.
    named = tuple(
        replace(copy, outlet=_short(copy.outlet), title=_short(copy.title), source=_unnamed(copy))
        for copy in citation.copies
    )
    others = escape(printers(replace(citation, outlet=_short(citation.outlet), copies=named)))
    return gettext("(also printed by {outlets})").format(outlets=others) if others else ""


def _unnamed(copy: Copy) -> str:
    return gettext("article {id}").format(id=one_line(copy.article, 60))


def _short(name: str | None) -> str | None:
    """A name on one line, cut; None where nothing is left of it."""
    return one_line(name or "", 60) or None
