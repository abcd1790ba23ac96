"""What a line of a conversation leads to: a command carried out, or a question answered.

`respond_to_line` knows no terminal. Nothing here searches, judges or words an answer.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from bot.conversation import MOST_EARLIER, Conversation, Core, Reply, name_key, outlet_names
from bot.conversation_limits import lifting_lines, set_date, set_outlet
from bot.render import Line, answer_lines, is_refusal, nearest_lines, source_lines
from bot.render_archive import as_lines
from bot.render_json import answer_json, json_line
from bot.render_passages import context_lines
from bot.step_lines import step_lines
from bot.text import fold, without_controls
from retrieval.errors import UsageError
from retrieval.messages import gettext, gettext_noop, speaking
from retrieval.types import Citation, Form, Question

FEWEST_COMPARED = 2  # one outlet can't be compared
NEAR = 0.5  # as in `conversation_limits`; commands are short, so that a slip is more of one

NO_SOURCES = gettext_noop("The last answer has no sources. Ask another question.")


@dataclass(frozen=True, slots=True)
class Command:
    """A slash command: its argument and a phrase for the help, and its function."""

    argument: str
    does: str
    carry_out: Callable[[str, Conversation, Core], Reply]


def respond_to_line(line: str, conversation: Conversation, core: Core) -> Reply:
    """What one line leads to: a command carried out, or a question answered.

    Raises:
        DatelineError: The line can't be carried out; the message is for the user.
    """
    text = line.strip()
    if not text:
        return Reply(conversation)
    if text.lower() in {"exit", "quit"}:
        return Reply(conversation, leave=True)
    if text.startswith("/") and not text.startswith("//"):
        # "/", "/show" and "/show 2" all give a name and an argument, which may be empty.
        name, argument = [*text[1:].split(maxsplit=1), "", ""][:2]
        return _command(name).carry_out(argument, conversation, core)
    return _ask(
        conversation.question(text[1:] if text.startswith("//") else text), conversation, core
    )


def _ask(question: Question, conversation: Conversation, core: Core) -> Reply:
    answer = core.ask(question)
    earlier = (*conversation.earlier, answer)[-MOST_EARLIER:]
    lines = answer_lines(answer)
    if is_refusal(answer):
        # A command is answered in the language of the last answer, and this is that one now.
        with speaking(answer.language):
            lines += lifting_lines(question.limits)
    return Reply(replace(conversation, earlier=earlier), lines)


def _command(name: str) -> Command:
    typed = name.lower()
    # exit and /exit are typed from habit; the list has /quit alone.
    if command := COMMANDS.get("quit" if typed == "exit" else typed):
        return command
    near = difflib.get_close_matches(typed, COMMANDS, 1, NEAR)
    told = gettext("There is no command /{name}. /help lists them.").format(name=name)
    if near:
        form = gettext("There is no command /{name}. Did you mean /{near}? /help lists them.")
        told = form.format(name=name, near=near[0])
    raise UsageError(told)


def _help(_argument: str, conversation: Conversation, _core: Core) -> Reply:
    rows = [
        (f"/{name} {gettext(command.argument)}", gettext(command.does))
        for name, command in COMMANDS.items()
    ]
    rows += [
        ("//text", gettext("ask a question that begins with a slash")),
        ("Alt-Enter", gettext("a new line within a question")),
        ("Ctrl-C", gettext("stop an answer; twice at the prompt: leave")),
    ]
    width = max(len(left) for left, _ in rows) + 2
    lines = [Line(((does, ""),), mark=f"{left:<{width}}") for left, does in rows]
    return Reply(conversation, lines)


def _sources(_argument: str, conversation: Conversation, _core: Core) -> Reply:
    last = conversation.last()
    if not (last.citations or last.nearest):
        raise UsageError(gettext(NO_SOURCES))
    lines = source_lines(last, quotes=True) if last.citations else nearest_lines(last)
    return Reply(conversation, lines)


def _show(argument: str, conversation: Conversation, core: Core) -> Reply:
    last = conversation.last()
    items = last.citations or last.nearest
    if not items:
        raise UsageError(gettext(NO_SOURCES))
    # "[2]", "2." and "2" mean the same; with a single source /show alone does.
    number = argument.strip("[].") or "1" * (len(items) == 1)
    # As text: `int` would take "+2" and "1_0", too.
    if number not in map(str, range(1, len(items) + 1)):
        if len(items) == 1:
            raise UsageError(gettext("The last answer has one source. Write /show or /show 1."))
        form = gettext("Write /show N with a number from 1 to {most}.")
        raise UsageError(form.format(most=len(items)))
    return Reply(conversation, _in_context(items[int(number) - 1], core))


def _in_context(item: Citation, core: Core) -> list[Line]:
    """A quotation in its article, as that stands now."""
    article = core.article(item.article)
    if article is None:
        raise UsageError(gettext("That article is no longer in the archive. Ask again."))
    # Offsets count in the text that was cited; in another one they point anywhere.
    if article.hash != item.hash:
        raise UsageError(gettext("That article has changed since the answer. Ask again."))
    return context_lines(item, article)


def _evidence(argument: str, conversation: Conversation, core: Core) -> Reply:
    """Each sentence of the last answer, or one, and under it what it rests on."""
    last = conversation.last()
    if not last.citations:
        raise UsageError(
            gettext("The last answer has no sentences with evidence. Ask another question.")
        )
    said = list(last.statements)
    wanted = argument.strip("[].")
    if wanted and wanted not in map(str, range(1, len(said) + 1)):
        form = gettext("Write /evidence N with the number of a sentence, 1 to {most}.")
        raise UsageError(form.format(most=len(said)))
    held = {citation.number: citation for citation in last.citations}
    lines: list[Line] = []
    # One sentence or all of them; the numbers are those of the sentences, not of the sources.
    for statement in said[int(wanted) - 1 : int(wanted)] if wanted else said:
        lines += [Line()] if lines else []
        lines.append(Line(((fold(statement.text), "bold"),)))
        for number in statement.citations:
            quoted = _in_context(held[number], core)
            lines += [replace(line, indent=line.indent + 4) for line in quoted if line.parts]
    return Reply(conversation, lines)


def _form(form: Form, argument: str, conversation: Conversation, core: Core) -> Reply:
    """A timeline of a topic, or the check of a claim; it leans on nothing said before."""
    if not argument.strip():
        told = gettext("Write /{command} and then what it is to be about.")
        raise UsageError(told.format(command=form))
    asked = replace(conversation.question(argument), form=form, earlier=())
    return _ask(asked, conversation, core)


def _compare(argument: str, conversation: Conversation, core: Core) -> Reply:
    """A comparison of the outlets named; a limit to one outlet would leave nothing to compare."""
    named, _, topic = argument.partition(":")
    wanted = _listed(named, outlet_names(core))
    if len(wanted) < FEWEST_COMPARED or not topic.strip():
        raise UsageError(
            gettext("Write /compare OUTLET, OUTLET: TOPIC, for example /compare A, B: trade.")
        )
    asked = replace(conversation, outlet=None, earlier=()).question(topic.strip())
    return _ask(replace(asked, form="compare", outlets=wanted), conversation, core)


def _listed(named: str, held: Sequence[str]) -> tuple[str, ...]:
    """The outlets in a list with commas; an outlet held may have commas in its own name."""
    known, parts = set(map(name_key, held)), [part for part in named.split(",") if part.strip()]
    found: list[str] = []
    while parts:
        # "Larkfield, Tully and Co." is one outlet: the longest run of parts that is the name of one
        # held is taken, else the first part by itself, which may be known under another spelling.
        whole = (n for n in range(len(parts), 1, -1) if name_key(",".join(parts[:n])) in known)
        taken = next(whole, 1)
        found.append(",".join(parts[:taken]).strip())
        parts = parts[taken:]
    return tuple(found)


def _done(conversation: Conversation, said: str) -> Reply:
    return Reply(conversation, [Line(((said, "dim"),))])


def _clear(_argument: str, conversation: Conversation, _core: Core) -> Reply:
    said = gettext("The conversation is forgotten; the limits stay.")
    return _done(replace(conversation, earlier=()), said)


def _json(_argument: str, conversation: Conversation, _core: Core) -> Reply:
    text = json_line(answer_json(conversation.last()))
    # Unbroken, so that it can be copied as one line.
    return Reply(conversation, [Line(((text, ""),), wrap=False)])


def _trace(_argument: str, conversation: Conversation, _core: Core) -> Reply:
    return Reply(conversation, step_lines(conversation.last()))


def _look_up(kept: str, argument: str, conversation: Conversation, core: Core) -> Reply:
    """What is kept of an answer, `verified` or `exported`: the one of a receipt, or the last."""
    look = core.verified if kept == "verified" else core.exported
    # Nothing was kept of an answer on a read-only disk: the empty name is no receipt's.
    text = without_controls(look(argument or conversation.last().receipt or ""))
    return Reply(conversation, as_lines(text.rstrip("\n"), wrap=kept == "verified"))


def _quit(_argument: str, conversation: Conversation, _core: Core) -> Reply:
    return Reply(conversation, leave=True)


# In the order of /help. What is marked by `gettext_noop` is looked up when the list is shown.
COMMANDS = {
    "help": Command("", gettext_noop("this list"), _help),
    "sources": Command(
        "", gettext_noop("the sources of the last answer, with their quotations"), _sources
    ),
    "show": Command("N", gettext_noop("quotation N in its article"), _show),
    "evidence": Command(
        "N", gettext_noop("what each sentence, or sentence N, rests on"), _evidence
    ),
    "timeline": Command(
        gettext_noop("TOPIC"), gettext_noop("what happened when"), partial(_form, "timeline")
    ),
    "compare": Command(
        gettext_noop("A, B: TOPIC"), gettext_noop("what outlets A and B each report"), _compare
    ),
    "check": Command(
        gettext_noop("CLAIM"),
        gettext_noop("whether the archive supports it"),
        partial(_form, "check"),
    ),
    "outlet": Command(
        gettext_noop("NAME"),
        gettext_noop("only articles of one outlet; without NAME: of all"),
        set_outlet,
    ),
    "since": Command(
        gettext_noop("DATE"),
        gettext_noop("only from DATE on (2015, 2015-06, 2015-06-04)"),
        partial(set_date, "since"),
    ),
    "until": Command(
        gettext_noop("DATE"), gettext_noop("only up to DATE"), partial(set_date, "until")
    ),
    "as-of": Command(
        gettext_noop("DATE"),
        gettext_noop("answer with what was out by DATE"),
        partial(set_date, "as_of"),
    ),
    "clear": Command("", gettext_noop("forget the conversation"), _clear),
    "trace": Command("", gettext_noop("what the steps of the last answer took"), _trace),
    "verify": Command(
        gettext_noop("RECEIPT"),
        gettext_noop("whether an answer's quotations still stand"),
        partial(_look_up, "verified"),
    ),
    "export": Command(
        gettext_noop("RECEIPT"),
        gettext_noop("an answer as Markdown with references"),
        partial(_look_up, "exported"),
    ),
    "json": Command("", gettext_noop("the last answer as JSON"), _json),
    "quit": Command("", gettext_noop("leave, as do exit and Ctrl-D"), _quit),
}
