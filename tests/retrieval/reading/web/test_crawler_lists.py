"""Feeds and sitemaps on the web, and what is asked for again, over real sockets on loopback."""

import gzip
from dataclasses import replace

import pytest

from retrieval.reading.web import crawler, sitemaps
from retrieval.reading.web.crawl_delay import CrawlDelay
from retrieval.reading.web.crawler import Web
from retrieval.types import SourceFile
from support.crawls import HTML, Run, asked, told
from support.feeds import LONG, atom, item, page, rss, sitemap, sitemap_index
from support.websites import Site, answer

pytestmark = pytest.mark.slow


def test_what_a_feed_holds_whole_is_an_article_without_a_further_request(site):
    site.pages["/feed"] = answer(
        rss(
            item(site.url("/a"), text=LONG),
            item("", "No page", text=LONG, guid="x1"),
            link=site.url("/"),
        ),
        Content_Type="application/rss+xml",
    )
    first, second = Run(site).read(site.url("/feed")).articles
    assert (first.source, first.outlet) == (site.url("/a"), "Coast Daily")
    assert second.source == site.url("/feed#x1")
    assert asked(site) == ["/feed"]


def test_what_a_feed_holds_in_part_is_fetched_and_keeps_the_pages_own_word(site):
    more = "<pubDate>Mon, 02 Nov 2015 10:00:00 GMT</pubDate><dc:creator>Ann Lind</dc:creator>"
    site.pages["/feed"] = answer(
        rss(item("/a", "Feed title", more=more), item("/b", "Other", more=more),
            link=site.url("/"))
    )  # fmt: skip
    stated = '<meta property="article:published_time" content="2015-11-01">'
    site.pages["/a"] = answer(page("Page title", head=stated), **HTML)
    site.pages["/b"] = answer(page("Bare page"), **HTML)
    first, second = Run(site).read(site.url("/feed")).articles
    assert (first.title, first.published) == ("Page title", "2015-11-01")
    assert (second.published, second.published_how) == ("2015-11-02", "metadata")
    assert second.author == "Ann Lind"
    assert second.outlet == "Coast Daily"


def test_an_atom_feed_is_one_too(site):
    entry = f'<entry><title>T</title><id>1</id><link href="{site.url("/a")}"/></entry>'
    site.pages["/atom"] = answer(atom(entry))
    site.pages["/a"] = answer(page(), **HTML)
    assert len(Run(site).read(site.url("/atom")).articles) == 1


def test_an_index_of_sitemaps_is_followed_one_level_packed_or_not(site):
    site.pages |= {
        "/index": answer(sitemap_index(*map(site.url, ("/s1", "/s2.gz", "/deep")))),
        "/s1": answer(sitemap(site.url("/a"))),
        "/s2.gz": answer(gzip.compress(sitemap(site.url("/b"))), Content_Type="application/gzip"),
        "/deep": answer(sitemap_index(site.url("/s1"))),
        "/a": answer(page(), **HTML),
        "/b": answer(page("Other"), **HTML),
    }
    run = Run(site).read(site.url("/index"))
    assert [one.source for one in run.articles] == [site.url("/a"), site.url("/b")]
    assert "inside another one" in told(run)


def test_a_sitemap_leads_to_no_other_site(site):
    other = "http://127.0.0.1:1/x"
    site.pages["/s"] = answer(sitemap(other, site.url("/a")))
    site.pages["/a"] = answer(page(), **HTML)
    run = Run(site).read(site.url("/s"))
    assert len(run.articles) == 1
    assert not run.failures
    site.pages["/s"] = answer(sitemap(other))
    assert "other sites" in told(Run(site).read(site.url("/s")))


def test_what_goes_past_the_limit_is_told_and_read_in_the_next_run(site, monkeypatch):
    monkeypatch.setattr(crawler, "MOST_PAGES", 2)
    for path in "abcde":
        site.pages[f"/{path}"] = answer(page(f"Ferry {path}"), **HTML)
    site.pages["/s"] = answer(sitemap(*(site.url(f"/{path}") for path in "abcde")), ETag='"1"')
    first = Run(site).read(site.url("/s"))
    assert len(first.articles) == 2
    assert "3 more pages" in told(first)
    # As planning does: what has the same stamp is not read again.
    known = first.known()
    second = Run(site, known)
    leads = second.web.read(SourceFile(site.url("/s"), site.url("/s"), "now")).leads
    fresh = [lead.key for lead in leads if known.stamps.get(lead.key) != lead.stamp]
    assert fresh == [site.url("/c"), site.url("/d")]


