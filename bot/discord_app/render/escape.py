"""Other people's text escaped for Discord: it can't ping, link, format, hide or break out.

Each special character is escaped once, in one pass, because escaping twice would undo the
first. What is escaped looks the same to a reader as what was written.
"""

from __future__ import annotations

import re

from bot.sanitize import clean_text

BREAK = "\u200b"
"""Zero-width space: put inside what Discord would read as a mention or a token."""

# "    four blanks", which Discord would show as code
_INDENT = re.compile(r"^[^\S\n]+", re.MULTILINE)
# "\\*" for a star
_ESCAPED = re.compile(r"\\(.)")
# "# heading", "1. first", "*star*", "<@123>", "https://": what Discord would not show as it stands
_SPECIAL = re.compile(
    r"""
      (?<!\S)[\#>+\-]+               # heading, quotation or list where a line starts or a cut falls
    | [\#>+\-]+(?=\s|$)
    | ^(?P<number>\d+)\.(?=\s|$)      # numbered list; "in 2018. Next" is none
    | [\\`*_~|\[\]]
    | [@<](?=\S)                      # mentions, channels, commands, emoji, times, links
    | :(?=//)                         # the scheme of a bare link
    | (?<=discord)\. | (?<=discordapp)\.  # invitations are linked without a scheme
    """,
    re.MULTILINE | re.VERBOSE | re.IGNORECASE,
)


def escape(text: str) -> str:
    """The text as Discord will show it plainly, without a live mention, link or format."""
    # Cleaned first: a hidden character could stand between two that only together are special.
    return _SPECIAL.sub(_escaped, _INDENT.sub("", clean_text(text)))


def unescaped(text: str) -> str:
    """What a reader sees of escaped text: the escapes undone, for a plain-text file."""
    return _ESCAPED.sub(r"\1", text).replace(BREAK, "")


def one_line(text: str, most: int | None = None) -> str:
    """The text cleaned, on one line, cut to `most` characters if given; not escaped yet."""
    line = " ".join(clean_text(text).split())
    return line if most is None or len(line) <= most else line[: most - 1].rstrip() + "…"


def as_sentence(text: str) -> str:
    """The text as a sentence begins: in Russian a count may end it ("добавлено: 1")."""
    return text[:1].upper() + text[1:]


def block_quotation(text: str) -> str:
    """The text, escaped, as a block quotation: the mark stands before every line."""
    return "\n".join(f"> {line}" for line in escape(text).strip().split("\n"))


def aside(text: str) -> str:
    """The text, escaped, in small lines, the empty ones left out; Discord shows no other so."""
    return "\n".join(f"-# {line}" for line in escape(text).split("\n") if line.strip())


def _escaped(match: re.Match[str]) -> str:
    special = match[0]
    if match["number"]:
        return f"{match['number']}\\."
    # Discord finds a mention behind a backslash too.
    if special in {"@", "<"}:
        return special + BREAK
    return "".join(f"\\{character}" for character in special)
