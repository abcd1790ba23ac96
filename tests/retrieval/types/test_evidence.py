"""Citations and passages keep their old fields: receipts of years ago are made again from them."""

from __future__ import annotations

from dataclasses import MISSING, fields

import pytest

from retrieval.types import Citation, Copy, Passage

# What stood in the first receipts; whatever came later has a default.
FIRST_FIELDS = {
    Copy: {"article", "source", "title", "outlet", "published", "date_note", "url"},
    Citation: {
        "number", "article", "source", "title", "outlet", "published", "date_note", "url", "hash",
        "start", "end", "quote",
    },
}  # fmt: skip


@pytest.mark.parametrize("kind", FIRST_FIELDS)
def test_what_was_added_has_a_default(kind: type[Copy | Citation]) -> None:
    needed = {one.name for one in fields(kind) if one.default is MISSING}
    assert needed == FIRST_FIELDS[kind]


def test_a_citation_tells_of_its_article_what_a_passage_tells() -> None:
    told = {one.name for one in fields(Citation)} - {"number", "quote", "page"}
    assert told < {one.name for one in fields(Passage)}
