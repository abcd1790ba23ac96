"""An answer as Discord messages: pure text, no Discord object.

Everything that comes from an article or a model goes through `escape`; the only live links are
the articles' own addresses.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING

from bot.discord_app.render.answer_pages import (
    Around,
    nearest,
    page_of,
    pages_of,
    part_rows,
    shown_statements,
)
from bot.discord_app.render.escape import escape, one_line, unescaped
from bot.discord_app.render.message_splitting import LIMIT, MARK, paginate
from bot.discord_app.render.source_links import without_paths
from bot.labels import verdict_words
from bot.render import is_refusal
from retrieval.messages import gettext, speaking
from retrieval.messages.limit_words import asked_for, understood_limits
from retrieval.types import Answer, Citation, Question

if TYPE_CHECKING:
    from collections.abc import Sequence


MOST_PAGES = 5  # messages in a row; a longer text goes into a file
MOST_TURNED = 9
"""Pages of one message that is turned in place, or of a thread: they are in nobody's way."""

LONGEST_HEAD = 300  # characters of the question above its answer
LONGEST_FOOT = 100  # characters for the receipt and the number of the page
FILE_NAME = "dateline-answer.txt"
OTHER_FILE = "dateline.txt"
"""What a file is called that holds no answer."""

# "`dateline feeds add URL`", "dateline articles"
_COMMAND = re.compile(
    r"`?\bdateline (articles|remove|index|feeds (?:add|list|remove))\b(?: [A-Z]{2,})?`?"
)
# "[title](<https://x.example/a>)" as `source_links.linked` writes it, for a file without Markdown.
_UNLINKED = re.compile(r"(?<!\\)\[((?:\\.|[^\]\\\n])*)\]\((<https?://[^>\s]*>)\)")

