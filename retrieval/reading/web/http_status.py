"""What a web server's refusal means, in a sentence (RFC 9110, 15)."""

from __future__ import annotations

import re
from datetime import UTC
from email.utils import parsedate_to_datetime

_LOGIN = frozenset({401, 403, 407})  # to the site, to the page, or to a proxy
_GONE = frozenset({404, 410})  # for now, or for good
_BUSY = frozenset({429, 503})  # for this reader, or for all
_SERVER_ERROR = 500  # from here on the fault is the server's
_LONGEST = 100  # characters of a header that a stranger wrote


def status_reason(page: str, status: int, retry_after: str | None = None) -> str:
    """The sentence for a status that brings no page.

    Args:
        page: The URL, as it is to be shown.
        status: What the server answered.
        retry_after: Its Retry-After header.
    """
    if status in _LOGIN:
        return (
            f"{page} asks for a login or shuts programs out ({status});"
            " save the page as a file and index that."
        )
    if status in _GONE:
        return f"{page} is gone ({status}); check the address."
    if status in _BUSY and (when := _when(retry_after)):
        return f"{page} is too busy ({status}); try again {when}."
    if status in _BUSY or status >= _SERVER_ERROR:
        return f"{page} can't be served at the moment ({status}); try again later."
    return f"{page} gave no page (its server answered {status}); open it in a browser."


def _when(retry_after: str | None) -> str | None:
    """A Retry-After in words: seconds, or a date (RFC 9110, 10.2.3)."""
    text = (retry_after or "")[:_LONGEST].strip()
    # "120"; eight digits are three years.
    if re.fullmatch(r"\d{1,8}", text, re.ASCII):
        return f"in {int(text)} seconds"
    try:
        moment = parsedate_to_datetime(text)
        return f"after {moment.astimezone(UTC):%Y-%m-%d %H:%M} UTC"
    # The email package raises several kinds on what is no date, and `astimezone` overflows in the
    # last hours of 9999.
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
