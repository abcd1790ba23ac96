"""The table of outlets."""

import pytest

from retrieval.reading.press.known_outlets import host_of, known_outlet, outlet_of_host


@pytest.mark.parametrize(
    ("name", "outlet"),
    [
        ("TASS", "TASS"),
        ("itar-tass", "TASS"),
        ("The Astana Times", "The Astana Times"),
        ("astana times", "The Astana Times"),
        ("AP", "Associated Press"),
        ("Radio Free Europe/Radio Liberty", "RFE/RL"),
        ("Tully Times", None),
        ("", None),
        ("x" * 500, None),
    ],
)
def test_an_outlet_is_known_by_all_its_names(name, outlet):
    assert known_outlet(name) == outlet


@pytest.mark.parametrize(
    ("url", "host", "outlet"),
    [
        ("https://www.rferl.org/a/1.html", "rferl.org", "RFE/RL"),
        ("https://news.sky.com/story", "news.sky.com", "Sky News"),
        ("https://web.archive.org/web/20150604/http:/tass.com/1", "tass.com", "TASS"),
        ("https://example.org", "example.org", None),
        ("ftp://tass.com/1", None, None),
        ("https://[broken", None, None),
        ("words", None, None),
    ],
)
def test_an_outlet_is_known_by_its_host(url, host, outlet):
    assert host_of(url) == host
    assert outlet_of_host(host or "") == outlet
