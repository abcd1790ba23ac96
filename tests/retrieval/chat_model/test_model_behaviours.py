"""What the reader sees, for each way in which a chat model behaves."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pytest

from retrieval import factory
from retrieval.archive.store import Archive
from retrieval.settings import Settings
from retrieval.types import Answer, Mode, Question
from support.articles import article
from support.chat_server import ChatServer, Reply, asleep, broken_off, failing, grown_too_long
from support.passages import HARBOUR

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("grants", "brief_pauses")]

COST = "The dredging will cost 4.2 million crowns and take eighteen months."
APPROVED = "The council approved a dredging plan."
UNSUPPORTED = "The chat model's sentences were not supported by what they cite"
FAILED = "The chat model failed ("


@dataclass(frozen=True, slots=True)
class Seen:
    """What a reader sees: who wrote it, a sentence of it, how a note begins."""

    mode: Mode
    says: str
    note: str | None = None


TABLE: dict[str, tuple[tuple[str | Reply, ...], Seen]] = {
    "answers well": ((f"{APPROVED} [1]",), Seen("model", APPROVED)),
    "answers badly": (
        ("Well, dredging takes 99 years [1].",),
        Seen("extractive", COST, UNSUPPORTED),
    ),
    "says more than its source": (
        (f"{APPROVED} [1] The crews signed the plan [1].",),
        Seen("model", APPROVED, "1 of the model's sentences left out"),
    ),
    "wrong numbers": (
        ("The dredging will cost 4.3 million crowns [1].",),
        Seen("extractive", COST, UNSUPPORTED),
    ),
    "invented marks": (
        ("The dredging will cost 4.2 million crowns [a].",),
        Seen("extractive", COST, UNSUPPORTED),
    ),
    "marks out of range": (
        ("The dredging will cost 4.2 million crowns [7].",),
        Seen("extractive", COST, UNSUPPORTED),
    ),
    "nothing": (("",), Seen("extractive", COST, FAILED)),
    "a 500 that lasts": (
        (failing(500), failing(500), failing(500), failing(500), failing(500)),
        Seen("extractive", COST, FAILED),
    ),
    "a 500 that passes": ((failing(500), f"{APPROVED} [1]"), Seen("model", APPROVED)),
    "after too long": ((asleep,), Seen("extractive", COST, FAILED)),
    "the line cut in the middle": ((broken_off,), Seen("extractive", COST, FAILED)),
    "the reply cut in the middle": (
        (grown_too_long,),
        Seen("model", "The council approved the plan."),
    ),
}


@pytest.fixture
def ask(
    monkeypatch: pytest.MonkeyPatch, chat: ChatServer, make_archive: Callable[..., Archive]
) -> Callable[..., Answer]:
    for name in ("LANGSMITH_TRACING", "LANGCHAIN_TRACING_V2", "LANGSMITH_API_KEY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("OPENAI_API_KEY", "canary")

    def ask(archive: Archive, question: str, *replies: str | Reply) -> Answer:
        seconds = 0.5 if asleep in replies else 5.0
        # The same sentence fails again when it is worded anew.
        chat.replies[:] = [*replies, *(one for one in replies if isinstance(one, str))]
        settings = Settings(
            chat_model="openai:test-model", chat_url=chat.url, model_seconds=seconds
        )
        return factory.make_chain(settings, archive, one_shot=True).invoke(Question(question))

    return ask


@pytest.fixture(scope="module")
def harbour(make_archive: Callable[..., Archive]) -> Archive:
    return make_archive(HARBOUR)


@pytest.mark.parametrize("behaviour", TABLE)
def test_the_reader_sees_what_holds_and_why_it_is_not_the_models(
    harbour: Archive, ask: Callable[..., Answer], behaviour: str
) -> None:
    replies, seen = TABLE[behaviour]
    answer = ask(harbour, "What will the dredging cost?", *replies)
    assert (answer.found, answer.mode) == (True, seen.mode)
    assert any(seen.says in statement.text for statement in answer.statements)
    assert "4.3" not in answer.text
    assert all(f"[{one.number}]" in answer.text for one in answer.citations)
    assert [note.startswith(seen.note or "") for note in answer.notes] == (
        [True] if seen.note else []
    )


FERRY = article(
    "ferry",
    "The ferry Swallow sank off Cape Amber with its crew on board. "
    "The coast guard did not say how many were missing.",
    title="Ferry Swallow sinks",
)


def test_a_model_may_say_that_the_source_does_not_say(
    make_archive: Callable[..., Archive], ask: Callable[..., Answer]
) -> None:
    said = "The coast guard did not say how many were missing from the Swallow."
    answer = ask(make_archive(FERRY), "How many of the Swallow's crew are missing?", f"{said} [1]")
    assert answer.mode == "model"
    assert [statement.text for statement in answer.statements] == [said]