# "-# ", "**Question:** ...", "**Not in the archive.**", "__Agree__", at the start of a line
_OWN_MARKS = re.compile(r"^(?:-# |\*\*([^*\n]+)\*\*|__([^_\n]+)__$)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Post:
    """What is sent: the messages in order, and a file's text when they would be too many.

    With a name for a `thread`, the messages after the first go into one under it. `cited` are the
    citations of each message of an answer, where they are known.
    """

    pages: tuple[str, ...]
    file: str | None = None
    file_name: str = FILE_NAME
    thread: str | None = None
    cited: tuple[tuple[Citation, ...], ...] = ()


def answer_post(answer: Answer, question: Question | None = None) -> Post:
    """The answer as messages, or as its first page and a file when it is very long.

    Each of several pages names the articles that it cites itself.

    Args:
        answer: What is shown.
        question: As it was put, for the limits that the asker set.
    """
    with speaking(answer.language):
        return _answer_post(answer, question)


def _answer_post(answer: Answer, question: Question | None) -> Post:
    if is_refusal(answer):
        told = [_told_in_line(answer), part_rows(answer), *nearest(answer), _notes_in_line(answer)]
        return text_post(_joined(_head(answer), *told), answer.receipt, name=FILE_NAME)
    notes = _notes(answer, question)
    if not answer.citations:
        text = escape(in_discord(without_paths(answer.text))).strip()
        helped = _joined(_head(answer), text, _here(answer), notes)
        return text_post(helped, answer.receipt, name=FILE_NAME)
    around, room = Around(_head(answer), notes), LIMIT - LONGEST_FOOT
    whole = page_of(answer, shown_statements(answer), room, around)
    # One message if it fits; else pages of statements; where these can't be, as `paginate` cuts it.
    post = text_post(whole.text, answer.receipt, name=FILE_NAME)
    if len(post.pages) == 1 and not post.file:
        return replace(post, cited=(whole.citations,))
    return _paged(answer, question, whole.text) or post


def _paged(answer: Answer, question: Question | None, whole: str) -> Post | None:
    """A long answer in pages of statements with their sources; None where that can't be."""
    # The foot of each page names the receipt.
    around = Around(_head(answer), _notes(answer, question, receipt=False))
    room = LIMIT - max(LONGEST_FOOT, len(_in_file_foot(answer.receipt)))
    pages = pages_of(answer, around, room) if answer.statements else None
    if pages is None:
        return None
    texts, cited = [page.text for page in pages], tuple(page.citations for page in pages)
    if len(pages) > (MOST_TURNED if answer.receipt else MOST_PAGES):
        first = texts[0] + _in_file_foot(answer.receipt)
        return replace(_in_file(first, whole, FILE_NAME), cited=cited)
    return Post(tuple(_footed(texts, answer.receipt)), cited=cited)


def _here(answer: Answer) -> str:
    """That there is more to be told in Discord; nothing under thanks, which have one line."""
    if answer.mode != "help" or "\n" not in answer.text.strip():
        return ""
    return gettext("`/help` tells of the commands, replies and buttons that there are here.")


def _joined(*parts: str) -> str:
    return "\n\n".join(part for part in parts if part.strip())


def text_post(text: str, receipt: str | None = None, *, name: str = OTHER_FILE) -> Post:
    """Text that is already escaped as messages, or as its first page and a file.

    With a receipt every page but the last, which states it anyhow, ends with a line of its own.
    """
    text = gettext(text)
    nothing = gettext("The answer came back empty. Ask again, in other words.")
    pages = paginate(text, LIMIT - (LONGEST_FOOT if receipt else 0)) or [nothing]
    if len(pages) <= MOST_PAGES:
        return Post((*_footed(pages, receipt)[:-1], pages[-1]))
    foot = _in_file_foot(receipt, name)
    return _in_file(paginate(text, LIMIT - len(foot))[0] + foot, text, name)


def with_remark(post: Post, remark: str) -> Post:
    """The post with a small line of Dateline's own below its first page, if there is room."""
    first = f"{post.pages[0]}\n-# {gettext(remark)}"
    return replace(post, pages=(first, *post.pages[1:])) if len(first) <= LIMIT else post


def _in_file(first: str, text: str, name: str) -> Post:
    """The first page, and all of it as a text file without Markdown."""
    plain = re.sub(MARK, lambda mark: mark[0].strip("*"), text)
    plain = _OWN_MARKS.sub(lambda own: own[1] or own[2] or "", plain)
    # Links before escapes: an article's "\[" becomes a bracket, which must not look like a link's.
    return Post((first,), file=unescaped(_UNLINKED.sub(r"\1 \2", plain)), file_name=name)


def _footed(pages: Sequence[str], receipt: str | None) -> list[str]:
    """The pages with a small line each that names the receipt, so that any can be replied to."""
    if receipt is None:
        return list(pages)
    places = (page_words(number, len(pages)) for number in range(1, len(pages) + 1))
    feet = (f"\n-# {place} · {receipt_words(receipt)}" for place in places)
    return [page + foot for page, foot in zip(pages, feet, strict=True)]


def changed_words() -> str:
    """Why a quotation from an article that has changed is not shown."""
    return gettext("Its article has changed since; the quotation is no longer shown.")


def removed_words() -> str:
    """Why a quotation from an article that was removed is not shown."""
    return gettext("Its article was removed.")


def in_file_words() -> str:
    """What ends the first page of an answer that goes into a file."""
    return "\n\n" + gettext("The answer is long; the attached file holds all of it.")


def _in_file_foot(receipt: str | None, name: str = FILE_NAME) -> str:
    more = gettext("There is more than fits here; the attached file holds all of it.")
    words = in_file_words() if name == FILE_NAME else f"\n\n{more}"
    return words + (f"\n-# {receipt_words(receipt)}" if receipt else "")


def page_words(number: int | str, count: int | str) -> str:
    """Which of several pages it is: `Page 1 of 3`."""
    return gettext("Page {number} of {count}").format(number=number, count=count)


def receipt_words(receipt: str) -> str:
    """What an answer can be looked up by: `receipt abcd2345`."""
    return gettext("receipt {receipt}").format(receipt=receipt)


def in_discord(text: str) -> str:
    """Words of Dateline's own, with the commands of the command line named as they are here."""
    return _COMMAND.sub(r"/\1", text)


def moment(created: str) -> str:
    """A time (ISO, with its zone) as Discord shows it: in the reader's own time."""
    return f"<t:{int(datetime.fromisoformat(created).timestamp())}:f>"


def _told_in_line(answer: Answer) -> str:
    """What a refusal says was searched; that nothing was found stands out."""
    told = escape(answer.text.strip().partition("\n")[0]).strip()
    verdict = verdict_words("not in the archive")
    return f"**{verdict}**{told.removeprefix(verdict)}" if told.startswith(verdict) else told


def _head(answer: Answer) -> str:
    """What was asked, for of a command nobody else sees it."""
    asked = escape(one_line(answer.asked, LONGEST_HEAD))
    return f"**{_heading(answer)}:** {asked}" if asked and answer.mode != "help" else ""


def _heading(answer: Answer) -> str:
    """What the words that were asked with stand under, by the form of the answer."""
    heads = {
        "answer": gettext("Question"),
        "timeline": gettext("Timeline"),
        "compare": gettext("Compare"),
        "check": gettext("Claim"),
    }
    return heads[answer.form]


def _notes(answer: Answer, question: Question | None, *, receipt: bool = True) -> str:
    limits = (asked_for(question.limits),) if question else ()
    named = [receipt_words(answer.receipt or "")] if receipt else []
    how = [" · ".join([_how(answer), *named])] * _told_how(answer)
    return "\n".join(f"-# {line}" for line in _remarks((*how, *limits), answer))


def _notes_in_line(answer: Answer) -> str:
    """A refusal's notes; the limits that the asker set are in its own words already."""
    told = [receipt_words(answer.receipt)] if answer.receipt else []
    remarks = " · ".join([*_remarks((), answer), *told])
    return f"-# {remarks}" if remarks else ""


def _remarks(before: Sequence[str], answer: Answer) -> list[str]:
    """Lines of Dateline's own, what was understood, and the notes, all escaped."""
    notes = (in_discord(without_paths(note)) for note in answer.notes)
    told = (*before, understood_limits(answer.understood), *notes)
    lines = (one_line(note, 300) for note in told)
    return [escape(line) for line in lines if line]


def _how(answer: Answer) -> str:
    """What wrote the answer."""
    modes = {
        "extractive": gettext("In the articles' own words"),
        "model": gettext("Worded by a chat model, each sentence checked against what it cites"),
        "archive": gettext("From what the archive knows of its articles"),
        "help": "",  # a word of help is no answer
    }
    return modes[answer.mode]


def _told_how(answer: Answer) -> bool:
    return bool(answer.citations and answer.receipt)
