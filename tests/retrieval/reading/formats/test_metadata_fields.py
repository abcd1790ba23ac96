"""Metadata fields as people, and hostile files, write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.reading.formats.metadata_fields import field_text, metadata_from

ANY = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3)
    ),
    max_leaves=8,
)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("  Harbour\n closed ", "Harbour closed"),
        (2015, "2015"),
        (["Orla Venn", {"name": "Tom Reed"}, None, {"url": "x"}], "Orla Venn, Tom Reed"),
        ([], None),
        ("", None),
        (True, None),
        ({"name": "Orla Venn"}, None),
        ("a\x00b", "a b"),
        ("x" * 5000, "x" * 1000),
        pytest.param(10**5000, None, id="thousands of digits"),
    ],
)
def test_a_field_is_one_line_of_text_or_nothing(value, text):
    assert field_text(value) == text


def test_of_very_many_authors_the_first_are_named():
    assert field_text([f"A{n}" for n in range(99)]).count(", ") == 19


@given(st.dictionaries(st.sampled_from(["title", "outlet", "source", "author", "published", "date",
                                        "url", "other"]), ANY))  # fmt: skip
def test_no_fields_raise_or_break_a_line(fields):
    found = metadata_from(fields)
    for text in (found.title, found.outlet, found.author, found.url):
        assert text is None or (text == " ".join(text.split()) != "")
    assert (found.published is None) == (found.published_how == "unknown")


def test_another_name_stands_in_only_where_the_first_states_nothing():
    both = metadata_from(
        {"outlet": "TASS", "source": "wire", "published": "2015-06-04", "date": "1"}
    )
    assert (both.outlet, both.published) == ("TASS", "2015-06-04")
    second = metadata_from({"outlet": "", "source": "wire", "date": "2015-06-04"})
    assert (second.outlet, second.published) == ("wire", "2015-06-04")


def test_a_day_that_is_not_whole_is_a_note_in_its_own_words():
    found = metadata_from({"date": "June 2015"})
    assert (found.published, found.date_note) == (None, "June 2015")
