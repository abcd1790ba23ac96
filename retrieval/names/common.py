"""Names and acronyms that are known without anybody's defining them: the table `common.toml`."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from retrieval.names.aliases import Aliases, parse_aliases

_TABLE = Path(__file__).with_name("common.toml")


@cache
def common_names() -> Aliases:
    """The table, in the form of the team's own `aliases.toml`."""
    # Once in a process: the table comes with the code.
    return parse_aliases(_TABLE.read_text("utf-8"), _TABLE.name)
