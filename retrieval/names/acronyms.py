"""Acronyms that are known without an article that defines them: the table `acronyms.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path

_TABLE = Path(__file__).with_name("acronyms.toml")


@cache
def common_acronyms() -> Mapping[str, tuple[str, ...]]:
    """Each acronym of the table with what it stands for."""
    table = tomllib.loads(_TABLE.read_text("utf-8"))
    return {acronym: tuple(expansions) for acronym, expansions in table.items()}
