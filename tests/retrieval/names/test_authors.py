"""A byline is split into names as reference managers want them, and nobody's name is invented."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.names.authors import csl_names


def person(given_name: str, family: str, **more: str) -> dict[str, str]:
    return {"family": family, "given": given_name, **more}


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("Orla Venn", [person("Orla", "Venn")]),
        ("By Orla Venn", [person("Orla", "Venn")]),
        ("A. B. Lind", [person("A. B.", "Lind")]),
        ("Venn, Orla", [person("Orla", "Venn")]),
        (
            "Orla Venn and Piet van der Berg",
            [person("Orla", "Venn"), person("Piet", "van der Berg")],
        ),
        (
            "Orla Venn, Ada Quill and Ben Moss",
            [person("Orla", "Venn"), person("Ada", "Quill"), person("Ben", "Moss")],
        ),
        ("Orla Venn; Ada Quill", [person("Orla", "Venn"), person("Ada", "Quill")]),
        ("Ben Moss Jr.", [person("Ben", "Moss", suffix="Jr.")]),
        ("Майя Зайцева", [person("Майя", "Зайцева")]),
        ("Авторы: Майя Зайцева, Олег Пак", [person("Майя", "Зайцева"), person("Олег", "Пак")]),
        ("Майя Зайцева және Олег Пак", [person("Майя", "Зайцева"), person("Олег", "Пак")]),
        ("Orla Venn, Staff Reporter", [person("Orla", "Venn")]),
        ("Text: Orla Venn", [person("Orla", "Venn")]),
        ("TASS", [{"literal": "TASS"}]),
        ("Harbour Gazette staff", [{"literal": "Harbour Gazette staff"}]),
        ("Harbour Gazette", [{"literal": "Harbour Gazette"}]),
        ("News Desk", [{"literal": "News Desk"}]),
        ("orla@gazette.test", [{"literal": "orla@gazette.test"}]),
        ("王小明", [{"literal": "王小明"}]),
        ("Orla Venn and Orla Venn", [person("Orla", "Venn")]),
        (None, []),
        ("", []),
        (" , ", []),
    ],
)
def test_a_byline_is_read_as_names(byline: str | None, names: list[dict[str, Any]]) -> None:
    assert csl_names(byline, "Harbour Gazette") == names


@given(st.text(max_size=60))
def test_no_name_holds_a_word_that_the_byline_does_not(byline: str) -> None:
    for name in csl_names(byline, None):
        assert set(name) in ({"literal"}, {"family", "given"}, {"family", "given", "suffix"})
        assert all(part in byline for value in name.values() for part in value.split())
