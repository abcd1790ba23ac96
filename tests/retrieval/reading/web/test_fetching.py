"""Fetching one page, over real sockets on loopback: what comes back, and what is cut."""

import gzip
import time
import tracemalloc
import zlib
from dataclasses import replace
from functools import partial

import pytest

from retrieval.reading.web.connection import TooLarge, body
from retrieval.reading.web.fetching import USER_AGENT, Limits, RefusedByServer, fetch
from retrieval.reading.web.robots import Robots
from support.websites import PUBLIC, QUICK, Outside, Site, answer, refused


@pytest.fixture
def site():
    site = Site()
    yield site
    site.close()


@pytest.fixture
def get(site):
    return partial(fetch, allowed_hosts=frozenset({site.host}), limits=QUICK)


def test_a_page_comes_with_what_the_server_says_of_it(site, get):
    site.pages["/a?b=1"] = answer(
        b"<p>hello", Content_Type='Text/HTML; Charset="Windows-1251"', ETag='"x1"',
        Last_Modified="Mon, 02 Nov 2015 10:00:00 GMT",
    )  # fmt: skip
    page = get(site.url("/a?b=1#part"))
    assert (page.status, page.body, page.not_modified) == (200, b"<p>hello", False)
    assert page.url == site.url("/a?b=1")
    assert (page.content_type, page.charset) == ("text/html", "windows-1251")
    assert (page.etag, page.modified) == ('"x1"', "Mon, 02 Nov 2015 10:00:00 GMT")


def test_a_page_that_says_nothing_of_itself_is_taken_as_it_is(site, get):
    site.pages["/"] = lambda: [b"HTTP/1.0 200 OK\r\n\r\n", b"plain"]
    page = get(site.url())
    assert page.body == b"plain"
    assert (page.content_type, page.charset, page.etag, page.modified) == (None,) * 4


def test_the_request_says_who_asks_and_carries_nothing_else(site, get, monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    site.pages["/"] = answer(b"a", Set_Cookie="a=b")
    get(site.url())
    get(site.url())
    assert site.header("user-agent") == [USER_AGENT]
    assert site.header("host") == [site.host]
    assert site.header("cookie") == site.header("authorization") == []
    assert site.header("if-none-match") == site.header("if-modified-since") == []


def test_an_unchanged_page_is_not_sent_again(site, get):
    site.pages["/"] = answer(status=304, ETag='"x1"')
    page = get(site.url(), etag='"x1"', modified="Mon, 02 Nov 2015 10:00:00 GMT")
    assert page.not_modified
    assert (page.status, page.body, page.etag) == (304, b"", '"x1"')
    assert site.header("if-none-match") == ['"x1"']
    assert site.header("if-modified-since") == ["Mon, 02 Nov 2015 10:00:00 GMT"]


def test_unchanged_without_being_asked_is_no_page(site, get):
    site.pages["/"] = answer(status=304)
    assert "no page" in refused(get, site.url())


def test_a_stored_etag_cannot_add_a_header(site, get):
    site.pages["/"] = answer(b"a")
    get(site.url(), etag='"x"\r\nCookie: a=b', modified="\x00")
    assert site.header("cookie") == site.header("if-none-match") == []


@pytest.mark.parametrize(("status", "headers", "says"), [
    (401, {}, "asks for a login"), (403, {}, "asks for a login"), (404, {}, "is gone"),
    (410, {}, "is gone"), (429, {}, "try again later"), (500, {}, "try again later"),
    (503, {}, "try again later"), (502, {"Retry_After": "9"}, "try again later"),
    (429, {"Retry_After": "120"}, "try again in 120 seconds"),
    (503, {"Retry_After": "Mon, 02 Nov 2015 10:00:00 GMT"}, "after 2015-11-02 10:00 UTC"),
    (503, {"Retry_After": "Mon, 02 Nov 2015 10:00:00 +0200"}, "after 2015-11-02 08:00 UTC"),
    (503, {"Retry_After": "soon"}, "try again later"), (503, {"Retry_After": "9" * 400}, "later"),
    (503, {"Retry_After": "Mon, 99 Nov 99999 10:00:00 GMT"}, "try again later"),
    (204, {}, "answered 204"), (206, {}, "answered 206"), (300, {}, "answered 300"),
    (418, {}, "answered 418"),
])  # fmt: skip
def test_a_refusing_server_is_told_in_a_sentence_with_its_status(site, get, status, headers, says):
    site.pages["/"] = answer(status=status, **headers)
    with pytest.raises(RefusedByServer) as error:
        get(site.url())
    assert says in str(error.value)
    assert error.value.status == status


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
    assert get(site.url(), limits=Limits(seconds=5)).body == text
    assert site.header("accept-encoding") == ["gzip, deflate"]


GZIPPED = gzip.compress(b"x" * 999, mtime=0)  # without the time, which would be in a test's name


@pytest.mark.parametrize(("coding", "sent"), [
    ("br", b"x"), ("zstd", b"x"), ("gzip, gzip", gzip.compress(GZIPPED, mtime=0)),
    ("gzip", b"no gzip"), ("gzip", GZIPPED[:-9]), ("deflate", b"\xff\xff\xff"),
])  # fmt: skip
def test_a_compression_not_asked_for_or_broken_is_refused(site, get, coding, sent):
    site.pages["/"] = answer(sent, Content_Encoding=coding)
    assert "compressed" in refused(get, site.url())


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
    limits = Limits(seconds=0.1)
    began = time.monotonic()
    message = refused(fetch, "https://a.example", resolve=slow, connect=outside, limits=limits)
    assert "within 0.1 seconds" in message
    assert time.monotonic() - began < 0.4
    assert outside.asked == []


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


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_followed_and_the_last_address_is_the_pages(site, get, status):
    site.pages["/a"] = answer(b"x" * 200_000, status=status, Location="b/../c d?é#e")
    site.pages["/c%20d?%C3%A9"] = answer(b"here")
    page = get(site.url("/a"))
    assert (page.url, page.body) == (site.url("/c%20d?%C3%A9"), b"here")


@pytest.mark.parametrize(("location", "says"), [
    ("/a", "in a circle"), ("http://[", "no web address"), ("file:///etc/passwd", "no web address"),
    ("", "without saying where"), ("//user:secret@news.example/", "user name or password"),
])  # fmt: skip
def test_a_redirect_to_nowhere_is_refused(site, get, location, says):
    """Security item 38: a circle, a `file:` address, a password."""
    site.pages["/a"] = answer(status=302, Location=location)
    message = refused(get, site.url("/a"))
    assert says in message
    assert "secret" not in message


def test_redirects_are_counted(site, get):
    for step in range(9):
        site.pages[f"/{step}"] = answer(status=302, Location=f"/{step + 1}")
    site.pages["/3"] = answer(b"three")
    assert get(site.url("/0")).body == b"three"
    site.pages["/3"] = answer(status=302, Location="/4")
    assert "more than 3 times" in refused(get, site.url("/0"))
    assert site.connections == 8


def test_robots_txt_is_asked_at_every_hop(site, get):
    site.pages |= {
        "/robots.txt": answer(b"User-agent: Dateline\nDisallow: /closed\n"),
        "/open": answer(status=302, Location="/closed"),
        "/closed": answer(b"no"),
        "/page": answer(b"yes"),
    }
    robots = Robots(get)
    assert get(site.url("/page"), may_fetch=robots.may_fetch).body == b"yes"
    assert "robots.txt" in refused(get, site.url("/open"), may_fetch=robots.may_fetch)
    asked = [request.split()[1] for request in site.requests]
    assert asked == ["/robots.txt", "/page", "/open"]
