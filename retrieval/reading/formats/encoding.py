"""Bytes to text: which encoding a file is in, and whether it is text at all."""

from __future__ import annotations

import codecs
import re
from collections import Counter

from retrieval.errors import UnreadableArticle

_SAMPLE = 64 * 1024  # bytes, or characters: enough for chardet and for counts
_LONGEST_LOOK = 1024 * 1024  # bytes; scripts and styles may stand before the first words
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
# "\x00": bytes read in the wrong encoding have many
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f�]")
_NO_TEXT = "It is no text; save it as a text file and try again"
_SIGNATURES = {
    b"%PDF-": "PDF", b"\xff\xd8\xff": "JPEG", b"\x89PNG\r\n": "PNG", b"GIF8": "GIF",
    b"PK\x03\x04": "ZIP", b"{\\rtf": "RTF",
}  # fmt: skip
"""What files of other formats begin with, whatever they are named; most have no NUL byte early."""
# fmt: off
# For text whose letters are mostly plain ones, accents among them
_LATIN_PAGES = (
    "cp1250", "cp1252", "cp1254", "cp1257", "cp1258", "iso8859-2", "mac-roman", "mac-turkish",
)
_PAGES = (
    *_LATIN_PAGES, "cp1251", "cp1253", "cp1255", "cp1256", "iso8859-5", "iso8859-6", "iso8859-7",
    "koi8-r", "koi8-u", "kz1048", "ptcp154", "cp866", "mac-cyrillic", "gb18030", "big5", "cp932",
    "euc-jp", "cp949",
)
# fmt: on
"""What news text is found in; the detector chooses among these."""
_WINDOWS = re.compile(r"(?:x-)?(?:windows|win|cp)[-_ ]?(?P<page>125\d)", re.IGNORECASE)
"""`win-1251`, `x-cp1251`, `windows1251`"""
# What calls itself Latin-1 or ASCII is Windows-1252 on the web (WHATWG, Encoding, 4.2).
_LATIN = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254"}
# "<script>"
_SCRIPT = re.compile(rb"<(?:script|style)\b", re.IGNORECASE)
# "</script>"
_SCRIPT_END = re.compile(rb"</(?:script|style)\b", re.IGNORECASE)
_TAG = re.compile(rb"<[^<>]{0,5000}>")  # `<p class="x">`
# "é": a whole character of several bytes, not the mark of a broken one
_MULTIBYTE = re.compile(r"[^\x00-\x7f�]")
_ACCENT = re.compile(rb"[A-Za-z][\x80-\xff]|[\x80-\xff][A-Za-z]")  # the end of `caf\xe9`
# Letters, or bytes, beyond ASCII: fewer don't tell an encoding.
_FEW = 8
_IMPLAUSIBLE = 0.2  # of the letters; running text has few capitals within words


def decode(raw: bytes, declared: str | None = None) -> str:
    """The text in `raw`, line ends made one, without a byte order mark.

    Tried in this order: a byte order mark, UTF-8, UTF-16 without a mark (told by where the
    NUL bytes lie), UTF-8 in which some bytes are broken (each becomes U+FFFD), the encoding
    that the file itself declares if the text looks right in it, and what its words look like.

    Args:
        raw: The file's bytes.
        declared: The encoding that a page names in its own head, if any.

    Raises:
        UnreadableArticle: The bytes are no text.
    """
    for begin, form in _SIGNATURES.items():
        if raw.startswith(begin):
            raise UnreadableArticle(f"It is a {form} file and not named so; rename it.")
    for mark, encoding in _BOMS:
        if raw.startswith(mark):
            return _checked(_marked(raw[len(mark) :], encoding))
    try:
        return _checked(raw.decode("utf-8"))
    except UnicodeDecodeError:
        return _checked(_without_mark(raw, declared))
    except UnreadableArticle:
        # UTF-16 of ASCII letters is UTF-8 as well, with a NUL in every second place.
        if b"\x00" not in raw:
            raise
        return _checked(_without_mark(raw, declared))


def normalize_line_ends(text: str) -> str:
    """`text` with line ends made one; half a surrogate pair, no character, becomes U+FFFD."""
    try:
        text.encode()
    except UnicodeEncodeError:
        # By way of UTF-16, two halves that belong together become their one character.
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _marked(raw: bytes, encoding: str) -> str:
    """Text behind a byte order mark; in UTF-8 a few broken bytes cost only themselves."""
    if encoding == "utf-8":
        text = raw.decode(encoding, "replace")
        if text.count("�") * 20 <= len(text):
            return text
    return _strictly(raw, encoding)


