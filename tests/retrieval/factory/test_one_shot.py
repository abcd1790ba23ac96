"""One question in one process: the chain's answer, and nothing imported that it can do without."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from retrieval import factory
from retrieval.errors import ConfigurationError, UsageError
from retrieval.factory import one_shot
from retrieval.settings import Settings
from retrieval.telemetry import TRACING
from retrieval.types import Answer, Form, Question

pytestmark = pytest.mark.slow

FERRY = "The ferry to Larkfield will sail again on 4 May, its captain said. It was built in 1931."
BAKERY = "The bakery on Mill Lane closed after ninety years of baking bread for Larkfield."


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    folder = tmp_path_factory.mktemp("town")
    (folder / "ferry.txt").write_text(f"Outlet: The Larkfield Bell\n\n{FERRY}\n", "utf-8")
    (folder / "bakery.txt").write_text(f"Outlet: The Mill Post\n\n{BAKERY}\n", "utf-8")
    settings = Settings(home=folder / "home", threads=1)
    factory.index(settings, [folder / "ferry.txt", folder / "bakery.txt"])
    return settings


@pytest.fixture(autouse=True)
def _no_tracing(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.startswith(TRACING)]:
        monkeypatch.delenv(name)


def told(answer: Answer) -> Answer:
    """The answer without what differs from one time to the next."""
    return replace(answer, ms=0.0, receipt=None, steps=())


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("When will the ferry to Larkfield sail again?", "answer"),
        ("When will the ferry sail, and which bakery closed?", "answer"),
        ("Who won the chess olympiad in Zanzibar?", "answer"),
        ("when the ferry sails and when the bakery closed", "timeline"),
        ("The bakery on Mill Lane closed.", "check"),
    ],
)
def test_it_is_the_answer_that_the_chain_gives(settings: Settings, text: str, form: Form) -> None:
    question = Question(text, form=form, id="q")
    with factory.open_archive(settings) as archive:
        plainly = factory.answer_once(settings, archive, question)
        chained = factory.make_chain(settings, archive, one_shot=True).invoke(question)
    assert told(plainly) == told(chained)


def test_what_cannot_be_asked_is_refused_in_a_sentence(settings: Settings) -> None:
    with factory.open_archive(settings) as archive, pytest.raises(UsageError, match="empty"):
        factory.answer_once(settings, archive, Question(" ?"))


def test_a_model_that_cannot_be_loaded_is_told_as_everywhere(
    settings: Settings, tmp_path: Path
) -> None:
    broken = settings.model_copy(update={"embedding_model": str(tmp_path)})
    with (
        factory.open_archive(settings) as archive,
        pytest.raises(ConfigurationError, match="DATELINE_EMBEDDING_MODEL"),
    ):
        factory.answer_once(broken, archive, Question("ferry"))


def loaded(settings: Settings, form: Form = "answer", **environment: str) -> set[str]:
    """The modules that a process has loaded once it has answered."""
    script = f"""
import sys
from pathlib import Path
from retrieval import factory
from retrieval.settings import Settings
from retrieval.types import Question

settings = Settings(home=Path({str(settings.home)!r}), threads=1)
with factory.open_archive(settings) as archive:
    question = Question("When will the ferry to Larkfield sail again?", form={form!r})
    assert factory.answer_once(settings, archive, question).found
print(" ".join(sys.modules))
"""
    run = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, timeout=60,
        env=os.environ | environment,
    )  # fmt: skip
    return set(run.stdout.split())


def test_it_imports_no_chain_no_tracing_and_no_chroma(settings: Settings) -> None:
    heavy = {"langsmith", "langchain_core.retrievers", "langchain_core.tracers", "chromadb", "rich"}
    assert not heavy & loaded(settings)


def test_a_timeline_is_drawn_up_without_the_reading_model(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(_: Settings) -> None:
        raise AssertionError("nothing is read for a timeline")

    monkeypatch.setattr(one_shot, "make_reader", never)
    with factory.open_archive(settings) as archive:
        question = Question("the ferry to Larkfield", form="timeline")
        factory.answer_once(settings, archive, question)


def test_tracing_that_the_user_has_a_say_in_sees_the_chain(settings: Settings) -> None:
    assert "langchain_core.retrievers" in loaded(settings, LANGSMITH_TRACING="false")
