"""Bytes to text."""

import codecs

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.errors import UnreadableArticle
from retrieval.reading.decode import clean, decode

LATIN = "Café owners in Zürich welcome the new rules."
CYRILLIC = "Министр заявил, что переговоры продолжатся. Встреча прошла в столице."


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        (b"plain", "plain"),
        (LATIN.encode(), LATIN),
        (codecs.BOM_UTF8 + LATIN.encode(), LATIN),
        (LATIN.encode("latin-1"), LATIN),
        ("“Quoted” – with dashes".encode("cp1252"), "“Quoted” – with dashes"),
        (LATIN.encode("utf-16"), LATIN),
        (codecs.BOM_UTF16_BE + LATIN.encode("utf-16-be"), LATIN),
        (LATIN.encode("utf-16-le"), LATIN),
        (LATIN.encode("utf-16-be"), LATIN),
        (CYRILLIC.encode("utf-16-le"), CYRILLIC),
        (CYRILLIC.encode("utf-16-be"), CYRILLIC),
        (CYRILLIC.encode("cp1251"), CYRILLIC),
        (codecs.BOM_UTF32_LE + LATIN.encode("utf-32-le"), LATIN),
        (b"one\r\ntwo\rthree\n", "one\ntwo\nthree\n"),
        (b"", ""),
    ],
)
def test_text_is_read_in_the_encoding_it_was_written_in(raw, text):
    assert decode(raw) == text


def test_a_declared_encoding_goes_before_a_guess():
    assert decode("Żółć".encode("iso-8859-2"), "iso-8859-2") == "Żółć"


def test_an_encoding_that_does_not_exist_is_passed_over():
    assert decode(LATIN.encode("latin-1"), "no-such-thing") == LATIN


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"words\x00 with a hole", "NUL"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x00", "NUL"),
        (b"\x01\x02\x03\x04\x05words", "control"),
        (codecs.BOM_UTF16_LE + b"odd", "damaged UTF-16"),
        (codecs.BOM_UTF8 + b"\xff\xfe\xfa", "damaged UTF-8"),
    ],
)
def test_what_is_no_text_is_refused_with_a_reason(raw, why):
    with pytest.raises(UnreadableArticle, match=why):
        decode(raw)


def test_half_a_surrogate_pair_does_not_get_through():
    assert clean("a\ud800b") == "a�b"
    assert clean("\ud83d\ude00") == "😀"


@settings(deadline=None)
@given(st.binary(max_size=400))
def test_any_bytes_are_text_or_refused(raw):
    try:
        text = decode(raw)
    except UnreadableArticle:
        return
    assert "\r" not in text
    assert "\x00" not in text
    text.encode("utf-8")


@settings(deadline=None)
@given(
    st.text(
        alphabet=st.characters(exclude_categories=["Cc", "Cs"], exclude_characters="\ufffd"),
        max_size=200,
    )
)
def test_utf8_text_comes_back_as_it_was(text):
    assert decode(text.encode()) == text.removeprefix("\ufeff")
