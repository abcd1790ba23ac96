"""What the button *Sources* shows: the quotations that stand, and what became of the others."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from bot.discord_app.render.answer_pages import marks, recalled_numbers
from bot.discord_app.render.escape import aside, block_quotation
from bot.discord_app.render.message_splitting import MARK
from bot.discord_app.render.messages import (
    Post,
    changed_words,
    page_words,
    removed_words,
    text_post,
)
from bot.discord_app.render.source_links import cited_source
from retrieval.messages import LANGUAGES, gettext, speaking

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from retrieval.types import Citation, Recalled

FILE = "dateline-sources.txt"

# "[1]", "[\\[2\\]](<https://x.example/a>)" within a mark
_NUMBER = re.compile(r"\[(\d+)\]|\[\\\[(\d+)\\\]\]\(<[^>]*>\)")


def sources_post(recalled: Recalled, shown: str = "", above: str = "") -> Post | None:
    """The quotations of an answer, or of one page of it; None where there are none.

    Args:
        recalled: What of the answer still stands.
        shown: The message that they are asked of; of a long answer it shows one page.
        above: What stands over them, with the number of the page where they are of one alone.
    """
    page = next(_page_told(shown), "")
    text = recalled_text(shown_part(recalled, shown), recalled_numbers(recalled))
    head = "\n".join(filter(None, (above, f"-# {page}" if page else "")))
    return text_post("\n\n".join(filter(None, (head, text))), name=FILE) if text else None


def _page_told(shown: str) -> Iterator[str]:
    """The number of the page that a message shows of an answer, in the reader's language."""
    for language in LANGUAGES:
        with speaking(language):
            form = re.escape(page_words("{number}", "{count}"))
        for name in ("number", "count"):
            form = form.replace(re.escape(f"{{{name}}}"), rf"(?P<{name}>\d+)")
        # "-# Page 2 of 6 · receipt abcd2345": article text is escaped, and begins no such line
        if found := re.search(rf"^-# {form} · ", shown, re.MULTILINE):
            yield page_words(found["number"], found["count"])


def shown_part(recalled: Recalled, shown: str) -> Recalled:
    """What stands of the page of an answer that a message shows, or of all where it shows all."""
    return of_page(recalled, shown) if any(_page_told(shown)) else recalled


def of_page(recalled: Recalled, shown: str) -> Recalled:
    """What stands of the articles that a message names; all of it where it names none of them."""
    named = {int(a or b) for mark in re.findall(MARK, shown) for a, b in _NUMBER.findall(mark)}
    numbers = recalled_numbers(recalled)
    every = (*numbers, *recalled.changed, *recalled.removed)
    meant = {number for number in every if numbers.get(number, number) in named}
    around = recalled.surroundings or (("", ""),) * len(recalled.citations)
    quoted = [
        pair for pair in zip(recalled.citations, around, strict=True) if pair[0].number in meant
    ]
    now = recalled.now or (None,) * len(recalled.changed)
    changed = [pair for pair in zip(recalled.changed, now, strict=True) if pair[0] in meant]
    part = replace(
        recalled,
        citations=tuple(one for one, _ in quoted),
        surroundings=tuple(text for _, text in quoted),
        changed=tuple(number for number, _ in changed),
        now=tuple(text for _, text in changed),
        removed=tuple(number for number in recalled.removed if number in meant),
    )
    return part if part.citations or part.changed or part.removed else recalled


def recalled_text(recalled: Recalled, numbers: Mapping[int, int] | None = None) -> str:
    """The quotations that stand, under their articles, then what became of the others.

    What stands around a quotation in its article is small, and the quotation set off from it.
    Of a removed article nothing is quoted.

    Args:
        recalled: What still stands.
        numbers: Those of the whole answer, where this is a part of it.
    """
    numbers = recalled_numbers(recalled) if numbers is None else numbers
    quotes = [_by_article(number, found) for number, found in _standing(recalled, numbers).items()]
    now = recalled.now or (None,) * len(recalled.changed)
    changed, nearest, removed = changed_words(), gettext("Nearest to it now:"), removed_words()
    fates = [
        (number, f"{changed} {nearest}\n{block_quotation(text)}" if text else changed)
        for number, text in zip(recalled.changed, now, strict=True)
    ]
    fates += [(number, removed) for number in recalled.removed]
    told = {(numbers.get(number, number), fate): None for number, fate in sorted(fates)}
    others = "\n".join(f"{marks((number,))} {fate}" for number, fate in told)
    return "\n\n".join(part for part in (*quotes, others) if part)


def _standing(
    recalled: Recalled, numbers: Mapping[int, int]
) -> dict[int, list[tuple[Citation, tuple[str, str]]]]:
    """What stands of each article, by its number: citations, and what is around them."""
    around = recalled.surroundings or (("", ""),) * len(recalled.citations)
    found: dict[int, list[tuple[Citation, tuple[str, str]]]] = {}
    for each, text in zip(recalled.citations, around, strict=True):
        found.setdefault(numbers[each.number], []).append((each, text))
    return found


def _by_article(number: int, found: Sequence[tuple[Citation, tuple[str, str]]]) -> str:
    """The source line of an article, linked at the first quotation, and each of them."""
    source = f"{marks((number,))} {cited_source(found[0][0])} — {gettext('still exact')}"
    parts = []
    for at, (each, around) in enumerate(found):
        # What is quoted beside it, or stands around a quotation above, is not said again.
        told = [other.quote for other, _ in found if other is not each]
        told += [text for _, above in found[:at] for text in above]
        new = ("" if any(text.strip() in one for one in told) else text for text in around)
        parts.append(_quoted(each, *new))
    return f"{source}\n" + "\n\n".join(parts)


def _quoted(citation: Citation, before: str, after: str) -> str:
    parts = (aside(before), block_quotation(citation.quote), aside(after))
    return "\n".join(part for part in parts if part)
