"""The model writer: a chat model words the answer from numbered passages, as data.

Nothing it writes is believed: `inline_citations` resolves its `[n]`, and `verify` holds every
sentence against what it cites before anybody sees it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import prompts
from retrieval.chat_model.budget import (
    REPLY_TOKENS,
    LimitedChatModel,
    Reserved,
    estimate,
    give_back,
    how_many_fit,
    take,
)
from retrieval.chat_model.calling import stream_with_retries
from retrieval.chat_model.inline_citations import parse
from retrieval.chat_model.meter import Meter
from retrieval.messages import gettext
from retrieval.search.hit import Hit
from retrieval.search.words import stems, stop_words, words
from retrieval.types import Answer
from retrieval.types.draft import Draft, DraftStatement, Failed, OnSentence

if TYPE_CHECKING:
    from langchain_core.messages import BaseMessageChunk
    from langchain_core.prompt_values import PromptValue

LONGEST_REWRITTEN = 1000  # characters; half of what a question may have

# OpenAI and Ollama say "length", Anthropic "max_tokens", Gemini "MAX_TOKENS".
_CUT_OFF = frozenset({"length", "max_tokens", "MAX_TOKENS"})
"""How providers say that a reply ended because it had grown too long."""

# "2. A sentence.": a numbered line of a model's reply
NUMBERED_LINE = re.compile(r"^\s*(\d{1,2})[.)]\s+(.+)$", re.MULTILINE)


@dataclass(slots=True)
class ModelReply:
    """A reply as far as it has come; `whole` is false where it breaks off."""

    text: str = ""
    whole: bool = True
    tokens_in: int = 0
    tokens_out: int = 0


def write_with_model(
    chat: LimitedChatModel,
    question: str,
    hits: Sequence[Hit],
    meter: Meter,
    on_sentence: OnSentence | None = None,
) -> Draft:
    """The model's sentences about the passages, each with the places that its marks name.

    Args:
        chat: The chat model and its limits; passages that they leave no room for are left out.
        question: The question, standing alone.
        hits: The passages, best first.
        meter: Counts the tokens.
        on_sentence: Called with each sentence as it comes; unchecked.

    Raises:
        OutOfTokens: The limits leave no room for it.
        TimeoutError: It took longer than it may.
        ValueError: It wrote nothing.
        Exception: Whatever the provider's client raises; the caller falls back.
    """
    passages = [_numbered(number, hit) for number, hit in enumerate(hits, start=1)]
    fixed = prompts.load("answer").invoke({"question": question, "passages": ""}).to_string()
    # With not even one passage within the limit, the call itself says that it may not be made.
    fitting = max(1, how_many_fit(chat, meter, fixed, passages))
    telling = _telling(hits, on_sentence) if on_sentence else None
    shown = "\n\n".join(passages[:fitting])
    reply = ask_model(chat, meter, "answer", telling, question=question, passages=shown)
    if not re.search(r"\w", reply.text):  # "..." says nothing
        raise ValueError("The chat model wrote nothing.")
    # A mark may only name what the model was shown.
    statements = parse(reply.text, hits[:fitting])
    left_out = gettext(
        "The chat model was given {given} of {found} passages, as many as "
        "DATELINE_QUESTION_TOKENS leaves room for."
    ).format(given=fitting, found=len(hits))
    notes = (left_out,) if fitting < len(hits) else ()
    # A sentence that breaks off may say another thing than it would have.
    kept = tuple(statements if reply.whole else statements[:-1])
    return Draft("model", kept, notes=notes)


def rewrite_failed(
    chat: LimitedChatModel,
    question: str,
    hits: Sequence[Hit],
    failed: Sequence[Failed],
    meter: Meter,
) -> dict[int, list[DraftStatement]]:
    """Other sentences for those that failed, by their places in the draft.

    The model is shown each sentence, what of it its passages do not hold, and those passages.
    What it writes is as little believed as before.

    Raises:
        OutOfTokens: The limits leave no room for it.
        TimeoutError: It took longer than it may.
        Exception: Whatever the provider's client raises; the caller does without it.
    """
    # Under the numbers of the first call, by which the failed sentences were marked.
    passages = "\n\n".join(_numbered(n, hit) for n, hit in _cited(hits, failed))
    lines = [
        f"{line}. {statement.text} ({_complaint(statement, missing)})"
        for line, (_, statement, missing) in enumerate(failed, start=1)
    ]
    sentences = "\n".join(lines)
    reply = ask_model(
        chat, meter, "mend", None, question=question, sentences=sentences, passages=passages
    )
    mended: dict[int, list[DraftStatement]] = {}
    # Of a reply that breaks off nothing is taken. Lines of one number stand in one place together.
    for number, line in NUMBERED_LINE.findall(reply.text if reply.whole else ""):
        if 1 <= int(number) <= len(failed):
            mended.setdefault(failed[int(number) - 1][0], []).extend(parse(line, hits))
    return mended


def rewrite_followup(
    chat: LimitedChatModel, question: str, earlier: Sequence[Answer], meter: Meter
) -> str:
    """A follow-up question as the model rewrites it.

    It is shown to the reader, so it may only say what the conversation has said.

    Raises:
        OutOfTokens: The limits leave no room for it.
        ValueError: The model wrote no question, or one with words of its own.
        Exception: Whatever the provider's client raises; the caller does without it.
    """
    conversation = "\n\n".join(f"Question: {a.question}\nAnswer: {a.text}" for a in earlier)
    reply = ask_model(chat, meter, "condense", None, question=question, conversation=conversation)
    lines = [line.strip() for line in reply.text.splitlines() if line.strip()]
    # A remark of the model's stands before the question, if there is one.
    rewritten = lines[-1] if lines and reply.whole else ""
    # Function words may come in ("of", "the"); every other word was said in the conversation.
    known = {*stems(f"{question} {conversation}"), *stems(" ".join(stop_words()))}
    if not words(rewritten) or len(rewritten) > LONGEST_REWRITTEN or "://" in rewritten:
        raise ValueError("The chat model wrote no question.")
    if not set(stems(rewritten)) <= known:
        raise ValueError("The chat model brought words of its own into the question.")
    return rewritten


def ask_model(
    chat: LimitedChatModel,
    meter: Meter,
    prompt: str,
    telling: Callable[[str], None] | None,
    **values: str,
) -> ModelReply:
    """The model's reply; whatever comes of it, its tokens are counted."""
    messages = prompts.load(prompt).invoke(values)
    reserved = take(chat, meter, estimate(messages.to_string()))
    reply = ModelReply()
    try:
        _listen(chat, messages, meter, reply, telling)
    # What a call wrote before it failed or was given up is paid for.
    finally:
        _count(chat, meter, reserved, reply)
    return reply


