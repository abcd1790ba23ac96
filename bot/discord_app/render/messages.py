"""An answer as Discord messages: pure text, no Discord object.

Everything that comes from an article or a model goes through `inert`; the only live links are
the articles' own addresses.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from bot.discord_app.render.escape import aside, inert, one_line, quotation, shown
from bot.discord_app.render.message_splitting import LIMIT, MARK, paginate
from bot.discord_app.render.source_links import cited_source, numbers_of, without_paths
from bot.render import CLOSEST, VERDICTS, is_refusal
from bot.render_archive import STANDING
from retrieval.types import Answer, Citation, Question, Recalled

if TYPE_CHECKING:
    from collections.abc import Sequence


MOST_PAGES = 5
LONGEST_HEAD = 300
LONGEST_FOOT = 100
IN_FILE = "\n\nThe answer is long; the attached file holds all of it."
CHANGED = "Its article has changed since; the quotation is no longer shown."
REMOVED = "Its article was removed."
NEAREST = "Nearest to it now:"
FILE_NAME = "dateline-answer.txt"
NOTHING = "The answer came back empty. Ask again, in other words."

_MODES = {
    "extractive": "In the articles' own words",
    "model": "Worded by a chat model, each sentence checked against what it cites",
    "archive": "From what the archive knows of its articles",
    "help": "",
}
_COMMAND = re.compile(
    r"`?\bdateline (articles|remove|index|feeds (?:add|list|remove))\b(?: [A-Z]{2,})?`?"
)
# "[title](<https://x.example/a>)" as `sources` writes it, for a file without Markdown.
_UNLINKED = re.compile(r"(?<!\\)\[((?:\\.|[^\]\\\n])*)\]\((<https?://[^>\s]*>)\)")

# "-# ", "**Question:** ...", "**Not in the archive.**", "__Agree__", at the start of a line
_OWN_MARKS = re.compile(r"^(?:-# |\*\*([^*\n]+)\*\*|__([^_\n]+)__$)", re.MULTILINE)

_HEADS = {"answer": "Question", "timeline": "Timeline", "compare": "Compare", "check": "Claim"}
"""What the words that were asked with stand under, by the form of the answer."""


@dataclass(frozen=True, slots=True)
class Post:
    """What is sent: the messages in order, and a file's text when they would be too many.

    With a name for a `thread`, the messages after the first go into one under it.
    """

    pages: tuple[str, ...]
    file: str | None = None
    file_name: str = FILE_NAME
    thread: str | None = None


def answer_post(answer: Answer, question: Question | None = None) -> Post:
    """The answer as messages, or as its first page and a file when it is very long.

    Args:
        answer: What is shown.
        question: As it was put, for the limits that the asker set.
    """
    if is_refusal(answer):
        told = [_told_in_line(answer), *_nearest(answer), _notes_in_line(answer)]
        parts = [_head(answer), *told]
    else:
        parts = [_head(answer), _body(answer), _sources(answer), _notes(answer, question)]
    return text_post("\n\n".join(part for part in parts if part.strip()), answer.receipt)


def recalled_text(recalled: Recalled) -> str:
    """The quotations that stand, each under its source line, then what became of the others.

    What stands around a quotation in its article is small, and the quotation set off from it.
    Of a removed article nothing is quoted.
    """
    cited = enumerate(recalled.articles, start=1)
    numbers = numbers_of(cited) if recalled.articles else _numbers(recalled.citations)
    around = recalled.surroundings or (("", ""),) * len(recalled.citations)
    quotes = [
        _quoted(numbers[each.number], each, *text)
        for each, text in zip(recalled.citations, around, strict=True)
    ]
    now = recalled.now or (None,) * len(recalled.changed)
    fates = [
        (number, f"{CHANGED} {NEAREST}\n{quotation(text)}" if text else CHANGED)
        for number, text in zip(recalled.changed, now, strict=True)
    ]
    fates += [(number, REMOVED) for number in recalled.removed]
    told = {(numbers.get(number, number), fate): None for number, fate in sorted(fates)}
    others = "\n".join(f"{_marks((number,))} {fate}" for number, fate in told)
    return "\n\n".join(part for part in (*quotes, others) if part)


def _quoted(number: int, citation: Citation, before: str, after: str) -> str:
    source = f"{_marks((number,))} {cited_source(citation)} — {STANDING['exact']}"
    parts = (source, aside(before), quotation(citation.quote), aside(after))
    return "\n".join(part for part in parts if part)


def text_post(text: str, receipt: str | None = None) -> Post:
    """Text that is already inert as messages, or as its first page and a file.

    With a receipt every page but the last, which states it anyhow, ends with a line of its own.
    """
    pages = paginate(text, LIMIT - (LONGEST_FOOT if receipt else 0)) or [NOTHING]
    if len(pages) <= MOST_PAGES:
        feet = (f"\n-# Page {n} of {len(pages)} · receipt {receipt}" for n in range(1, len(pages)))
        marked = [page + foot for page, foot in zip(pages, feet, strict=False)] if receipt else []
        return Post((*marked, *pages[len(marked) :]))
    first = paginate(text, LIMIT - len(IN_FILE))[0] + IN_FILE
    plain = re.sub(MARK, lambda mark: mark[0].strip("*"), text)
    plain = _OWN_MARKS.sub(lambda own: own[1] or own[2] or "", plain)
    return Post((first,), file=shown(_UNLINKED.sub(r"\1 \2", plain)))


def in_discord(text: str) -> str:
    """Words of Dateline's own, with the commands of the command line named as they are here."""
    return _COMMAND.sub(r"/\1", text)


