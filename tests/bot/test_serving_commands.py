"""`dateline mcp` and `dateline serve`: what keeps them from starting, in a sentence."""

from __future__ import annotations

import pytest

from bot.commands.serving import need
from bot.serving import address, listen
from retrieval.errors import ConfigurationError


def test_a_missing_package_is_told_with_what_installs_it() -> None:
    with pytest.raises(ConfigurationError, match=r"pip install 'dateline\[mcp\]'"):
        need("no_such_package", "mcp")
    need("json", "mcp")


@pytest.mark.parametrize("host", ["127.0.0.1", "::1"])
def test_an_address_that_is_taken_is_told(host: str) -> None:
    with listen(host, 0) as taken:
        port = taken.getsockname()[1]
        assert address(taken).startswith("http://")
        assert address(taken).endswith(f":{port}")
        with pytest.raises(ConfigurationError, match="choose another with --port"):
            listen(host, port)
    with pytest.raises(ConfigurationError, match="can't be listened at"):
        listen("no.such.host.invalid", 0)
