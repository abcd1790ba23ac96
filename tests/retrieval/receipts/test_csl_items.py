"""Items of CSL-JSON keep its rules: known types and fields, names and dates in their forms."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.names.authors import csl_names
from retrieval.receipts.exporting import as_csl, csl_date
from retrieval.types import Article, Question
from support.articles import article
from support.passages import HARBOUR, MakeArchive, MakeChain

pytestmark = pytest.mark.slow

TYPES = {"article-newspaper", "webpage", "document"}
"""Of the types that CSL knows, those that are used here."""

TEXTS = {"title", "container-title", "URL", "language", "page", "note"}
DATES = {"issued", "accessed"}
NAME = {"family", "given", "suffix", "dropping-particle", "non-dropping-particle", "literal"}
MOST_PARTS = 3


def breaches(item: dict[str, Any]) -> Iterator[str]:
    """What of an item a reference manager would refuse."""
    if not item.get("id") or item.get("type") not in TYPES:
        yield "an item needs an id and one of the known types"
    for field in item.keys() - {"id", "type", "author"} - TEXTS - DATES:
        yield f"{field} is no field"
    for field in TEXTS & item.keys():
        if not (isinstance(item[field], str) and item[field]):
            yield f"{field} is no text"
    for field in DATES & item.keys():
        yield from wrong_date(item[field])
    for name in item.get("author", []):
        yield from wrong_name(name)


def wrong_date(date: dict[str, Any]) -> Iterator[str]:
    if not date or date.keys() - {"date-parts", "literal"}:
        yield f"{date} has other parts than a date has"
    for one in date.get("date-parts", []):
        if not 1 <= len(one) <= MOST_PARTS or not all(type(part) is int for part in one):
            yield f"{one} is not a year, a month and a day"
    if "literal" in date and not date["literal"]:
        yield "a literal date without words"


def wrong_name(name: dict[str, Any]) -> Iterator[str]:
    if not name or name.keys() - NAME:
        yield f"{name} has other parts than a name has"
    if ("literal" in name) == ("family" in name):
        yield f"{name} is neither a person nor a body"
    if not all(isinstance(part, str) and part for part in name.values()):
        yield f"{name} has a part that is no text"


FULL = article(
    "full",
    HARBOUR.text,
    title="Council backs dredging",
    outlet="The Larkfield Courier",
    author="By Orla Venn and Ludwig van Hoek Jr.",
    published="2021-03-04",
    url="https://courier.test/h",
    language="en",
)
BARE = article("bare", HARBOUR.text)
PART = article("part", HARBOUR.text, date_note="4 June (year not stated)", url="javascript:1")


@pytest.mark.parametrize("source", [FULL, BARE, PART], ids=["full", "bare", "part"])
def test_an_exported_item_keeps_the_rules(
    make_archive: MakeArchive,
    make_chain: MakeChain,
    source: Article,
) -> None:
    archive = make_archive(source)
    answer = make_chain(archive).invoke(Question("What will the dredging cost?"))
    items = as_csl(archive, answer.receipt or "")
    assert len(items) == 1
    assert list(breaches(items[0])) == []


@pytest.mark.parametrize(
    "item",
    [
        {"id": "a", "type": "newspaper"},
        {"type": "webpage"},
        {"id": "a", "type": "webpage", "hash": "x"},
        {"id": "a", "type": "webpage", "issued": {"date-parts": [["2021"]]}},
        {"id": "a", "type": "webpage", "issued": {"date-parts": [[2021, 3, 4, 5]]}},
        {"id": "a", "type": "webpage", "author": [{"name": "Orla Venn"}]},
        {"id": "a", "type": "webpage", "title": None},
    ],
)
def test_the_rules_are_rules(item: dict[str, Any]) -> None:
    assert list(breaches(item))


@given(st.text(max_size=40), st.text(max_size=12) | st.none())
def test_whatever_a_byline_says_its_names_keep_the_rules(byline: str, outlet: str | None) -> None:
    for name in csl_names(byline, outlet):
        assert list(wrong_name(name)) == []


@given(st.dates().map(str) | st.none(), st.text(max_size=20) | st.none())
def test_whatever_is_known_of_a_date_it_keeps_the_rules(
    published: str | None, note: str | None
) -> None:
    date = csl_date(published, note)
    assert date is None or list(wrong_date(date)) == []
