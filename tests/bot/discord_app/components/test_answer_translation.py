"""What the button *Translate* shows of an answer on record."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.discord_app.components.answer_translation import _translated
from retrieval.archive.indexing import index
from retrieval.archive.opening import open_archive
from retrieval.receipts.receipts import keep_receipt
from retrieval.settings import Settings
from retrieval.types import Answer, Citation, Coverage, FoundFiles, Reading, SourceFile
from support.archives import HashedWords
from support.articles import article
from support.chat_server import serving

QUOTE = "Капитан Майя Зайцева насчитала 214 пассажиров."
ONE = article("one", QUOTE)


def answered() -> Answer:
    cited = Citation(
        1, "one", ONE.source, None, None, None, None, None, ONE.hash, 0, len(QUOTE), QUOTE
    )
    return Answer("Who?", "Who?", True, "", "extractive", (), (cited,), (), Coverage(1))


@pytest.mark.slow
def test_a_translation_is_shown_marked_and_only_of_what_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "canary-not-shaped-like-a-key")
    model = HashedWords()
    with open_archive(tmp_path / "home", model.name, model.dimension, create=True) as archive:
        found = FoundFiles((SourceFile("one.txt", "/one.txt", "1"),))
        index(archive, model, found, lambda _: Reading((ONE,)))
        receipt = keep_receipt(archive, answered()).receipt or ""
        with serving() as chat:
            settings = Settings(chat_model="openai:test-model", chat_url=chat.url)
            chat.replies[:] = ["1. Captain Maya Zaytseva counted 214 passengers.",
                               "1. Captain Maya Zaytseva counted 241 passengers."]  # fmt: skip
            good = _translated(settings, archive, receipt, "gone").pages[0]
            bad = _translated(settings, archive, receipt, "gone").pages[0]
        assert "Translated by a chat model" in good
        assert "counted 214 passengers" in good
        assert "241" not in bad
        assert "no translation that agrees" in bad
        assert _translated(settings, archive, "unknown", "gone").pages[0] == "gone"
