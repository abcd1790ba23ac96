"""JSON lines."""

import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.errors import UnreadableArticle
from retrieval.reading.formats.jsonl import read_jsonl

TEXT = "The harbour of Tully was closed on Monday, the mayor said in a statement."
LIMIT = 2_000_000


def reading(*lines, limit=LIMIT):
    raw = b"\n".join(
        line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines
    )
    return read_jsonl(io.BytesIO(raw), "f.jsonl", "/x/f.jsonl", limit)


def test_every_field_is_taken_over():
    (article,) = reading(
        {
            "id": "n1",
            "title": "Harbour closed",
            "text": TEXT,
            "url": "https://example.org/1",
            "outlet": "The Tully Times",
            "author": "Jane Doe",
            "published": "2016-11-03T10:00:00Z",
        }
    ).articles
    assert (article.source, article.title, article.text) == ("f.jsonl#n1", "Harbour closed", TEXT)
    assert (article.url, article.outlet) == ("https://example.org/1", "The Tully Times")
    assert (article.author, article.published) == ("Jane Doe", "2016-11-03")
    assert article.published_how == "metadata"


def test_text_alone_is_enough_and_the_line_number_is_the_id():
    articles = reading({"text": TEXT}, b"", {"text": TEXT}).articles
    assert [article.source for article in articles] == ["f.jsonl#1", "f.jsonl#3"]
    assert articles[0].id != articles[1].id


def test_source_stands_in_for_outlet():
    assert reading({"text": TEXT, "source": "Tully Log"}).articles[0].outlet == "Tully Log"


@pytest.mark.parametrize(
    "bad",
    [
        b"{broken",
        b"[1]",
        b'"text"',
        b'{"id": "a"}',
        b'{"text": 5}',
        b'{"text": null}',
        b'{"text": "  "}',
        b'{"text": "a\\u0000b"}',
        b'{"text": "a", "n": ' + b"9" * 5000 + b"}",
        b"[" * 100_000,
        b"\x00\x01\x02\x03",
    ],
)
def test_a_broken_line_fails_by_its_number_and_the_others_are_read(bad):
    found = reading({"text": TEXT}, bad, {"text": TEXT})
    assert [article.source for article in found.articles] == ["f.jsonl#1", "f.jsonl#3"]
    (failure,) = found.failures
    assert failure.source == "f.jsonl"
    assert failure.reason.startswith("Line 2: ")


def test_an_id_used_twice_fails_the_second_time():
    found = reading({"id": 7, "text": TEXT}, {"id": "7", "text": TEXT + " More."})
    assert [article.text for article in found.articles] == [TEXT]
    assert "each article needs an id of its own" in found.failures[0].reason


def test_a_line_that_is_too_long_fails_and_the_next_is_read():
    found = reading({"text": "x" * 3 * LIMIT}, {"text": TEXT})
    assert [article.source for article in found.articles] == ["f.jsonl#2"]
    assert "2 MB" in found.failures[0].reason


def test_half_a_surrogate_pair_does_not_get_through():
    (article,) = reading(b'{"text": "A \\ud800 half.", "title": "T\\udc00"}').articles
    assert article.text == "A � half."
    assert article.title == "T�"


def test_a_byte_order_mark_is_passed_over():
    assert reading(b'\xef\xbb\xbf{"text": "A story."}').articles[0].text == "A story."


@pytest.mark.parametrize("raw", [b"", b"\n\n", '{"text": "a"}'.encode("utf-16")])
def test_a_file_without_lines_to_read_is_refused(raw):
    with pytest.raises(UnreadableArticle):
        read_jsonl(io.BytesIO(raw), "f.jsonl", "/x/f.jsonl", LIMIT)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=5,
)
FIELDS = st.sampled_from(
    ["id", "title", "text", "url", "outlet", "source", "author", "published", "date"]
)


@settings(deadline=None)
@given(st.lists(st.dictionaries(FIELDS, VALUES) | st.binary(max_size=40), min_size=1, max_size=4))
def test_any_lines_are_articles_or_failures(lines):
    try:
        found = reading(*lines)
    except UnreadableArticle:
        return
    sources = [article.source for article in found.articles]
    assert len(sources) == len(set(sources))
    for article in found.articles:
        assert article.text.strip()
        f"{article.text}{article.title}{article.outlet}{article.author}".encode()
