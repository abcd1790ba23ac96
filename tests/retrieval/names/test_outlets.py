"""One outlet under one name, whatever it is called and wherever its pages lie."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.names.outlets import outlets_with, short_name
from retrieval.reading.article import Metadata, make_article
from retrieval.reading.press.known_outlets import own_outlets, table_version, use_own_outlets

STORY = "The harbour of Tully was closed on Monday because of the strong wind, the mayor said."


@pytest.mark.parametrize(
    ("name", "url", "outlet"),
    [
        ("RFE/RL", None, "RFE/RL"),
        ("rferl", None, "RFE/RL"),
        ("Radio Free Europe", "https://www.rferl.org/a/1.html", "RFE/RL"),
        ("rferl.org", None, "RFE/RL"),
        ("https://www.rferl.org/", None, "RFE/RL"),
        (None, "https://www.rferl.org/a/1.html", "RFE/RL"),
        ("", "https://pressroom.rferl.org/a", "RFE/RL"),
        ("TASS News Agency", None, "TASS"),
        ("Astana Times Online", None, "The Astana Times"),
        ("Bloomberg Europe Edition", "https://www.bloomberg.com/1", "Bloomberg"),
        ("TASS", "https://astanatimes.com/1", "TASS"),
        ("The Tully  Times", "https://astanatimes.com/1", "The Tully Times"),
        ("The Tully Times", None, "The Tully Times"),
        ("tully.example", None, "tully.example"),
        ("Independent News Service", None, "Independent News Service"),
        (None, "https://tully.example/1", None),
        (None, "no address", None),
        (None, None, None),
        ("—", None, None),
    ],
)
def test_an_outlet_has_one_name(name: str | None, url: str | None, outlet: str | None) -> None:
    assert outlets_with({}).canonical(name, url) == outlet


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("Tully News Agency", "Tully"),
        ("Tully Information Agency", "Tully"),
        ("Tully Agency", "Tully"),
        ("Tully News", "Tully"),
        ("Tully.az", "Tully"),
        ("Tully, Inc.", "Tully"),
        ("Tully Times", "Tully Times"),
        ("News Agency", "News"),
        ("Agency", "Agency"),
        ("", ""),
    ],
)
def test_a_short_name_is_without_what_kind_of_outlet_it_is(name: str, short: str) -> None:
    assert short_name(name) == short


OWN: Mapping[str, tuple[str, ...]] = {
    "Azattyq": ("RFE/RL",),
    "Tully Times": ("TT Online", "tully.example", "https://www.times.example/"),
}


@pytest.mark.parametrize(
    ("name", "url", "outlet"),
    [
        ("Radio Free Europe", None, "Azattyq"),
        (None, "https://rferl.org/1", "Azattyq"),
        ("tt online", None, "Tully Times"),
        (None, "https://www.tully.example/1", "Tully Times"),
        (None, "https://news.times.example/1", "Tully Times"),
        ("TASS", None, "TASS"),
    ],
)
def test_the_teams_own_names_come_first(name: str | None, url: str | None, outlet: str) -> None:
    assert outlets_with(OWN).canonical(name, url) == outlet


def test_an_article_is_read_with_the_teams_names_once_they_are_taken() -> None:
    shipped = table_version()
    try:
        use_own_outlets(OWN)
        assert own_outlets() == dict(OWN)
        assert table_version() != shipped
        assert make_article("a.txt", "/a.txt", STORY, Metadata(outlet="TT online")).outlet == (
            "Tully Times"
        )
    finally:
        use_own_outlets({})
    assert table_version() == shipped


@pytest.mark.parametrize(
    ("text", "metadata", "outlet"),
    [
        (STORY, Metadata(outlet="radio free europe"), "RFE/RL"),
        (STORY, Metadata(outlet="www.tass.com"), "TASS"),
        (STORY, Metadata(url="https://tass.com/1"), "TASS"),
        (f"TULLY (ITAR-TASS) – {STORY}", Metadata(), "TASS"),
        (f"TULLY (ITAR-TASS) – {STORY}", Metadata(url="https://astanatimes.com/1"),
         "The Astana Times"),
        (f"TULLY (ITAR-TASS) – {STORY}", Metadata(outlet="Tully Post"), "Tully Post"),
    ],
)  # fmt: skip
def test_every_article_passes_by_the_table(text: str, metadata: Metadata, outlet: str) -> None:
    assert make_article("a.txt", "/a.txt", text, metadata).outlet == outlet


@given(st.text(), st.text())
def test_a_canonical_name_is_its_own_canonical_name(name: str, url: str) -> None:
    known = outlets_with({})
    once = known.canonical(name, url)
    assert known.canonical(once, url) == once
