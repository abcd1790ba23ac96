"""JSON lines: one article a line, read one line at a time."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import BinaryIO

from retrieval.errors import UnreadableArticle
from retrieval.reading.article import make_article
from retrieval.reading.formats.encoding import decode, normalize_line_ends
from retrieval.reading.formats.metadata_fields import field_text, metadata_from
from retrieval.types import ARCHIVE_MARK, Article, Failure, Reading

_CHUNK = 1024 * 1024  # bytes read at a time of a line that is skipped
# The byte order marks of UTF-16, little end and big end first
_WIDE_MARKS = (b"\xff\xfe", b"\xfe\xff")


def read_jsonl(file: BinaryIO, source: str, key: str, limit: int) -> Reading:
    """The articles in a file of JSON lines, and a failure for each line that gave none.

    A line is an object with `text`, and as it pleases `id title url outlet source author
    published`. Without an `id` the line's number is its id.

    Args:
        file: The open file.
        source: The file as the user named it.
        key: Its absolute path.
        limit: The most bytes a line may have.

    Raises:
        UnreadableArticle: The file is empty, or no JSON lines at all.
    """
    articles: list[Article] = []
    failures: list[Failure] = []
    seen: set[str] = set()
    for number, line in _lines(file, limit):
        try:
            articles.append(_article(_object(line, limit), number, source, key, seen))
        except UnreadableArticle as error:
            failures.append(Failure(source, f"Line {number}: {error}"))
    if not articles and not failures:
        raise UnreadableArticle('It is empty; write an article a line, as {"text": "..."}.')
    return Reading(tuple(articles), tuple(failures))


def _lines(file: BinaryIO, limit: int) -> Iterator[tuple[int, bytes | None]]:
    """The lines that are not blank, numbered from 1; None for one that is too long."""
    number = 0
    # A byte more than a line may have tells one that is too long from one that just fits.
    while line := file.readline(limit + 1):
        number += 1
        if number == 1:
            if line.startswith(ARCHIVE_MARK):
                raise UnreadableArticle(
                    "It is a whole archive, which is taken into an empty one only, by itself: "
                    "dateline index FILE"
                )
            if line.startswith(_WIDE_MARKS):
                raise UnreadableArticle("It is UTF-16; JSON lines are UTF-8, so save it as that.")
            line = line.removeprefix(b"\xef\xbb\xbf")
        if len(line) > limit and not line.endswith(b"\n"):
            _skip_line(file)
            yield number, None
        elif line.strip():
            yield number, line


def _skip_line(file: BinaryIO) -> None:
    # In pieces, for the rest of the line may not fit into memory.
    while (rest := file.readline(_CHUNK)) and not rest.endswith(b"\n"):
        pass


def _object(line: bytes | None, limit: int) -> dict[str, object]:
    if line is None:
        raise UnreadableArticle(f"It is longer than {limit // 1_000_000} MB; split it.")
    try:
        value = json.loads(decode(line))
    except (ValueError, RecursionError) as error:
        reason = error.msg if isinstance(error, json.JSONDecodeError) else "nested too deeply"
        raise UnreadableArticle(f"It is no JSON ({reason}); mend it and try again.") from None
    if not isinstance(value, dict):
        raise UnreadableArticle('It is no JSON object; write {"text": "..."}.')
    return value


def _article(
    fields: dict[str, object], number: int, source: str, key: str, seen: set[str]
) -> Article:
    text = fields.get("text")
    if not isinstance(text, str):
        raise UnreadableArticle('It has no "text"; add one.')
    if "\x00" in text:
        raise UnreadableArticle("Its text holds NUL characters; take them out.")
    name = field_text(fields.get("id")) or str(number)
    if name in seen:
        raise UnreadableArticle(
            f"The id {name} is used twice; each article needs an id of its own."
        )
    article = make_article(
        f"{source}#{name}", f"{key}#{name}", normalize_line_ends(text), metadata_from(fields)
    )
    # Only now: a line that gave no article does not use up its id.
    seen.add(name)
    return article
