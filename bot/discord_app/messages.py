"""An answer as Discord messages: pure text, no Discord object.

Everything that comes from an article or a model goes through `inert`; the only live links are
the citations' own addresses.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING
from urllib.parse import quote, urlsplit

from bot.discord_app.inert import aside, clean, inert, one_line, quotation, shown
from bot.discord_app.pages import LIMIT, MARK, paginate
from bot.render import CLOSEST, DATED, VERDICTS, is_refusal, printers
from bot.render_archive import STANDING
from bot.revised import revised
from retrieval.types import Answer, Citation, Passage, Question, Recalled

if TYPE_CHECKING:
    from collections.abc import Sequence

    from retrieval.answer.receipts import Receipt, Verified

MOST_PAGES = 5
MOST_PRINTERS = 3
LONGEST_LINK = 1000
IN_FILE = "\n\nThe answer is long; the attached file holds all of it."
CHANGED = "Its article has changed since; the quotation is no longer shown."
REMOVED = "Its article was removed."
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
_KEEP_IN_LINK = "/:?=&%#+,;!$'()*-._~"


@dataclass(frozen=True, slots=True)
class Post:
    """What is sent: the messages in order, and a file's text when they would be too many."""

    pages: tuple[str, ...]
    file: str | None = None
    file_name: str = FILE_NAME


def answer_post(answer: Answer, question: Question | None = None) -> Post:
    """The answer as messages, or as its first page and a file when it is very long.

    Args:
        answer: What is shown.
        question: As it was put, for the limits that the asker set.
    """
    if is_refusal(answer):
        parts = [_told_in_line(answer), *_nearest(answer), _notes_in_line(answer)]
    else:
        parts = [_body(answer), _sources(answer), _notes(answer, question)]
    return text_post("\n\n".join(part for part in parts if part.strip()))


def recalled_text(recalled: Recalled) -> str:
    """The quotations that stand, each under its source line, then a line for each other one.

    What stands around a quotation in its article is small, and the quotation set off from it.
    """
    around = recalled.surroundings or (("", ""),) * len(recalled.citations)
    quotes = [_quoted(each, *text) for each, text in zip(recalled.citations, around, strict=True)]
    fates = [(number, CHANGED) for number in recalled.changed]
    fates += [(number, REMOVED) for number in recalled.removed]
    others = "\n".join(f"{_marks((number,))} {fate}" for number, fate in sorted(fates))
    return "\n\n".join(part for part in (*quotes, others) if part)


def _quoted(citation: Citation, before: str, after: str) -> str:
    parts = (_source_line(citation), aside(before), quotation(citation.quote), aside(after))
    return "\n".join(part for part in parts if part)


def text_post(text: str) -> Post:
    """Text that is already inert as messages, or as its first page and a file."""
    pages = paginate(text) or [NOTHING]
    if len(pages) <= MOST_PAGES:
        return Post(tuple(pages))
    first = paginate(text, LIMIT - len(IN_FILE))[0] + IN_FILE
    plain = re.sub(r"(?m)^-# ", "", re.sub(MARK, lambda mark: mark[0].strip("*"), text))
    return Post((first,), file=shown(plain))


def in_discord(text: str) -> str:
    """Words of Dateline's own, with the commands of the command line named as they are here."""
    return _COMMAND.sub(r"/\1", text)


def moment(created: str) -> str:
    """A time (ISO, with its zone) as Discord shows it: in the reader's own time."""
    return f"<t:{int(datetime.fromisoformat(created).timestamp())}:f>"


def link(url: str | None) -> str | None:
    """The address as Discord shows it without a preview, or None when it is no plain web link.

    Addresses with a user name are left out, because they can pose as another site.
    """
    if url is None or len(url) > LONGEST_LINK:
        return None
    try:
        parts = urlsplit(clean(url).strip())
        host = (parts.hostname or "").encode("idna").decode("ascii")
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        return None
    if parts.scheme not in {"http", "https"} or not host or "@" in parts.netloc:
        return None
    host = f"[{host}]" if ":" in host else host
    rest = quote(parts._replace(scheme="", netloc="").geturl(), safe=_KEEP_IN_LINK)
    return f"<{parts.scheme}://{quote(host, safe='[]:.-')}{port}{rest}>"


def _told_in_line(answer: Answer) -> str:
    """What a refusal says was searched."""
    return inert(answer.text.strip().partition("\n")[0]).strip()


