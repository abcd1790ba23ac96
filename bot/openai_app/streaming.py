"""An answer in pieces: a model's sentences as they pass the check, and then the rest.

Nothing that was sent can be taken back. Where the last check changes what was sent already,
the whole answer follows under a line that says so.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator, Callable, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from bot.labels import CHANGED
from bot.openai_app.message_format import (
    Object,
    as_data,
    cited,
    content_of,
    content_pieces,
    url_citations,
)
from retrieval.messages import gettext, speaking
from retrieval.types import Answer, Statement

if TYPE_CHECKING:
    from bot.openai_app.requests import Chat
    from bot.question_service import QuestionService
    from retrieval.types import Citation

Told = tuple[Statement, Sequence["Citation"]]


async def events(service: QuestionService, chat: Chat) -> AsyncGenerator[Told | Answer, None]:
    """A model's sentences with the citations so far, as they pass; at last the answer.

    Raises:
        DatelineError: There is no answer; the message says why.
    """
    # None in the queue is the end: no more sentences come.
    queue: asyncio.Queue[Told | None] = asyncio.Queue()
    loop = asyncio.get_running_loop()

    def tell(statement: Statement, citations: Sequence[Citation]) -> None:
        # Called in the thread that answers, where the loop's queue must not be touched.
        loop.call_soon_threadsafe(queue.put_nowait, (statement, tuple(citations)))

    asking = asyncio.create_task(service.ask(chat.question, chat.before, tell))
    # However it ends: after a failure, too, nobody waits for a further sentence.
    asking.add_done_callback(lambda _: queue.put_nowait(None))
    try:
        while (told := await queue.get()) is not None:
            yield told
        yield await asking
    finally:
        # Also where the program has hung up in the middle.
        asking.cancel()


@dataclass
class Stream:
    """The pieces of one answer, as server-sent events.

    Args:
        frame: What every piece is set in: its id, model and time.
        usage: What the answer took, if the program wants to know.
    """

    frame: Object
    usage: Callable[[Answer], Object] | None
    _sent: list[Statement] = field(default_factory=list)

    def opening(self) -> str:
        """The first piece, which says who speaks."""
        return self._piece({"role": "assistant", "content": ""})

    def sentence(self, told: Told) -> str:
        """A sentence that has passed, with its citations as data."""
        statement, citations = told
        separator = "\n\n" if self._sent else ""
        self._sent.append(statement)
        return self._said(separator + content_of(statement), statement, citations)

    def rest(self, answer: Answer) -> str:
        """Everything that follows the sentences sent so far, and the end."""
        whole = list(content_pieces(answer))
        # A model's sentence that was dropped or mended after it was sent makes the rest no rest.
        kept = list(answer.statements[: len(self._sent)]) == self._sent
        if self._sent and kept:
            # From behind the last sentence that was sent.
            sentences = [at for at, (_, one) in enumerate(whole) if one is not None]
            whole = whole[sentences[len(self._sent) - 1] + 1 :]
        elif self._sent:
            with speaking(answer.language):
                whole = [(f"\n\n*{gettext(CHANGED)}*\n\n", None), *whole]
        told = [
            self._said(text, one, tuple(answer.cited(one)) if one else ()) for text, one in whole
        ]
        # Their places count in the message as it is whole; after a change more was sent before it.
        marked = {"annotations": url_citations(answer)} if kept else {}
        end = self._piece(marked, "stop", dateline=as_data(answer))
        usage = [self._usage(self.usage(answer))] if self.usage else []
        return "".join([*told, end, *usage, "data: [DONE]\n\n"])

    def _said(self, text: str, statement: Statement | None, citations: Sequence[Citation]) -> str:
        if statement is None:
            return self._piece({"content": text})
        # A piece for each sentence with its own citations, for clients that show them at once.
        mine = [one for one in citations if one.number in statement.citations]
        return self._piece({"content": text}, dateline={"citations": cited(mine)})

    def _piece(self, delta: Object, finish: str | None = None, **more: Any) -> str:
        choice = {"index": 0, "delta": delta, "finish_reason": finish, "logprobs": None}
        return event({**self.frame, "choices": [choice], **more})

    def _usage(self, usage: Object) -> str:
        # OpenAI sends the usage in a piece without choices, after the last one.
        return event({**self.frame, "choices": [], "usage": usage})


def event(data: Object) -> str:
    """One server-sent event; as ASCII, so that no line end within a text can end it."""
    return f"data: {json.dumps(data)}\n\n"
