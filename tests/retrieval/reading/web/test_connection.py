"""One request over one connection: cut by size and by clock, whatever the server sends."""

import gzip
import time
import tracemalloc
import zlib
from dataclasses import replace
from ipaddress import ip_address

import pytest

from retrieval.reading.web.connection import TooLarge, body, require_allowed
from retrieval.reading.web.fetching import FetchLimits, fetch
from support.websites import PUBLIC, QUICK, Outside, answer, refused, resolver


@pytest.mark.parametrize(("coding", "packed"), [
    ("gzip", gzip.compress), ("X-GZIP", gzip.compress), ("identity", bytes),
    ("gzip", lambda b: gzip.compress(b[:99]) + gzip.compress(b[99:])),
    ("gzip", lambda b: gzip.compress(b) + b"\0\0padding"),
    ("deflate", zlib.compress), ("deflate", lambda b: zlib.compress(b, wbits=-15)),
])  # fmt: skip
def test_a_compressed_page_is_unpacked_even_when_it_comes_byte_by_byte(site, get, coding, packed):
    text = b"the harbour was closed on Monday " * 40
    page = answer(packed(text), Content_Encoding=coding)
    site.pages["/"] = lambda: (page[at : at + 1] for at in range(len(page)))
    assert get(site.url(), limits=FetchLimits(seconds=5)).body == text
    assert site.header("accept-encoding") == ["gzip, deflate"]


GZIPPED = gzip.compress(b"x" * 999, mtime=0)  # without the time, which would be in a test's name


@pytest.mark.parametrize(("coding", "sent"), [
    ("br", b"x"), ("zstd", b"x"), ("gzip, gzip", gzip.compress(GZIPPED, mtime=0)),
    ("gzip", b"no gzip"), ("gzip", GZIPPED[:-9]), ("deflate", b"\xff\xff\xff"),
])  # fmt: skip
def test_a_compression_not_asked_for_or_broken_is_refused(site, get, coding, sent):
    site.pages["/"] = answer(sent, Content_Encoding=coding)
    assert "compressed" in refused(get, site.url())


@pytest.mark.slow
@pytest.mark.parametrize("coding", ["gzip", "deflate"])
def test_a_bomb_is_cut_before_it_unfolds(site, get, coding):
    """Security item 38: a gzip bomb."""
    pack = {"gzip": gzip.compress, "deflate": zlib.compress}[coding]
    site.pages["/"] = answer(pack(b"\0" * 50_000_000), Content_Encoding=coding)
    assert "larger than 100,000 bytes" in refused(get, site.url())


def test_a_bomb_takes_no_more_memory_than_the_limit():
    bomb = gzip.compress(b"\0" * 20_000_000)
    tracemalloc.start()
    try:
        with pytest.raises(TooLarge):
            body([bomb], "gzip", 100_000)
        assert tracemalloc.get_traced_memory()[1] < 1_000_000
    finally:
        tracemalloc.stop()


def endless(piece, head=b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n", pause=0.0):
    def send():
        yield head + b"\r\n"
        while True:
            time.sleep(pause)
            yield piece

    return send


def test_ten_gigabytes_are_cut_when_announced_and_when_not(site, get):
    """Security item 38: a body of 10 GB."""
    site.pages["/told"] = lambda: [b"HTTP/1.1 200 OK\r\nContent-Length: 10000000000\r\n\r\n"]
    site.pages["/untold"] = endless(b"2710\r\n" + b"x" * 10_000 + b"\r\n")
    site.pages["/nothing"] = endless(
        gzip.compress(b"") * 500, b"HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n"
    )
    for path in ("/told", "/untold", "/nothing"):
        assert "larger than 100,000 bytes" in refused(get, site.url(path))


def test_a_page_of_exactly_the_limit_is_taken_whole(site, get):
    site.pages["/"] = answer(gzip.compress(b"x" * 100_000), Content_Encoding="gzip")
    assert len(get(site.url()).body) == 100_000
    site.pages["/"] = answer(gzip.compress(b"x" * 100_001), Content_Encoding="gzip")
    refused(get, site.url())


@pytest.mark.slow
@pytest.mark.parametrize("page", [
    endless(b"1\r\nx\r\n", pause=0.02),
    endless(b"X: y\r\n", b"HTTP/1.1 200 OK", pause=0.02),
    endless(b"HTTP/1.1 100 Continue\r\n\r\n", b"HTTP/1.1 100 Continue\r\n", pause=0.02),
    lambda: (time.sleep(0.6), [])[1],
], ids=["body", "headers", "continue", "silence"])  # fmt: skip
def test_a_slow_server_is_cut_by_the_clock_whatever_it_drips(site, get, page):
    """Security item 38: a server that drips."""
    site.pages["/"] = page
    began = time.monotonic()
    assert "within 0.4 seconds" in refused(get, site.url(), limits=replace(QUICK, seconds=0.4))
    assert time.monotonic() - began < 1.5


def test_a_slow_look_up_is_cut_by_the_clock():
    def slow(host):
        time.sleep(0.5)
        return (PUBLIC,)

    outside = Outside()
    limits = FetchLimits(seconds=0.1)
    began = time.monotonic()
    message = refused(fetch, "https://a.example", resolve=slow, connect=outside, limits=limits)
    assert "within 0.1 seconds" in message
    assert time.monotonic() - began < 0.4
    assert outside.asked == []


@pytest.mark.parametrize("addresses", ["93.184.216.34", "127.0.0.1"])
def test_whether_a_host_is_allowed_is_told_in_time(addresses):
    def slow(host):
        time.sleep(0.5)
        return tuple(map(ip_address, addresses.split()))

    began = time.monotonic()
    message = refused(require_allowed, "https://a.example/b", frozenset(), slow, 0.1)
    assert message == "The host a.example was not found within 0.1 seconds; try again later."
    assert time.monotonic() - began < 0.4


def test_whether_a_host_is_allowed_goes_by_every_address_of_it():
    hosts = resolver(outer="93.184.216.34", both="93.184.216.34 127.0.0.1")
    require_allowed("https://outer.example", frozenset(), hosts, 5)
    require_allowed("https://both.example", frozenset({"both.example"}), hosts, 5)
    assert "leads to 127.0.0.1" in refused(
        require_allowed, "https://both.example", frozenset(), hosts, 5
    )
    assert "port 8080" in refused(
        require_allowed, "https://outer.example:8080", frozenset(), hosts, 5
    )


@pytest.mark.parametrize("reply", [
    b"", b"\0\xff\xfe", b"SSH-2.0-OpenSSH_9\r\n",
    b"HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc",
    b"HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n", b"HTTP/1.1 999999 OK\r\n\r\n",
    b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", b"HTTP/1.1 200 OK\r\nA" * 9,
    b"HTTP/1.1 200 OK\r\nA: " + b"a" * 300_000, b"HTTP/1.1 101 x\r\nUpgrade: x\r\n\r\n",
    b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd",
])  # fmt: skip
def test_what_is_no_http_is_told_plainly(site, get, reply):
    site.pages["/"] = lambda: [reply]
    refused(get, site.url())
