"""Fetching one page, over real sockets on loopback: what comes back, and what is cut."""

from importlib.metadata import version

import pytest

from retrieval.reading.web.robots import Robots
from support.websites import answer, refused


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
    assert site.header("user-agent") == [f"Dateline/{version('dateline')} (article archive)"]
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
