"""What a program asks: the body of a request, read and checked."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from retrieval.answer.question_validation import LONGEST_QUESTION
from retrieval.errors import UsageError
from retrieval.typed_days import first_day, last_day
from retrieval.types import Question
from retrieval.validation_errors import problem_place, reason_for

MODEL = "dateline"
MOST_MESSAGES = 1000  # of a conversation; the last few count


class UnknownModel(UsageError):
    """The program asks for a model that is not here."""


Since = Annotated[str, AfterValidator(first_day)]
Until = Annotated[str, AfterValidator(last_day)]


def _as_text(content: object) -> object:
    """A message's content as one text, where it comes in parts."""
    if not isinstance(content, list):
        return content
    # [{"type": "text", "text": "Who chairs it?"}]; a picture's part has no text.
    parts = [part.get("text") for part in content if isinstance(part, dict)]
    if len(parts) < len(content) or not all(isinstance(part, str) for part in parts):
        raise ValueError("only text can be asked, no pictures, sounds or files")
    return "\n".join(map(str, parts))


# pydantic passes over keys that a class does not name: `temperature`, `tools` and the like.
class _Message(BaseModel):
    role: Literal["system", "developer", "user", "assistant", "tool", "function"]


class _UserMessage(BaseModel):
    """Of others the content is not used, so it may be anything; a user's is text."""

    content: Annotated[str, BeforeValidator(_as_text)]


class _Limits(BaseModel):
    """Dateline's own field: what of the archive may be used."""

    # A limit that is misspelt would be no limit at all.
    model_config = ConfigDict(extra="forbid")

    outlet: str | None = None
    since: Since | None = None
    until: Until | None = None
    as_of: Until | None = None


class _StreamOptions(BaseModel):
    include_usage: bool = False


class _ResponseFormat(BaseModel):
    # JSON is asked for in another form, which no answer has.
    type: Literal["text"]


class _Request(BaseModel):
    model: str
    messages: list[dict[str, Any]] = Field(min_length=1, max_length=MOST_MESSAGES)
    stream: bool | None = None
    stream_options: _StreamOptions | None = None
    # More than one choice would be the same answer over again.
    n: Literal[1] | None = None
    response_format: _ResponseFormat | None = None
    dateline: _Limits = _Limits()


@dataclass(frozen=True, slots=True)
class Chat:
    """A question in a conversation.

    Attributes:
        question: The user's last message, with the limits set beside it.
        before: The user's earlier messages, as far as they are questions.
        stream: Whether the answer is wanted in pieces.
        usage: Whether the last piece is to say what the answer took.
    """

    question: Question
    before: tuple[str, ...]
    stream: bool
    usage: bool


def read_chat(body: bytes) -> Chat:
    """The question in the body of `POST /v1/chat/completions`.

    What steers a language model (instructions, a temperature, tools) is passed over: an answer
    is what the archive holds.

    Raises:
        UsageError: The body is not of the form, or asks for what can't be given.
        UnknownModel: It asks for another model than `dateline`.
    """
    try:
        request = _Request.model_validate_json(body)
        # Each role is looked at, but only what a user said is a question.
        texts = [
            _UserMessage.model_validate(message).content
            for message in request.messages
            if _Message.model_validate(message).role == "user"
        ]
    except ValidationError as error:
        raise UsageError(_sentence(error)) from None
    if request.model != MODEL:
        raise UnknownModel(f"There is no model {request.model!r} here; ask for {MODEL!r}.")
    if request.messages[-1].get("role") != "user":
        raise UsageError("The last message must be the user's question.")
    stream, options = bool(request.stream), request.stream_options
    question = Question(texts[-1], **request.dateline.model_dump())
    # One without a word in it, or too long, was refused in its time, and would be again.
    before = tuple(filter(_is_question, texts[:-1]))
    return Chat(question, before, stream, bool(options and options.include_usage))


def _is_question(text: str) -> bool:
    """Whether it can have been answered."""
    return any(char.isalnum() for char in text) and len(text.strip()) <= LONGEST_QUESTION


def _sentence(error: ValidationError) -> str:
    first = error.errors()[0]
    return f"{problem_place(first) or 'The body'}: {reason_for(first)}."
