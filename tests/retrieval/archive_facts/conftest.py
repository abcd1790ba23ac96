"""The archive of `support.catalogue`, and a way to ask it about itself."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from retrieval.archive.store import Archive
from retrieval.archive_facts.record_writer import answer_from_records
from retrieval.embedding import MiniLM
from retrieval.types.draft import Draft
from support.catalogue import ARTICLES
from support.records import Ask, found, understood


@pytest.fixture(scope="session")
def desk(make_archive: Callable[..., Archive]) -> Archive:
    return make_archive(*ARTICLES)


@pytest.fixture(scope="session")
def ask(desk: Archive, minilm: MiniLM) -> Ask:
    def asked(text: str) -> Draft:
        return answer_from_records(desk, understood(desk, text), found(desk, minilm, text))

    return asked