def moment(created: str) -> str:
    """A time (ISO, with its zone) as Discord shows it: in the reader's own time."""
    return f"<t:{int(datetime.fromisoformat(created).timestamp())}:f>"


def _told_in_line(answer: Answer) -> str:
    """What a refusal says was searched."""
    return inert(answer.text.strip().partition("\n")[0]).strip()


def _nearest(answer: Answer) -> Iterator[str]:
    """The nearest quotations, each a block quotation over its source line."""
    head, numbers = f"**{CLOSEST}**\n", _numbers(answer.nearest)
    for near in answer.nearest:
        source = f"{_marks((numbers[near.number],))} {cited_source(near)}"
        yield f"{head}{quotation(one_line(near.quote))}\n{source}"
        head = ""


def _head(answer: Answer) -> str:
    """What was asked, for of a command nobody else sees it."""
    asked = inert(one_line(answer.asked, LONGEST_HEAD))
    return f"**{_HEADS[answer.form]}:** {asked}" if asked and answer.mode != "help" else ""


def _body(answer: Answer) -> str:
    if not answer.citations:
        return inert(without_paths(in_discord(answer.text))).strip()
    verdict = [f"**{VERDICTS[answer.verdict]}**"] if answer.verdict else []
    return "\n".join([*verdict, *_said_lines(answer)])


def _said_lines(answer: Answer) -> Iterator[str]:
    """The statements, each new heading before the first that stands under it."""
    heading, numbers = None, _numbers(answer.citations)
    for statement in answer.statements:
        title = one_line(statement.heading or "", 200)
        if title and statement.heading != heading:
            yield f"__{inert(title)}__"
        heading = statement.heading
        # A no-break space keeps a mark with its sentence.
        marks = _marks(numbers[number] for number in statement.citations)
        yield f"{inert(one_line(statement.text))}\u00a0{marks}".strip()


def _marks(numbers: Iterable[int]) -> str:
    """Citation marks in bold, which no article text can be; each number once."""
    marks = "".join(f"[{number}]" for number in dict.fromkeys(numbers))
    return f"**{marks}**" if marks else ""


def _numbers(citations: Iterable[Citation]) -> dict[int, int]:
    """The number that each citation is shown under: one an article."""
    return numbers_of((citation.number, citation.article) for citation in citations)


def _sources(answer: Answer) -> str:
    """A line for each article, linked at what is quoted of it first."""
    by_article: dict[str, list[Citation]] = {}
    for citation in answer.citations:
        by_article.setdefault(citation.article, []).append(citation)
    lines = []
    for number, cited in enumerate(by_article.values(), start=1):
        copies = (copy for citation in cited for copy in citation.copies)
        lines.append(f"{_marks((number,))} {cited_source(cited[0], dict.fromkeys(copies))}")
    return "\n".join(lines)


def _notes(answer: Answer, question: Question | None) -> str:
    asked = _limits(question) if question else ()
    limits = ("Asked for: " + " · ".join(asked),) if asked else ()
    how = [f"{_MODES[answer.mode]} · receipt {answer.receipt}"] * _told_how(answer)
    return "\n".join(f"-# {line}" for line in _remarks((*how, *limits), answer))


def _notes_in_line(answer: Answer) -> str:
    """A refusal's notes; the limits that the asker set are in its own words already."""
    told = [f"receipt {answer.receipt}"] if answer.receipt else []
    remarks = " · ".join([*_remarks((), answer), *told])
    return f"-# {remarks}" if remarks else ""


def _remarks(before: Sequence[str], answer: Answer) -> list[str]:
    """Lines of Dateline's own, what was understood, and the notes, all inert."""
    understood = ("Understood: " + " · ".join(answer.understood),) if answer.understood else ()
    notes = (without_paths(in_discord(note)) for note in answer.notes)
    lines = (one_line(note, 300) for note in (*before, *understood, *notes))
    return [inert(line) for line in lines if line]


def _told_how(answer: Answer) -> bool:
    return bool(answer.citations and answer.receipt)


def _limits(question: Question) -> tuple[str, ...]:
    """The limits that the asker set, each in words."""
    named = {
        "outlet": question.outlet,
        "outlets": " and ".join(question.outlets),
        "from": question.since,
        "up to": question.until,
        "as of": question.as_of,
    }
    words = tuple(f"{name} {one_line(value, 100)}" for name, value in named.items() if value)
    return (*words, "its words alone") if question.literal else words
