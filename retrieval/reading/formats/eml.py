"""Saved e-mail messages (.eml): the text that was written, who sent it and when.

Of two forms of one part the plain text is taken, unless it is only a stub beside the web page;
parts that follow each other are joined. Attachments are not looked at, but for a message that
was forwarded as one by a message without text of its own.
"""

from __future__ import annotations

import email
import re
from collections.abc import Iterator
from email import policy
from email.message import EmailMessage
from email.utils import parseaddr, parsedate_to_datetime

from retrieval.errors import UnreadableArticle
from retrieval.reading.article import Metadata, make_article
from retrieval.reading.dates.date_parsing import publication_date
from retrieval.reading.formats.encoding import decode, normalize_line_ends
from retrieval.reading.formats.html.page import read_html
from retrieval.reading.formats.metadata_fields import field_text
from retrieval.types import Article

# The email package takes any text for a message, so one of these is asked for.
_HEADERS = ("from", "date", "subject", "received", "message-id", "mime-version")
# UTF-8's byte order mark: before it, a page's own word on its encoding does not count.
_MARK = b"\xef\xbb\xbf"
_STUB_WORDS = 60
"""A plain part of fewer words may be a stub, if the page has several times as many."""
# "best viewed in HTML", "View it in your browser: https://...", "see the web version"
_POINTER = re.compile(r"\b(?:html|browser|online|web version|браузер\w*|онлайн)\b", re.IGNORECASE)


def read_eml(raw: bytes, source: str, key: str) -> Article:
    """The article in a message's bytes: titled by its subject, dated by when it was sent.

    Raises:
        UnreadableArticle: It is no message, or holds no text.
    """
    # A blank line at the top would end the headers before the first of them.
    message = email.message_from_bytes(raw.lstrip(), policy=policy.default)
    assert isinstance(message, EmailMessage)  # noqa: S101 - the policy makes it one
    if not any(name in message for name in _HEADERS):
        raise UnreadableArticle("It is no e-mail message; save it from the mail program anew.")
    for one in (message, *_forwarded(message)):
        text = "\n\n".join(_texts(one, source, key))
        if text.strip():
            return make_article(source, key, text, _metadata(one))
    raise UnreadableArticle("It holds no text, attachments aside; index those by themselves.")


def _forwarded(message: EmailMessage) -> Iterator[EmailMessage]:
    """The messages that are attached to this one, and to those."""
    for part in message.walk():
        if part.get_content_type() == "message/rfc822":
            inside = part.get_payload()
            yield from (one for one in inside if isinstance(one, EmailMessage))


def _texts(part: EmailMessage, source: str, key: str) -> list[str]:
    """The texts of a part and of those in it, in order, attachments left out.

    A picture in the middle of a message parts its text in two.
    """
    kind = part.get_content_type()
    if part.get_content_disposition() == "attachment" or kind == "message/rfc822":
        return []
    if kind in ("text/plain", "text/html"):
        text = _text(part, source, key)
        return [text] if text.strip() else []
    inside = [one for one in _parts(part) if isinstance(one, EmailMessage)]
    if kind == "multipart/alternative":
        return _best([_texts(one, source, key) for one in inside])
    if kind == "multipart/related":
        # The page itself; behind it come its pictures and style sheets (RFC 2387).
        inside = inside[:1]
    return [text for one in inside for text in _texts(one, source, key)]


def _parts(part: EmailMessage) -> list[object]:
    try:
        return list(part.iter_parts())
    except Exception:  # the email package's own slips on broken messages
        return []


def _best(forms: list[list[str]]) -> list[str]:
    """The first form, unless it is a stub beside a longer one."""
    first, *others = [form for form in forms if form] or [[]]
    longest = max(others, key=_length, default=first)
    # "View it in your browser" is a stub beside twice as many words, anything else beside five
    # times as many.
    few, times = _length(first), 2 if _POINTER.search(" ".join(first)) else 5
    return longest if few < _STUB_WORDS and few * times < _length(longest) else first


def _length(form: list[str]) -> int:
    """How many words a form has, addresses not counted."""
    return sum("://" not in word for text in form for word in text.split())


def _text(part: EmailMessage, source: str, key: str) -> str:
    text = _decoded(part)
    if part.get_content_type() == "text/html" and text.strip():
        try:
            return read_html(_MARK + text.encode("utf-8"), source, key).text
        except UnreadableArticle:  # a page without text beside a part that has some
            return ""
    return _unflowed(text) if _parameter(part, "format") == "flowed" else text


def _decoded(part: EmailMessage) -> str:
    """The part's text; where its stated encoding does not fit, in the one that it looks like."""
    payload = part.get_payload(decode=True)
    raw = payload if isinstance(payload, bytes) else b""
    stated = _parameter(part, "charset")
    try:
        # As stated, if that fits: a guess would take ISO-2022-JP, all ASCII bytes, for ASCII.
        return _without_nul(normalize_line_ends(raw.decode(stated or "ascii")))
    except (LookupError, ValueError):
        return decode(raw, stated)


def _without_nul(text: str) -> str:
    if "\x00" in text:
        raise UnreadableArticle("Its text holds NUL characters; save it as a text file.")
    return text


def _parameter(part: EmailMessage, name: str) -> str | None:
    try:
        value = part.get_param(name)
    except Exception:  # as above
        return None
    return str(value).strip().lower() or None if isinstance(value, str) else None


def _unflowed(text: str) -> str:
    """Text whose lines were broken for sending, made whole: RFC 3676, section 4.

    A line that ends with a space runs on; the line that begins a signature does not.
    """
    return "\n".join(_whole_lines(text.split("\n")))


def _whole_lines(lines: list[str]) -> Iterator[str]:
    whole = ""
    for line in lines:
        # " From here": a space that the sender put before the line (RFC 3676, 4.4).
        words = re.sub(r"^ ", "", line)
        if line.endswith(" ") and line != "-- ":
            whole += words
        else:
            yield whole + words
            whole = ""
    if whole:
        yield whole


def _metadata(message: EmailMessage) -> Metadata:
    published, note = _sent(_header(message, "date"))
    name, _ = parseaddr(_header(message, "from"))
    return Metadata(
        title=field_text(_header(message, "subject")),
        author=None if "@" in name else field_text(name),
        published=published,
        published_how="metadata" if published else "unknown",
        date_note=note,
    )


def _header(message: EmailMessage, name: str) -> str:
    try:
        return normalize_line_ends(_raw_header(message, name) or str(message[name] or ""))
    except Exception:  # as above
        return ""


def _raw_header(message: EmailMessage, name: str) -> str | None:
    """A header of raw bytes above ASCII, which the standard forbids, in the text's encoding."""
    stated = next((value for key, value in message.raw_items() if key.lower() == name), "")
    # The package keeps raw bytes as surrogates, and shows U+FFFD in their place.
    raw = str(stated).encode("utf-8", "surrogateescape")
    if raw.isascii() or "\ufffd" not in str(message[name]):
        return None
    charsets = (_parameter(part, "charset") for part in message.walk())
    return " ".join(decode(raw, next((one for one in charsets if one), None)).split())


def _sent(stated: str) -> tuple[str | None, str | None]:
    """The day on which the sender's clock stood, or a note where it can't be one."""
    try:
        return publication_date(parsedate_to_datetime(stated).date())
    except (ValueError, TypeError, IndexError, OverflowError):
        return None, None
