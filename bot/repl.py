"""The conversation's two ends: a prompt on a terminal, or lines from a pipe.

What a line means is told by `bot.responding`; here lines are read, and replies printed.
"""

from __future__ import annotations

import io
import logging
import os
import sys
import time
from contextlib import suppress
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING, TextIO

from prompt_toolkit import PromptSession
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.enums import DEFAULT_BUFFER
from prompt_toolkit.filters import has_focus
from prompt_toolkit.history import FileHistory, History, InMemoryHistory
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.styles import Style

from bot.conversation import Conversation, Core, Reply, limits_text, name_key, outlet_names
from bot.exit_codes import INTERRUPTED
from bot.greeting import greeting
from bot.printing import console as terminal
from bot.printing import print_lines
from bot.render import Line
from bot.responding import COMMANDS, respond_to_line
from bot.terminal_stream import StreamedAnswer
from bot.text import without_controls
from retrieval.errors import DatelineError
from retrieval.messages import gettext, gettext_noop, language, speaking
from retrieval.private_files import FILE_MODE, FOLDER_MODE
from retrieval.redaction import redacted

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from prompt_toolkit.document import Document
    from rich.console import Console

    from retrieval.types import Answer, Article, ArticleListing, Question
    from retrieval.types.draft import OnStatement

logger = logging.getLogger(__name__)

AGAIN = 2.0
"""Seconds within which a second Ctrl-C at the prompt leaves."""

HISTORY = "history"
"""The file of questions asked; where there is none, somebody is here for the first time."""

FAILED = gettext_noop(
    "Something went wrong inside Dateline; the log has the details. You can go on asking."
)


def run(
    ask: Callable[[Question], Answer],
    listings: Callable[[], Sequence[ArticleListing]],
    home: Path,
    *,
    article: Callable[[str], Article | None],
    verified: Callable[[str], str] | None = None,
    exported: Callable[[str], str] | None = None,
    telling: Callable[[Question, OnStatement], Answer] | None = None,
    prompted: Callable[[], object] = lambda: None,
    stdin: TextIO | None = None,
    console: Console | None = None,
) -> int:
    """Hold a conversation until it is left, and give the exit code.

    On a terminal there is a prompt, with completion and with history in `home`. Otherwise each
    line of `stdin` is a question or a command, and the replies are printed plainly. `prompted` is
    called whenever a prompt stands there.
    """
    core = Core(ask, listings, article)
    core = replace(core, verified=verified or core.verified, exported=exported or core.exported)
    source = stdin or sys.stdin
    screen = console or terminal()
    if source.isatty() and screen.is_terminal:
        return converse(core, home, screen, telling=telling, prompted=prompted)
    return read_lines(core, source, screen)


def read_lines(core: Core, stdin: TextIO, console: Console) -> int:
    """Answer each line of `stdin`, up to its end or a line that leaves."""
    if isinstance(stdin, io.TextIOWrapper):
        stdin.reconfigure(errors="replace")  # "caf\xe9?" in Latin-1
    reply = Reply(Conversation())
    try:
        for line in stdin:
            # A file from Windows may begin with a byte order mark, which is no part of a question.
            reply = _turn(line.lstrip("\ufeff"), reply.conversation, core, console)
            if reply.leave:
                break
    except KeyboardInterrupt:
        return INTERRUPTED
    return 0


def converse(
    core: Core,
    home: Path,
    console: Console,
    clock: Callable[[], float] = time.monotonic,
    telling: Callable[[Question, OnStatement], Answer] | None = None,
    prompted: Callable[[], object] = lambda: None,
) -> int:
    """Prompt for lines on a terminal and answer them, until /quit, Ctrl-D or two Ctrl-C.

    With `telling`, which calls back with each sentence that has passed, sentences are printed
    as they come.
    """
    first = not (home / HISTORY).exists()
    session = _session(core, home)

    def rendered(_: object) -> None:
        prompted()

    # Only once the prompt stands there: what is loaded for the first question must not delay it.
    session.app.after_render += rendered
    ask = core.ask
    told = StreamedAnswer(telling or (lambda question, _tell: ask(question)), console)
    core = replace(core, ask=told.ask)
    reply, interrupted = Reply(Conversation()), float("-inf")
    _greet(core, console, first=first)
    while not reply.leave:
        try:
            with speaking(_spoken(reply.conversation)):
                line = session.prompt(bottom_toolbar=f" {limits_text(reply.conversation)}")
        except EOFError:
            break
        except KeyboardInterrupt:
            before, interrupted = interrupted, clock()
            if interrupted - before < AGAIN and not session.default_buffer.text:
                return INTERRUPTED
            _say(gettext("Press Ctrl-C again to leave."), "dim", console)
            continue
        try:
            print_lines([Line()] if line.strip() else (), console)
            reply = _turn(line, reply.conversation, core, console, told)
        except KeyboardInterrupt:
            _say(gettext("Cancelled."), "dim", console)
    return 0


