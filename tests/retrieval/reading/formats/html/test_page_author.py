"""Who wrote a page's article: names alone, without what stands beside them."""

import pytest

from retrieval.reading.formats.html.page_author import author_of


@pytest.mark.parametrize(
    ("stated", "author"),
    [
        ("Jane Doe", "Jane Doe"),
        ("By Jane Doe", "Jane Doe"),
        ("Jane Doe; John Roe", "Jane Doe, John Roe"),
        ("Jane Doe, Senior Correspondent", "Jane Doe"),
        ("Jane Doe June", "Jane Doe"),
        ("Jane Doe; Reuters", "Jane Doe"),
        ("Reuters", "Reuters"),
        ("admin", None),
        ("Tully Times", None),
        ("Tully", None),
        ("Jane Doe said", None),
        ("", None),
        (None, None),
    ],
)
def test_only_the_names_are_kept(stated, author):
    assert author_of(stated, "Tully Times") == author