def _without_mark(raw: bytes, declared: str | None) -> str:
    """`raw`, which is no whole UTF-8 text, in the likeliest encoding."""
    if b"\x00" in raw:
        return _strictly(raw, _wide_encoding(raw))
    broken = raw.decode("utf-8", "replace")
    if len(_MULTIBYTE.findall(broken)) > broken.count("�"):
        return broken  # other encodings hardly ever make whole UTF-8 characters
    stated = _in(raw, _codec(declared))
    if stated is not None and _is_plausible(stated):
        return stated
    likely = _in(raw, _likely_encoding(raw))
    return next((text for text in (likely, stated) if text), raw.decode("cp1252", "replace"))


def _codec(name: str | None) -> str | None:
    """Python's name for an encoding as pages name it; None for one that does not exist.

    Latin-1 and Latin-5 are read as the Windows pages that hold them, as browsers do.
    """
    if not name:
        return None
    windows = _WINDOWS.fullmatch(name)
    try:
        known = codecs.lookup(f"cp{windows['page']}" if windows else name).name
    except (LookupError, ValueError):
        return None
    return _LATIN.get(known, known)


def _in(raw: bytes, encoding: str | None) -> str | None:
    """`raw` read in an encoding, or None where it holds what that doesn't have."""
    try:
        return raw.decode(encoding) if encoding else None
    except (UnicodeDecodeError, LookupError, ValueError):
        return None


def _is_plausible(text: str) -> bool:
    """Whether the letters beyond ASCII look as words do.

    Cyrillic that is read as Latin is full of accents; read in another Cyrillic encoding, its
    capitals stand inside of words.
    """
    sample = text[:_LONGEST_LOOK]
    foreign = [char for char in sample if char > "\x7f" and char.isalpha()]
    if len(foreign) < _FEW:
        return True
    latin = sum(char < "\u0250" for char in foreign)
    # Tags and scripts are plain Latin on pages of any language, and so don't count.
    plain = len(re.findall(r"[A-Za-z]", _TAG.sub(b" ", _seen(sample.encode())).decode()))
    if latin > plain:
        return False
    humps = len(re.findall(r"(?<=[а-яёà-ÿ])[А-ЯЁÀ-Þ]", sample))  # `мХМХЯРП`
    return humps < len(foreign) * _IMPLAUSIBLE


def _wide_encoding(raw: bytes) -> str:
    """UTF-16 by the side on which the NUL bytes lie; anything else with a NUL is no text.

    The upper bytes of a text are nearly all from one or two blocks of characters.
    """
    sample = raw[:_SAMPLE]
    even, odd = sample[::2], sample[1::2]
    little = odd.count(0) > even.count(0)
    high, low = (odd, even) if little else (even, odd)
    scripts = sum(count for _, count in Counter(high).most_common(2))
    # An odd length, NUL bytes on both sides, or letters of many scripts: no text.
    if len(raw) % 2 or low.count(0) * 10 > high.count(0) or scripts * 10 < len(high) * 9:
        raise UnreadableArticle(f"{_NO_TEXT}: it holds NUL bytes.")
    return "utf-16-le" if little else "utf-16-be"


def _likely_encoding(raw: bytes) -> str:
    """By the words that are seen; a few accents in Western text are no ground for a guess."""
    sample = _TAG.sub(b" ", _seen(raw[:_LONGEST_LOOK]))[:_SAMPLE]
    high = sum(byte > 0x7F for byte in sample)
    # In Western words, accents stand beside plain letters.
    latin = len(_ACCENT.findall(sample)) * 2 >= high
    if high < _FEW and latin:
        return "cp1252"
    from chardet import detect

    found = detect(sample, include_encodings=_LATIN_PAGES if latin else _PAGES)
    return _codec(found["encoding"]) or "cp1252"


def _seen(raw: bytes) -> bytes:
    """A page's bytes without what its scripts and styles say."""
    first, *rest = _SCRIPT.split(raw)
    ends = ((piece, _SCRIPT_END.search(piece)) for piece in rest)
    return b" ".join([first, *(piece[end.end() :] for piece, end in ends if end)])


def _strictly(raw: bytes, encoding: str) -> str:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as error:
        name = encoding.upper().removesuffix("-LE").removesuffix("-BE")
        raise UnreadableArticle(
            f"It is damaged {name} text (byte {error.start}); save it as UTF-8 and try again."
        ) from None


def _checked(text: str) -> str:
    """`text` with its line ends made one; a file of control characters is none."""
    if "\x00" in text:
        raise UnreadableArticle(f"{_NO_TEXT}: it holds NUL bytes.")
    sample = text[:_SAMPLE]
    if len(_CONTROLS.findall(sample)) * 20 > len(sample):
        raise UnreadableArticle(f"{_NO_TEXT}: it is full of control characters.")
    return normalize_line_ends(text)
