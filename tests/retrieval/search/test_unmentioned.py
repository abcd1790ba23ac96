"""Names that no article mentions."""

from __future__ import annotations

import pytest

from retrieval.archive.store import Archive
from retrieval.search.unmentioned import unmentioned


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("What did Turkmenistan say about Larkfield?", ("Turkmenistan",)),
        ("Who is Kaspar Wrobel of the Larkfield council?", ("Kaspar Wrobel",)),
        ("What did Orla Venn say?", ()),
        ("Did Turkmenistan and Wrobel meet?", ("Turkmenistan", "Wrobel")),
        ("What will the dredging cost?", ()),
        ("Who?", ()),
        ("", ()),
    ],
)
def test_a_name_of_which_no_word_is_held_is_told(
    archive: Archive, question: str, names: tuple[str, ...]
) -> None:
    with archive.reading() as connection:
        assert unmentioned(connection, question) == names
