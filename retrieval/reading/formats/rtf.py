"""Rich text (.rtf): its words by striprtf, without what is struck out or hidden, or a note's mark.

striprtf gives all words of a document; how they look is told here first, group by group.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import TYPE_CHECKING

from retrieval.errors import UnreadableArticle
from retrieval.reading.formats.encoding import normalize_line_ends
from retrieval.reading.formats.superscripts import read_superscript
from retrieval.reading.sandbox.extraction import Extracted, ExtractionLimits, extract_in_child

if TYPE_CHECKING:
    from retrieval.types import Article

_HEAD = b"{\\rtf"
# {\rtlch\fcs1 \af0 \ltrch\fcs0 \super\insrsid7 2}: a look, and its words
_RUN = re.compile(r"\{(?P<look>(?:\s?\\[a-z]+-?\d*)+)\s?(?P<words>[^{}]*)\}")
# \strike three\strike0 , \v hidden\v0 , \super 2\nosupersub
_SWITCHED = re.compile(r"\\(?P<kind>strike|v)(?![a-z\d])\s?[^{}]*?\\(?P=kind)0\s?")
# "\\super 2\\nosupersub "
_RAISED = re.compile(r"\\super(?![a-z\d])\s?(?P<words>[^{}\\]{1,80})\\nosupersub\s?")
# "\\fs24"
_CONTROL = re.compile(r"\\(?P<name>[a-z]+)(?P<value>-?\d*)")
# Struck out, once or twice, hidden, or deleted while changes were tracked
_UNSEEN = frozenset({"strike", "striked", "v", "deleted"})
# {\info{\title A day in Tully}{\author Ada Nurlan}}
_PROPERTY = re.compile(r"\{\\(title|author) ([^{}]{1,400})\}")
_LOOK_BACK = 80  # characters in which the word before a raised mark ends


def read_rtf(raw: bytes, source: str, key: str, limits: ExtractionLimits | None = None) -> Article:
    """The article in a rich text file's bytes.

    Raises:
        UnreadableArticle: It is no rich text, damaged or too costly to read, or holds no text.
    """
    # Here, for the child process has no use of it: what makes articles takes long to import.
    from retrieval.reading.formats.document_properties import document_article

    found = extract_in_child("rtf", raw, limits)
    return document_article(source, key, "".join(found.pages), found)


def extract_rtf(raw: bytes) -> Extracted:
    """The text of a rich text file, as one page; call it in a child process.

    Raises:
        UnreadableArticle: It is no rich text.
    """
    if not raw.lstrip().startswith(_HEAD):
        raise UnreadableArticle("It is no rich text; save it as .rtf or .docx and try again.")
    # RTF is ASCII; Latin-1 lets any other byte through as it is.
    code = raw.decode("latin-1")
    # A property may hold escapes ("\'e9"), so it is read as a document of its own.
    said = {name: _plain(f"{{\\rtf1\\ansi {words}}}") for name, words in _PROPERTY.findall(code)}
    lines = (line.strip() for line in _plain(_as_seen(code)).split("\n"))
    text = "\n\n".join(line for line in lines if line)
    return Extracted((normalize_line_ends(text),), said.get("title"), said.get("author"))


def _plain(code: str) -> str:
    from striprtf import striprtf

    read: Callable[..., str] = striprtf.rtf_to_text  # it states no types
    return str(read(code, errors="replace")).replace("\x00", "")


def _as_seen(code: str) -> str:
    """The code without what is not seen, raised marks read as `superscripts` tells."""
    code = _RUN.sub(_run, _SWITCHED.sub("", code))
    return _RAISED.sub(lambda found: _as_raised(found, found["words"]), code)


def _run(found: re.Match[str]) -> str:
    # "\strike0" switches off.
    look = {one["name"] for one in _CONTROL.finditer(found["look"]) if one["value"] != "0"}
    if look & _UNSEEN:
        return ""
    if "super" in look or "up" in look:
        return _as_raised(found, found["words"])
    return found[0]


def _as_raised(found: re.Match[str], words: str) -> str:
    before = found.string[max(0, found.start() - _LOOK_BACK) : found.start()]
    # "\b0 " and braces are not seen.
    bare = re.sub(r"\\[a-z]+-?\d*\s?|[{}]", "", before)
    kept = read_superscript(bare, words)
    # "²" is written by its number, with a "?" for programs that know no Unicode.
    return "".join(one if one.isascii() else f"\\u{ord(one)}?" for one in kept)
