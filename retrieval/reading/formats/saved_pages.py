"""What a browser keeps with a page that it saves: its address, and whole pages in one file."""

from __future__ import annotations

import plistlib
from email import message_from_bytes
from email.message import Message
from typing import Any

from retrieval.errors import UnreadableArticle
from retrieval.reading.formats.encoding import decode
from retrieval.reading.formats.html.page import read_html
from retrieval.types import Article

_NO_PAGE = "There is no web page in this file; save the page anew, as HTML."
_DEEPEST = 10  # parts within parts; a stranger's may nest without end


def read_mhtml(raw: bytes, source: str, key: str) -> Article:
    """The article in a page that was saved with all its parts in one file (RFC 2557).

    Raises:
        UnreadableArticle: There is no page in it, or no article on the page.
    """
    message = message_from_bytes(raw)
    page = _page(message, _DEEPEST)
    body = page.get_payload(decode=True) if page is not None else None
    if page is None or not isinstance(body, bytes):
        raise UnreadableArticle(_NO_PAGE)
    # Chromium names the address at the top, other browsers at the page's own part.
    address = message["Snapshot-Content-Location"] or page["Content-Location"]
    text = decode(body, page.get_content_charset())
    return read_html(_marked(text), source, key, address=str(address or ""))


def read_webarchive(raw: bytes, source: str, key: str) -> Article:
    """The article in a page that Safari saved.

    Raises:
        UnreadableArticle: There is no page in it, or no article on the page.
    """
    try:
        page: Any = plistlib.loads(raw)["WebMainResource"]
        body, kind = page["WebResourceData"], page.get("WebResourceMIMEType", "text/html")
    except Exception:  # damaged lists of properties raise many kinds
        raise UnreadableArticle(_NO_PAGE) from None
    if not isinstance(body, bytes) or "html" not in str(kind):
        raise UnreadableArticle(_NO_PAGE)
    text = decode(body, str(page.get("WebResourceTextEncodingName") or "") or None)
    return read_html(_marked(text), source, key, address=str(page.get("WebResourceURL") or ""))


def _page(message: Message, depth: int) -> Message | None:
    """The first part that is a page."""
    if not message.is_multipart():
        html = message.get_content_type() in {"text/html", "application/xhtml+xml"}
        return message if html else None
    parts: Any = message.get_payload()
    pages = (_page(part, depth - 1) for part in parts) if depth else iter(())
    return next((page for page in pages if page is not None), None)


def _marked(text: str) -> bytes:
    """UTF-8 with a mark, so that the page's own word on its encoding no longer holds."""
    return text.encode("utf-8-sig", "replace")
