"""XML and HTML from strangers: XML checked before any parser grows it, HTML made plain text."""

from __future__ import annotations

import io
import re
from typing import Any
from xml.sax import SAXException
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import AttributesImpl

from retrieval.errors import UnreadableArticle
from retrieval.reading.formats.encoding import decode, normalize_line_ends
from retrieval.reading.formats.html.visibility import keep_visible

# "<?xml version='1.0'?>"
_DECLARATION = re.compile(r"\s*<\?xml(?P<stated>[^>]{0,200})\?>")
# "<?xml version='1.0' encoding='koi8-r'"
_ENCODING = re.compile(rb"""<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{2,40})""")
_DEEPEST = 200  # elements within one another; parsers recurse
# fmt: off
# Elements that stand on lines of their own
BLOCKS = frozenset({
    "address", "article", "aside", "blockquote", "br", "caption", "dd", "div", "dl", "dt",
    "figcaption", "figure", "footer", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr",
    "li", "main", "ol", "p", "pre", "section", "table", "td", "th", "tr", "ul",
})
# fmt: on
# Elements whose content is not shown, or not where scripts run
UNSEEN = frozenset({"script", "style", "template", "noscript", "iframe", "object", "svg"})
_HEAD = 65_536  # bytes in which the document type stands
# "<rss", "<atom:feed"
_ROOT = re.compile(r"<(?:[A-Za-z_][\w.-]*:)?([A-Za-z_][\w.-]*)")


def root_name(raw: bytes, charset: str | None = None) -> str | None:
    """The name of the first element, in small letters and without its prefix; None without one.

    Comments, instructions and declarations before it are passed over, none is acted upon.
    """
    try:
        text = _decoded(raw[:_HEAD], charset).lstrip("\ufeff \t\n")
    except UnreadableArticle:
        return None
    while text.startswith(("<?", "<!")):
        end = "-->" if text.startswith("<!--") else "?>" if text.startswith("<?") else ">"
        text = text.partition(end)[2].lstrip()
        # A document type may hold declarations: "<!DOCTYPE rss [<!ENTITY a 'b'>]>".
        while end == ">" and text.startswith(("<!ENTITY", "<!ELEMENT", "<!ATTLIST", "]")):
            text = text.partition(">")[2].lstrip()
    match = _ROOT.match(text)
    return match[1].lower() if match else None


def checked_xml(raw: bytes, charset: str | None = None, *, lenient: bool = False) -> bytes:
    """The document as UTF-8 without an XML declaration, safe to hand to a parser.

    The parser gets the very bytes that were checked here, so that the two can't differ.

    Args:
        raw: The document.
        charset: The encoding that it was sent with, if any.
        lenient: A fault behind the first element is let pass, for a parser that mends it.

    Raises:
        UnreadableArticle: It is no XML, nested too deeply, or it declares a document type or
            entities, which can be made to fill the memory or to read files.
    """
    # The encoding that the declaration names is no longer that of the bytes.
    text = _DECLARATION.sub("", _decoded(raw, charset), count=1).lstrip()
    document = text.encode("utf-8", "replace")
    _scan(document, lenient=lenient)
    return document


def _decoded(raw: bytes, charset: str | None) -> str:
    stated = _ENCODING.match(raw.lstrip()[:400])
    return decode(raw, charset or (stated[1].decode("ascii") if stated else None))


def _scan(document: bytes, *, lenient: bool) -> None:
    from defusedxml import DefusedXmlException
    from defusedxml.sax import parse

    depth = _Depth()
    try:
        parse(io.BytesIO(document), depth, forbid_dtd=True)
    except DefusedXmlException:
        raise UnreadableArticle(
            "It declares a document type or entities, as no feed or sitemap needs to and as an"
            " attack does; it was not read. Save it without its <!DOCTYPE ...>."
        ) from None
    except SAXException as error:
        if lenient and depth.begun:
            return
        # Only errors of parsing know their line; `int()` is 0.
        where = getattr(error, "getLineNumber", int)()
        raise UnreadableArticle(f"It is no whole XML (line {where}); fetch it again.") from None


class _Depth(ContentHandler):
    """Notes that there is an element, and stops where they nest too deeply."""

    def __init__(self) -> None:
        super().__init__()
        self.begun = False
        self._depth = 0

    def startElement(self, _name: str, _attributes: AttributesImpl) -> None:  # noqa: N802
        self.begun = True
        self._depth += 1
        if self._depth > _DEEPEST:
            raise UnreadableArticle("Its elements are nested too deeply to be read; split it.")

    def endElement(self, _name: str) -> None:  # noqa: N802
        self._depth -= 1


def fragment_text(html: str) -> str:
    """What a piece of HTML says: a line for each block, nothing of scripts and styles."""
    # libxml2 reads it in linear time; the standard library's parser can be made to take hours.
    from trafilatura import load_html

    marked = "<" in html or "&" in html
    tree: Any = load_html(f"<html><body><p>{html}</p></body></html>") if marked else None
    if tree is None:
        text = "" if marked else html
    else:
        keep_visible(tree)
        _break_lines(tree)
        text = tree.text_content()
    lines = (" ".join(line.split()) for line in text.split("\n"))
    return normalize_line_ends("\n".join(line for line in lines if line))


def _break_lines(tree: Any) -> None:
    """Make line feeds of the edges of blocks, and of nothing else; the unseen goes."""
    for element in list(tree.iter(*UNSEEN)):
        element.drop_tree()
    for element in tree.iter():
        edge = "\n" if element.tag in BLOCKS else ""
        # A comment's words are not shown; what stands behind it is.
        if isinstance(element.tag, str):
            element.text = edge + re.sub(r"\s+", " ", element.text or "")  # "\n  " in "One\n  line"
        element.tail = edge + re.sub(r"\s+", " ", element.tail or "")  # as above
