"""Bytes to text: which encoding a file is in, and whether it is text at all."""

from __future__ import annotations

import codecs
import re
from collections import Counter

from retrieval.errors import UnreadableArticle

_SAMPLE = 64 * 1024
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f�]")
_COMMON_RUSSIAN = "оеаинтсрвл"
_SURROGATES = re.compile(r"[\ud800-\udfff]")
_NO_TEXT = "It is no text; save it as a text file and try again"


def decode(raw: bytes, declared: str | None = None) -> str:
    """The text in `raw`, line ends made one, without a byte order mark.

    Tried in this order: a byte order mark, UTF-8, UTF-16 without a mark (told by where the
    NUL bytes lie), the encoding that the file itself declares, and what the bytes look like.

    Args:
        raw: The file's bytes.
        declared: The encoding that a page names in its own head, if any.

    Raises:
        UnreadableArticle: The bytes are no text.
    """
    for mark, encoding in _BOMS:
        if raw.startswith(mark):
            return _checked(_strictly(raw[len(mark) :], encoding))
    try:
        return _checked(raw.decode("utf-8"))
    except UnicodeDecodeError:
        return _checked(_without_mark(raw, declared))
    except UnreadableArticle:
        if b"\x00" not in raw:
            raise
        return _checked(_without_mark(raw, declared))


def clean(text: str) -> str:
    """`text` with line ends made one; half a surrogate pair, no character, becomes U+FFFD."""
    if _SURROGATES.search(text):
        text = text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _without_mark(raw: bytes, declared: str | None) -> str:
    """`raw`, which is no UTF-8 text, in the likeliest encoding."""
    if b"\x00" in raw:
        return _strictly(raw, _wide_encoding(raw))
    for encoding in (declared, _likely_encoding(raw), "cp1252"):
        if encoding is None:
            continue
        try:
            return raw.decode(encoding)
        except (UnicodeDecodeError, LookupError, ValueError):
            continue
    return raw.decode("cp1252", "replace")


def _wide_encoding(raw: bytes) -> str:
    """UTF-16 by the side on which the NUL bytes lie; anything else with a NUL is no text.

    The upper bytes of a text are nearly all from one or two blocks of characters.
    """
    sample = raw[:_SAMPLE]
    even, odd = sample[::2], sample[1::2]
    little = odd.count(0) > even.count(0)
    high, low = (odd, even) if little else (even, odd)
    scripts = sum(count for _, count in Counter(high).most_common(2))
    if len(raw) % 2 or low.count(0) * 10 > high.count(0) or scripts * 10 < len(high) * 9:
        raise UnreadableArticle(f"{_NO_TEXT}: it holds NUL bytes.")
    return "utf-16-le" if little else "utf-16-be"


def _likely_encoding(raw: bytes) -> str:
    """Western text has few bytes above ASCII; only where there are many is a guess needed."""
    sample = raw[:_SAMPLE]
    high = sum(byte > 0x7F for byte in sample)
    letters = high + sum(chr(byte).isalpha() for byte in sample if byte <= 0x7F)
    if high * 5 < letters:
        return "cp1252"
    share, encoding = max((_russian(sample, name), name) for name in ("cp1251", "koi8_r"))
    if share * 2 > high:
        return encoding
    from charset_normalizer import from_bytes

    best = from_bytes(sample).best()
    return best.encoding if best else "cp1252"


def _russian(sample: bytes, encoding: str) -> int:
    """How many of the commonest Russian letters there are, the bytes read in this encoding."""
    text = sample.decode(encoding, "replace")
    return sum(text.count(letter) for letter in _COMMON_RUSSIAN)


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
    return clean(text)
