"""What a robots.txt lets be read, and how often it is asked for."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.errors import UnreadableArticle
from retrieval.reading.web.fetching import PRODUCT, Fetched, RefusedByServer
from retrieval.reading.web.robots import Robots


def told(content):
    return Robots(lambda url: Fetched(url, 200, "text/plain", None, None, None, content))


def allows(robots, path):
    return told(robots.encode()).may_fetch(f"https://a.example{path}")


@pytest.mark.parametrize(("rules", "path", "allowed"), [
    ("", "/a", True),
    ("Disallow:", "/a", True),
    ("Disallow: /", "/a", False),
    ("Disallow: /", "/robots.txt", True),
    ("Disallow: /a", "/ab", False),
    ("Disallow: /a/", "/a", True),
    ("Disallow: /\nAllow: /news/", "/news/1", True),
    ("Allow: /\nDisallow: /news/", "/news/1", False),
    ("Disallow: /page\nAllow: /page", "/page", True),
    ("Disallow: /*?print", "/a/b?print=1", False),
    ("Disallow: /*?print", "/a/b", True),
    ("Disallow: *.pdf$", "/a.pdf", False),
    ("Disallow: *.pdf$", "/a.pdf?x", True),
    ("Disallow: /a$", "/ab", True),
    ("Disallow: /a$", "/a", False),
    ("Disallow: /a*b*c$", "/abc", False),
    ("Disallow: /ab*b$", "/ab", True),
    ("Disallow: /caf%c3%a9", "/caf%C3%A9/1", False),
    ("Disallow: /café", "/caf%C3%A9", False),
    ("Disallow: /%7Ejoe", "/~joe/", False),
    ("Disallow: /a%2Fb", "/a/b", True),
    ("disallow : /a # not this\nSitemap: https://a.example/s.xml", "/a", False),
    ("Disallow: //[", "/a", True),
])  # fmt: skip
def test_the_longest_rule_that_fits_decides(rules, path, allowed):
    assert allows(f"User-agent: *\n{rules}\n", path) is allowed


@pytest.mark.parametrize(("robots", "allowed"), [
    ("User-agent: *\nDisallow: /\n\nUser-agent: dateline\nDisallow: /x", True),
    ("User-agent: DATELINE\nDisallow: /\n\nUser-agent: *\nAllow: /", False),
    (f"User-agent: {PRODUCT}\nDisallow: /\n\nUser-agent: *\nAllow: /", False),
    ("User-agent: other\nUser-agent: Dateline\nDisallow: /", False),
    ("User-agent: other\nDisallow: /", True),
    ("User-agent: date\nDisallow: /", False),  # a name that ours begins with is taken for ours
    ("User-agent: line\nDisallow: /", True),
    ("User agent: *\nDissalow: /", False),  # often misspelled so
    ("User-agent: Dateline\nAllow: /a\nUser-agent: x\nAllow: /\nUser-agent: Dateline\n"
     "Disallow: /", False),
    ("Disallow: /", True),
    ("\ufeffUser-agent: *\r\nDisallow: /\r\n", False),
    ("<html><body>User-agent: *</body></html>", True),
])  # fmt: skip
def test_the_own_group_counts_before_the_one_for_all(robots, allowed):
    assert allows(robots, "/page") is allowed


@pytest.mark.parametrize(("lines", "delay"), [
    ("Crawl-delay: 5", 5.0), ("Crawl-delay: 0.5", 0.5), ("Crawl-delay: soon", None),
    ("Crawl-delay: -1", None), ("Crawl-delay: nan", None), ("Crawl-delay: 1e999", None),
    ("Crawl-delay: ²\nCrawl-delay: 7", 7.0), ("Allow: /", None),
])  # fmt: skip
def test_the_wished_pause_is_read(lines, delay):
    robots = told(f"User-agent: *\n{lines}\n".encode())
    assert robots.crawl_delay("https://a.example/") == delay


@given(st.binary(max_size=300), st.text("ab/*?%~é$&", max_size=30))
def test_any_robots_txt_is_read(content, path):
    robots = told(b"User-agent: *\nDisallow: " + content)
    assert robots.may_fetch(f"https://a.example/{path}") in {True, False}


def test_no_pattern_makes_it_slow():
    robots = "User-agent: *\nDisallow: /" + "a*" * 5000 + "b$\n"
    began = time.monotonic()
    assert allows(robots, "/" + "a" * 8000)
    assert time.monotonic() - began < 1


class Site:
    """Gives one robots.txt, or raises, and counts how often it was asked."""

    def __init__(self, outcome):
        self.outcome, self.asked = outcome, []

    def __call__(self, url):
        self.asked.append(url)
        if isinstance(self.outcome, Exception):
            raise self.outcome
        return Fetched(url, 200, "text/plain", None, None, None, self.outcome)


def test_a_site_is_asked_once_each_port_and_scheme_for_itself():
    site = Site(b"User-agent: *\nDisallow: /closed\nCrawl-delay: 3\n")
    robots = Robots(site)
    assert robots.may_fetch("https://a.example/open")
    assert not robots.may_fetch("HTTPS://A.example:443/closed?x#y")
    assert robots.crawl_delay("https://a.example/") == 3
    assert site.asked == ["https://a.example/robots.txt"]
    robots.may_fetch("http://a.example:8080/")
    assert site.asked[1:] == ["http://a.example:8080/robots.txt"]


@pytest.mark.parametrize(("failure", "allowed"), [
    (RefusedByServer("gone", 404), True), (RefusedByServer("gone", 410), True),
    (RefusedByServer("login", 403), True), (RefusedByServer("busy", 429), False),
    (RefusedByServer("broken", 500), False), (RefusedByServer("busy", 503), False),
    (UnreadableArticle("no connection"), False),
])  # fmt: skip
def test_no_robots_txt_allows_and_an_unknown_one_does_not(failure, allowed):
    robots = Robots(Site(failure))
    assert robots.may_fetch("https://a.example/") is allowed
    assert robots.crawl_delay("https://a.example/") is None


def test_what_is_no_url_is_refused_without_asking():
    site = Site(b"")
    with pytest.raises(UnreadableArticle):
        Robots(site).may_fetch("file:///etc/passwd")
    assert site.asked == []
