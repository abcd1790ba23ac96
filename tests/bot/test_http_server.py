"""An address to serve at, or a sentence saying why not."""

from __future__ import annotations

import pytest

from bot.http_server import address, listen
from retrieval.errors import ConfigurationError


@pytest.mark.parametrize("host", ["127.0.0.1", "::1"])
def test_an_address_that_is_taken_is_told(host: str) -> None:
    with listen(host, 0) as taken:
        port = taken.getsockname()[1]
        assert address(taken).startswith("http://")
        assert address(taken).endswith(f":{port}")
        with pytest.raises(ConfigurationError, match=r"\(Address already in use\)\. Choose"):
            listen(host, port)
    with pytest.raises(ConfigurationError, match=r"^Can't listen on "):
        listen("no.such.host.invalid", 0)