def test_sitemaps_of_an_index_past_the_limit_are_told(site, monkeypatch):
    monkeypatch.setattr(sitemaps, "MOST_MAPS", 1)
    site.pages["/index"] = answer(sitemap_index(site.url("/s1"), site.url("/s2")))
    site.pages["/s1"] = answer(sitemap(site.url("/a")))
    site.pages["/a"] = answer(page(), **HTML)
    run = Run(site).read(site.url("/index"))
    assert len(run.articles) == 1
    assert site.url("/s2") in told(run)


@pytest.mark.parametrize("path", ["/feed", "/s", "/ferry"])
def test_what_has_not_changed_is_asked_for_with_its_stamp_and_not_read(site, path):
    site.pages["/feed"] = answer(rss(item("/x", text=LONG), link=site.url("/")), ETag='"f"')
    site.pages["/s"] = answer(sitemap(site.url("/ferry")), ETag='"s"')
    site.pages["/ferry"] = answer(page(), ETag='"p"', **HTML)
    known = Run(site).read(site.url(path)).known()
    tag = known.visits[site.url(path)].etag
    site.pages[path] = answer(status=304, ETag=tag)
    again = Run(site, known).read(site.url(path))
    assert site.header("if-none-match") == [tag]
    assert not again.articles
    assert not again.failures
    assert again.unchanged == (path == "/ferry")


def test_a_page_whose_article_was_removed_is_asked_for_afresh(site):
    site.pages["/ferry"] = answer(page(), ETag='"p"', **HTML)
    known = Run(site).read(site.url("/ferry")).known()
    again = Run(site, replace(known, articles=frozenset())).read(site.url("/ferry"))
    assert site.header("if-none-match") == []
    assert len(again.articles) == 1


def test_a_feed_one_of_whose_pages_failed_is_read_again_whole(site):
    site.pages["/feed"] = answer(rss(item("/a"), item("/b"), link=site.url("/")), ETag='"f"')
    site.pages["/a"] = answer(page(), **HTML)
    first = Run(site).read(site.url("/feed"))
    assert len(first.articles) == len(first.failures) == 1
    assert site.url("/feed") not in first.known().visits
    assert site.url("/a") in first.known().visits


def test_an_index_below_which_a_page_failed_is_read_again_whole(site):
    site.pages["/index"] = answer(sitemap_index(site.url("/s1")), ETag='"i"')
    site.pages["/s1"] = answer(sitemap(site.url("/gone")), ETag='"s"')
    assert not Run(site).read(site.url("/index")).known().visits


def test_what_was_read_as_a_page_is_not_replaced_by_what_a_feed_has_of_it(site):
    site.pages["/a"] = answer(page(), **HTML)
    site.pages["/feed"] = answer(rss(item("/a", text=LONG), link=site.url("/")))
    known = Run(site).read(site.url("/a")).known()
    (article,) = Run(site, known).read(site.url("/feed")).articles
    assert "trawler Ask" not in article.text


@pytest.mark.parametrize(("status", "headers", "says"), [
    (404, {}, "the archive keeps its copy"), (410, {}, "the archive keeps its copy"),
    (429, {"Retry_After": "120"}, "try again in 120 seconds. The archive keeps"),
    (503, {"Retry_After": "9"}, "try again in 9 seconds. The archive keeps"),
    (500, {}, "The archive keeps the copy"),
])  # fmt: skip
def test_an_article_held_is_kept_whatever_its_server_says_now(site, status, headers, says):
    site.pages["/ferry"] = answer(page(), **HTML)
    known = Run(site).read(site.url("/ferry")).known()
    site.pages["/ferry"] = answer(status=status, **headers)
    assert says in told(Run(site, known).read(site.url("/ferry")))
    assert "archive keeps" not in told(Run(site).read(site.url("/ferry")))


