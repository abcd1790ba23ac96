"""Bytes to text."""

import codecs
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retrieval.errors import UnreadableArticle
from retrieval.reading.formats.encoding import decode, normalize_line_ends

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


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (CYRILLIC, "koi8-r"),
        (CYRILLIC, "mac-cyrillic"),
        (CYRILLIC, "iso8859-5"),
        ("Başbakan, görüşmelerin süreceğini söyledi. Toplantı şehirde yapıldı.", "cp1254"),
        ("Rzecznik powiedział, że następne spotkanie odbędzie się później, źródła.", "cp1250"),
        ("Rzecznik powiedział, że następne spotkanie odbędzie się później, źródła.", "iso8859-2"),
        ("发言人周四表示，谈判将在首都继续举行。", "gb18030"),
        ("قال المتحدث يوم الخميس إن المحادثات ستستمر في العاصمة", "cp1256"),
    ],
)
def test_an_encoding_is_told_by_the_words(text, encoding):
    assert decode(text.encode(encoding)) == text


@pytest.mark.parametrize("stated", [None, "utf-8", "iso-8859-1", "windows-1252"])
def test_scripts_and_a_wrong_word_on_the_encoding_do_not_mislead(stated):
    page = f"<script>{'var harbour = function(a) {{ return a; }};' * 900}</script><p>{CYRILLIC}</p>"
    assert CYRILLIC in decode(page.encode("cp1251"), stated)


@pytest.mark.parametrize("stated", ["win-1251", "x-cp1251", "Windows-1251", "cp1251"])
def test_a_windows_page_goes_by_many_names(stated):
    assert decode("Да".encode("cp1251"), stated) == "Да"


@pytest.mark.parametrize("bad", [b"\xff", b"\xd0", b"\xe9"])
@pytest.mark.parametrize("mark", [b"", codecs.BOM_UTF8])
def test_a_broken_byte_of_utf8_costs_only_itself(bad, mark):
    text = f"{CYRILLIC} “Quoted” – with dashes. "
    assert decode(mark + text.encode() + bad + b" end") == f"{text}\ufffd end"


def test_latin_text_is_not_taken_for_broken_utf8():
    text = "Él dijo: «La próxima reunión será en otoño», según la agencia – Ã©"
    assert decode(text.encode("cp1252")) == text


def test_thousands_of_scripts_cost_no_time():
    began = time.perf_counter()
    decode(b"<script" * 200_000 + CYRILLIC.encode("cp1251"))
    assert time.perf_counter() - began < 3


def test_an_encoding_that_does_not_exist_is_passed_over():
    assert decode(LATIN.encode("latin-1"), "no-such-thing") == LATIN


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"words\x00 with a hole", "NUL"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x01\x00", "a PNG file"),
        (b"%PDF-1.4 1 0 obj", "a PDF file and not named so; rename it"),
        (b"\x01\x02\x03\x04\x05words", "control"),
        (codecs.BOM_UTF16_LE + b"odd", "damaged UTF-16"),
        (codecs.BOM_UTF8 + b"\xff\xfe\xfa", "damaged UTF-8"),
    ],
)
def test_what_is_no_text_is_refused_with_a_reason(raw, why):
    with pytest.raises(UnreadableArticle, match=why):
        decode(raw)


def test_half_a_surrogate_pair_does_not_get_through():
    assert normalize_line_ends("a\ud800b") == "a�b"
    assert normalize_line_ends("\ud83d\ude00") == "😀"


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
