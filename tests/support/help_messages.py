"""The texts of `--help` for the message catalogues, in the form that Babel's extractors have."""

from __future__ import annotations

from collections.abc import Iterator

from bot.cli import cli
from bot.commands.help_texts import help_texts


def extract(
    *_of_babel: object, options: object = None
) -> Iterator[tuple[int, str, str, list[str]]]:
    """Every text once; `make messages` asks for them, by the settings in `pyproject.toml`."""
    yield from ((1, "gettext", text, []) for text in dict.fromkeys(help_texts(cli)))
