"""An article without outlet and title is called by its address or its file's name."""

from __future__ import annotations

import pytest

from retrieval.names.source_names import source_name


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("/srv/archive/low-tide.txt", "low-tide.txt"),
        ("articles/low-tide.txt", "low-tide.txt"),
        ("https://tull.example/news/low-tide", "https://tull.example/news/low-tide"),
        ("low-tide.txt", "low-tide.txt"),
        ("", ""),
    ],
)
def test_no_folder_is_told(source: str, name: str) -> None:
    assert source_name(source) == name