def _greet(core: Core, console: Console, *, first: bool) -> None:
    """Tell newcomers what is held; where that can't be told, the first question tells why."""
    if first:
        with suppress(DatelineError):
            print_lines([*greeting(core.listings()), Line()], console)
            return
    told = gettext("Ask about the articles in the archive. /help lists the commands.")
    _say(told, "dim", console)


def _turn(
    line: str,
    conversation: Conversation,
    core: Core,
    console: Console,
    told: StreamedAnswer | None = None,
) -> Reply:
    """Answer one line and print the reply. An error is printed, and changes nothing.

    A command is answered in the language of the last answer.
    """
    with speaking(_spoken(conversation)):
        return _answered(line, conversation, core, console, told)


def _spoken(conversation: Conversation) -> str:
    return conversation.earlier[-1].language if conversation.earlier else language()


def _answered(
    line: str, conversation: Conversation, core: Core, console: Console, told: StreamedAnswer | None
) -> Reply:
    try:
        reply = respond_to_line(line, conversation, core)
        last = reply.conversation.earlier[-1] if reply.conversation.earlier else None
        lines = told.rest(reply.lines, last) if told else reply.lines
        print_lines([*lines, Line()] if lines else (), console)
    except DatelineError as error:
        _say(without_controls(redacted(str(error))), "red", console)
    except Exception:
        logger.exception("a line of the conversation failed")
        _say(gettext(FAILED), "red", console)
    else:
        return reply
    return Reply(conversation)


def _say(text: str, style: str, console: Console) -> None:
    print_lines([Line(((text, style),)), Line()], console)


def _session(core: Core, home: Path) -> PromptSession[str]:
    """The prompt: Enter sends, Alt-Enter breaks the line, the toolbar shows the limits."""
    return PromptSession(
        "dateline> ",
        multiline=True,  # Enter sends all the same: `_keys`
        prompt_continuation="        > ",
        history=_history(home),
        completer=_Completion(core),
        key_bindings=_keys(),
        style=Style.from_dict({"bottom-toolbar": "noreverse ansibrightblack"}),
    )


def _keys() -> KeyBindings:
    keys = KeyBindings()
    # Enter does something else while the history is searched, which has a buffer of its own.
    typing = has_focus(DEFAULT_BUFFER)

    @keys.add("enter", filter=typing)
    def _send(event: KeyPressEvent) -> None:
        event.current_buffer.validate_and_handle()

    @keys.add("escape", "enter", filter=typing)
    def _break(event: KeyPressEvent) -> None:
        event.current_buffer.insert_text("\n")

    return keys


class _Completion(Completer):
    """Completes commands, and outlets after `/outlet` and `/compare`; these are read once."""

    def __init__(self, core: Core) -> None:
        self._outlets = cache(lambda: outlet_names(core))

    def get_completions(
        self, document: Document, complete_event: CompleteEvent
    ) -> Iterator[Completion]:
        """What fits the line so far; nothing for a question."""
        typed = document.text_before_cursor.lstrip()
        name, blank, argument = typed[1:].partition(" ")
        if not typed.startswith("/"):
            return
        if not blank:
            for command, about in COMMANDS.items():
                if command.startswith(name.lower()):
                    yield Completion(f"/{command}", -len(typed), display_meta=gettext(about.does))
        elif name.lower() == "outlet" or (name.lower() == "compare" and ":" not in argument):
            with suppress(Exception):  # a missing suggestion is no reason to break the prompt
                typed = argument if name.lower() == "outlet" else self._last(argument)
                yield from self._named(typed)

    def _named(self, typed: str) -> Iterator[Completion]:
        """The outlets whose name holds what is typed."""
        for outlet in self._outlets():
            if name_key(typed) in name_key(outlet):
                yield Completion(outlet, -len(typed), display=without_controls(outlet))

    def _last(self, typed: str) -> str:
        """What is typed of the last outlet in a list; one may have commas in its own name."""
        parts = typed.split(",")
        ends = [",".join(parts[at:]).lstrip() for at in range(len(parts))]
        begun = (end for end in ends if any(map(_begins(end), self._outlets())))
        return next(begun, ends[-1])


def _begins(typed: str) -> Callable[[str], bool]:
    """Whether an outlet's name begins with `typed`."""
    return lambda outlet: outlet.lower().startswith(typed.lower())


class _History(FileHistory):
    """Questions asked before; a line that begins with a blank is not kept."""

    def append_string(self, string: str) -> None:
        """Keep `string` for this conversation and the next ones."""
        if not string.startswith(" "):
            super().append_string(string)

    def store_string(self, string: str) -> None:
        """Write `string` to the file; a full disk costs no question."""
        with suppress(OSError):
            super().store_string(string.encode(errors="replace").decode())  # no half surrogates


def _history(home: Path) -> History:
    """The history file in `home`, for its owner only; in memory where none can be written."""
    path = home / HISTORY
    try:
        home.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
        # prompt_toolkit would make it readable to whomever the umask lets.
        os.close(os.open(path, os.O_CREAT | os.O_RDWR | os.O_APPEND, FILE_MODE))
        path.chmod(FILE_MODE)  # where it was there already, with another mode
    except OSError:
        return InMemoryHistory()
    return _History(path)
