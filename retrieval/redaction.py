"""Secrets taken out of what is written or sent: known ones by value, others by their shape.

What counts as known stands in the environment, or in a `.env`, under a name that says so
(`..._KEY`, `..._TOKEN`, `..._SECRET`, `..._PASSWORD`) or as the password of a URL.
"""

from __future__ import annotations

import base64
import json
import os
import re
from collections.abc import Mapping
from functools import lru_cache
from typing import Any
from urllib.parse import quote, unquote

REDACTED = "[redacted]"

SHORTEST = 5  # characters; a shorter value stands in ordinary text by chance
SHORTEST_WORD = 8
"""Characters; a shorter value, or word of letters alone ("none", "ollama"), is no real secret."""

# OPENAI_API_KEY, DB_PASSWORD, AWS_SECRET_ACCESS_KEY, PGPASSWORD; not AWS_ACCESS_KEY_ID, KEYBOARD.
_SECRET_NAME = re.compile(r"(?:.*_)?(?:API|PG)?(?:KEY|TOKEN|SECRET|PASSWORD|PASSWD)", re.IGNORECASE)

# https://reader:hunter22@db.example/x, of which the second group is the password
_IN_URL = re.compile(r"(?<=://)([^\s/?#:@'\"<>]*)(?::([^\s/?#'\"<>]*))?@")

# What stands in no prose and in no address of an article: each needs a long run with digits, a
# maker's own beginning, or a place where only secrets stand.
_SHAPES = re.compile(
    r"""
      \b(?:sk|pk|rk|key|gsk|xai)[-_][\w-]*?               # sk-proj-..., gsk_..., sk_live_...
        (?=[A-Za-z0-9]*\d)[A-Za-z0-9]{12,}[\w-]*          # (not key-takeaways-of-the-summit)
    | \bAIza[\w-]{30,}                                    # Google: AIzaSy...
    | \bya29\.[\w-]{20,}                                  # Google, a token for access
    | \blsv2_[a-z]{2}_[\w-]{16,}                          # LangSmith: lsv2_pt_...
    | \bhf_[A-Za-z0-9]{20,}                               # Hugging Face: hf_...
    | \bgh[pousr]_\w{20,} | \bgithub_pat_\w{20,}          # GitHub: ghp_..., github_pat_...
    | \bglpat-[\w-]{16,}                                  # GitLab: glpat-...
    | \bxox[a-z]-[\w-]{10,}                               # Slack: xoxb-...
    | \b(?:AKIA|ASIA)[A-Z0-9]{16}\b                       # AWS: AKIA..., the name of a key
    | \beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]{8,}                # a JSON web token: eyJhbGci...
    | \b[\w-]{23,28}\.[\w-]{6,7}\.[\w-]{27,}              # Discord: three runs joined by dots
    | (?<=Bearer[ ])(?=\S*\d)[\w.~+/-]{16,}=*             # Authorization: Bearer ...
    | (?<=Basic[ ])(?=\S*[\d=])[\w+/-]{12,}=*             # Authorization: Basic ...
    | (?<=/webhooks/)\d+/[^/\s?'"]+                       # discord.com/api/webhooks/12/token
    | (?<=/interactions/)\d+/[^/\s?'"]+                   # /interactions/12/token/callback
    | -----BEGIN[ ][A-Z ]*PRIVATE[ ]KEY-----.*?(?:-----END[ ][A-Z ]*PRIVATE[ ]KEY-----|\Z)
    """,
    re.VERBOSE | re.DOTALL,
)

# What `env_file` has read, what it and `telemetry` took out of the environment, the bot's token.
_remembered: set[tuple[str, str]] = set()


def is_secret_name(name: str) -> bool:
    """Whether a variable of this name holds a secret."""
    return _SECRET_NAME.fullmatch(name) is not None


def add_secrets(values: Mapping[str, str]) -> None:
    """Treat variables as if they stood in the environment, where they don't (any more)."""
    _remembered.update(values.items())


def redacted(text: str) -> str:
    """The text without secrets, known by value or by their shape.

    Args:
        text: Any text; one without secrets comes back unchanged.

    Returns:
        The text with `[redacted]` in the place of each secret.
    """
    return _without(text, _known(_values()))


def redacted_values(value: Any) -> Any:
    """The same of what JSON knows: of the texts in objects and lists; tuples become lists."""
    return _values_without(value, _known(_values()))


def _values_without(value: Any, known: re.Pattern[str] | None) -> Any:
    if isinstance(value, str):
        return _without(value, known)
    if isinstance(value, Mapping):
        return {name: _values_without(one, known) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_values_without(one, known) for one in value]
    return value


def _without(text: str, known: re.Pattern[str] | None) -> str:
    # Before the shapes, one of which may match a part of a known value and leave the rest.
    if known is not None:
        text = known.sub(REDACTED, text)
    return _IN_URL.sub(f"{REDACTED}@", _SHAPES.sub(_replaced, text))


def _replaced(found: re.Match[str]) -> str:
    """The id before a webhook's token stays: it tells which webhook it was."""
    before, slash, _ = found[0].partition("/")
    return f"{before}/{REDACTED}" if slash and before.isdigit() else REDACTED


def _values() -> frozenset[str]:
    """The secrets that are known now."""
    held = (*_remembered, *os.environ.items())
    return frozenset(secret for variable in held for secret in _secrets_of(*variable))


# A variable is looked at once: every text that is shown asks for all of them.
@lru_cache(maxsize=1024)
def _secrets_of(name: str, value: str) -> tuple[str, ...]:
    found = {password for _, password in _IN_URL.findall(value)}
    if is_secret_name(name):
        # A value with a line end behind it is shown, or sent, without it as well.
        found |= {value, value.strip()}
    return tuple(filter(_is_telling, found))


def _is_telling(value: str) -> bool:
    """Whether a value is long and odd enough to be taken out wherever it stands."""
    return len(value) >= (SHORTEST_WORD if value.isalpha() else SHORTEST)


# Made once for a set of values: every text that is shown comes by here.
@lru_cache(maxsize=4)
def _known(values: frozenset[str]) -> re.Pattern[str] | None:
    """What finds each of the values, however it is written; the longest first."""
    forms = {form for value in values for form in _forms(value)}
    if not forms:
        return None
    # Of alternatives the first counts: a value within a longer one would leave its ends.
    longest_first = sorted(forms, key=lambda form: (-len(form), form))
    return re.compile("|".join(map(re.escape, longest_first)))


def _forms(value: str) -> set[str]:
    """A value as it may be written: plain, in a URL, in JSON, in base64 wherever it begins."""
    plain = unquote(value) if "%" in value else value
    forms = {value, plain, quote(plain, safe=""), quote(plain)}
    # Without the quotation marks around them.
    forms |= {json.dumps(plain)[1:-1], repr(plain)[1:-1]}
    if len(plain) >= SHORTEST_WORD:
        forms |= {_base64(plain, before) for before in range(3)}
    return forms


def _base64(value: str, before: int) -> str:
    """The characters of base64 that the value alone decides, `before` bytes after a third."""
    raw = value.encode("utf-8", "surrogateescape")
    whole = base64.b64encode(b"\0" * before + raw).decode()
    # A character has six bits: the first may share some with what stands before, the last with
    # what follows. Neither of them is the value's alone.
    return whole[(before * 8 + 5) // 6 : (before + len(raw)) * 8 // 6]