def test_a_busy_site_is_not_asked_for_the_rest_of_the_run(site):
    site.pages["/feed"] = answer(rss(*map(item, ("/a", "/b", "/c")), link=site.url("/")))
    site.pages["/a"] = answer(status=429, Retry_After="60")
    run = Run(site).read(site.url("/feed"))
    assert asked(site) == ["/feed", "/a"]
    assert len(run.failures) == 3
    assert all("in 60 seconds" in failure.reason for failure in run.failures)


def test_robots_txt_is_asked_for_once_a_run(site):
    site.pages["/feed"] = answer(rss(item("/a"), item("/b"), link=site.url("/")))
    for path in ("/a", "/b"):
        site.pages[path] = answer(page(path), **HTML)
    Run(site).read(site.url("/feed"))
    assert sum("/robots.txt" in request for request in site.requests) == 1


def test_a_hostile_feed_from_the_web_is_named(site):
    """Security item 29: refused in the report, and nothing that it names is asked for."""
    laughs = '<!DOCTYPE rss [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;">]>' + "<rss>&b;</rss>"
    outside = f'<!DOCTYPE rss SYSTEM "{site.url("/dtd")}"><rss/>'
    for bad in (laughs, outside):
        site.pages["/feed"] = answer(bad.encode())
        assert "entities" in told(Run(site).read(site.url("/feed")))
    assert "/dtd" not in asked(site)


@pytest.mark.parametrize("link", [
    "http://127.0.0.1:9/", "http://2130706433/", "http://[::ffff:127.0.0.1]/",
    "http://169.254.169.254/latest/meta-data/", "http://[2002:7f00:1::]/",
])  # fmt: skip
def test_a_feed_or_a_sitemap_leads_nowhere_inward(site, link):
    """Security item 38: an entry's address is judged as one typed by hand is."""
    site.pages["/feed"] = answer(rss(item(link)))
    run = Run(site).read(site.url("/feed"))
    assert not run.articles
    assert any(says in told(run) for says in ("not fetched", "unusual way", "only 80 and 443"))
    assert asked(site) == ["/feed"]


def test_a_redirect_of_an_entry_leads_nowhere_inward(site):
    """Security item 38: the way on from an allowed host is judged, too."""
    inner = Site()
    try:
        site.pages["/feed"] = answer(rss(item("/a"), link=site.url("/")))
        site.pages["/a"] = answer(status=302, Location=inner.url("/secret"))
        assert "DATELINE_ALLOWED_HOSTS" in told(Run(site).read(site.url("/feed")))
        assert inner.connections == 0
    finally:
        inner.close()


def test_a_packed_sitemap_that_unfolds_without_end_is_refused(site, monkeypatch):
    """Security item 30, for the web: the limit holds after unpacking."""
    monkeypatch.setattr(sitemaps, "MOST_UNPACKED", 100_000)
    site.pages["/s.gz"] = answer(gzip.compress(b"<urlset>" + b" " * 1_000_000))
    assert "as no sitemap may" in told(Run(site).read(site.url("/s.gz")))


def test_the_pause_that_a_site_wishes_for_lies_between_all_its_pages(site):
    slept = []
    site.pages["/robots.txt"] = answer(b"User-agent: *\nCrawl-delay: 7\n")
    site.pages["/feed"] = answer(rss(item("/a"), item("/b"), link=site.url("/")))
    run = Run(site)
    run.web = Web(
        frozenset({site.host}),
        crawl_delay=lambda *given: CrawlDelay(*given, lambda: 0.0, slept.append),
    )
    run.read(site.url("/feed"))
    assert slept == [7, 7]


def test_a_page_where_a_feed_was_expected_is_told_with_the_feed_that_it_names(site):
    head = '<link rel="alternate" type="application/rss+xml" href="/feed.rss">'
    site.pages["/"] = answer(page(head=head), **HTML)
    run = Run(site)
    run.web = Web(frozenset({site.host}), lists=[site.url("/")])
    run.read(site.url("/"))
    assert f"dateline feeds add {site.url('/feed.rss')}" in told(run)
    assert not run.articles


def test_a_page_read_once_more_in_a_run_is_its_own_article_still(site):
    site.pages["/a"] = answer(page("Page title"), **HTML)
    run = Run(site).read(site.url("/a"))
    site.pages["/a"] = answer(page("Another title"), **HTML)
    run.read(site.url("/a"))
    assert [one.title for one in run.articles] == ["Page title", "Another title"]
    assert run.unchanged == 0