def _nearest(answer: Answer) -> Iterator[str]:
    """The nearest quotations, each a block quotation over its source line."""
    head = f"**{CLOSEST}**\n"
    for near in answer.nearest:
        yield f"{head}{quotation(one_line(near.quote))}\n{_source_line(near)}"
        head = ""


def _body(answer: Answer) -> str:
    if not answer.citations:
        return inert(in_discord(answer.text)).strip()
    verdict = [f"**{VERDICTS[answer.verdict]}**"] if answer.verdict else []
    return "\n".join([*verdict, *_said_lines(answer)])


def _said_lines(answer: Answer) -> Iterator[str]:
    """The statements, each new heading before the first that stands under it."""
    heading = None
    for statement in answer.statements:
        if statement.heading not in (heading, None):
            yield f"__{inert(one_line(statement.heading or '', 200))}__"
        heading = statement.heading
        # A no-break space keeps a mark with its sentence.
        yield f"{inert(one_line(statement.text))}\u00a0{_marks(statement.citations)}".strip()


def _marks(numbers: tuple[int, ...]) -> str:
    """Citation marks in bold, which no article text can be."""
    return f"**{''.join(f'[{number}]' for number in numbers)}**" if numbers else ""


def _sources(answer: Answer) -> str:
    numbers: dict[str, tuple[int, ...]] = {}
    for citation in answer.citations:
        source = _source(citation)
        numbers[source] = (*numbers.get(source, ()), citation.number)
    return "\n".join(f"{_marks(those)} {source}" for source, those in numbers.items())


def passage_line(passage: Passage) -> str:
    """Where a passage comes from: outlet, date, title, and the article's address if it has one."""
    return " ".join(part for part in (_label(passage), link(passage.url)) if part)


def _source_line(citation: Citation) -> str:
    return f"{_marks((citation.number,))} {_source(citation)}"


def _source(citation: Citation) -> str:
    parts = (_label(citation), link(citation.url), _also(citation))
    return " ".join(part for part in parts if part)


def _also(citation: Citation) -> str:
    """Who else printed it, a few of them: it is one source all the same."""
    names = (one_line(name, 60) for name in printers(citation, MOST_PRINTERS))
    others = ", ".join(inert(name) for name in names if name)
    return f"(also printed by {others})" if others else ""


def _label(cited: Citation | Passage) -> str:
    """`outlet · date · title`; the source's own name stands in for a title it lacks."""
    date = cited.published or cited.date_note or "undated"
    date += DATED.get(cited.published_how, "")
    named = [(cited.outlet or "", 80), (date, 60), (cited.title or cited.source, 200)]
    named.append((revised(cited) or "", 80))
    lines = (one_line(text, most) for text, most in named)
    return " · ".join(inert(line) for line in lines if line)


def verified_lines(receipt: Receipt, verified: Sequence[Verified]) -> str:
    """How each citation of an answer stands today; of a removed article nothing is quoted."""
    asked = inert(one_line(str(receipt.answer["asked"]), 300))
    lines = [f"Asked {moment(receipt.created)}: {asked}"]
    lines += ["\n".join(_verified(one)) for one in verified]
    return "\n".join(lines if verified else [*lines, "The answer quoted nothing."])


def _verified(one: Verified) -> Iterator[str]:
    cited = Citation(**{**one.citation, "copies": ()})
    named = f"{_label(cited)} — " if one.standing != "removed" else ""
    yield f"{_marks((cited.number,))} {named}{STANDING[one.standing]}"
    if one.standing == "exact":
        yield quotation(cited.quote)
    if one.standing == "changed":
        now = "Nothing like it stands there now." if one.now is None else "Nearest to it now:"
        yield now if one.now is None else f"{now}\n{quotation(one.now)}"


def _notes(answer: Answer, question: Question | None) -> str:
    asked = _limits(question) if question else ()
    limits = ("Asked for: " + " · ".join(asked),) if asked else ()
    how = [f"{_MODES[answer.mode]} · receipt {answer.receipt}"] * _told_how(answer)
    return "\n".join(f"-# {line}" for line in _remarks((*how, *limits), answer))


def _notes_in_line(answer: Answer) -> str:
    """A refusal's notes; the limits that the asker set are in its own words already."""
    remarks = " · ".join(_remarks((), answer))
    return f"-# {remarks}" if remarks else ""


def _remarks(before: Sequence[str], answer: Answer) -> list[str]:
    """Lines of Dateline's own, what was understood, and the notes, all inert."""
    understood = ("Understood: " + " · ".join(answer.understood),) if answer.understood else ()
    lines = (one_line(note, 300) for note in (*before, *understood, *map(in_discord, answer.notes)))
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