def _listen(
    chat: LimitedChatModel,
    messages: PromptValue,
    meter: Meter,
    reply: ModelReply,
    telling: Callable[[str], None] | None,
) -> None:
    until = meter.until(chat.seconds)
    for chunk in stream_with_retries(lambda: chat.model.stream(messages), until, chat.pauses):
        reply.text += str(chunk.text)
        _note_usage(reply, chunk)
        # Twice, as the estimate is too high rather than too low. Leaving the loop ends the stream.
        if estimate(reply.text) > 2 * REPLY_TOKENS:
            reply.whole = False
            return
        if telling:
            telling(reply.text)


def _note_usage(reply: ModelReply, chunk: BaseMessageChunk) -> None:
    # LangChain's chunks are made to be added up, whether usage comes at once or bit by bit.
    used = getattr(chunk, "usage_metadata", None) or {}
    reply.tokens_in += used.get("input_tokens", 0)
    reply.tokens_out += used.get("output_tokens", 0)
    ended = chunk.response_metadata
    if _CUT_OFF & {ended.get("finish_reason"), ended.get("stop_reason"), ended.get("done_reason")}:
        reply.whole = False


def _count(chat: LimitedChatModel, meter: Meter, reserved: Reserved, reply: ModelReply) -> None:
    """What the provider says that it was; else an estimate, and nothing where nothing came."""
    tokens_in = reply.tokens_in or (reserved.tokens_in if reply.text else 0)
    tokens_out = reply.tokens_out or (estimate(reply.text) if reply.text else 0)
    give_back(chat, meter, reserved, tokens_in, tokens_out)


def _telling(hits: Sequence[Hit], on_sentence: OnSentence) -> Callable[[str], None]:
    """What hands on each sentence once the next one has begun: then its marks are all there."""
    told: list[DraftStatement] = []

    def tell(text: str) -> None:
        # Parsed anew from the start each time: only what comes next may change how the last one
        # ends.
        for statement in parse(text, hits)[len(told) : -1]:
            told.append(statement)
            on_sentence(statement)

    return tell


def _cited(hits: Sequence[Hit], failed: Iterable[Failed]) -> list[tuple[int, Hit]]:
    """The passages that the sentences cite, with their numbers; all, where one cites none."""
    numbered = list(enumerate(hits, start=1))
    statements = [statement for _, statement, _ in failed]
    if not all(statement.quotes for statement in statements):
        return numbered
    cited = [quote.passage for statement in statements for quote in statement.quotes]
    return [(number, hit) for number, hit in numbered if hit.passage in cited]


def _complaint(statement: DraftStatement, missing: Sequence[str]) -> str:
    if not statement.quotes:
        return "it ends with the number of no passage"
    return "; ".join(missing)


def _numbered(number: int, hit: Hit) -> str:
    passage = hit.passage
    date = passage.published or passage.date_note or "undated"
    head = f"[{number}] {passage.outlet or passage.source}, {date}: {passage.title or 'untitled'}"
    return f"{head}\n{passage.text}"
