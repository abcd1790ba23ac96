"""What the tests of exports are given."""

from __future__ import annotations

import pytest

from retrieval.types import Article, Question
from support.passages import MakeArchive, MakeChain
from support.receipts import Ask


@pytest.fixture
def ask(make_archive: MakeArchive, make_chain: MakeChain) -> Ask:
    def asked(*articles: Article, question: str = "What will the dredging cost?", **limits: str):
        archive = make_archive(*articles)
        answer = make_chain(archive).invoke(Question(question, **limits))
        assert answer.found
        assert answer.receipt
        return archive, answer

    return asked
