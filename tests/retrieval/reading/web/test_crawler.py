"""Pages on the web, over real sockets on loopback."""

import time

import pytest

from retrieval.reading import article_id
from retrieval.reading.web.crawler import Web
from retrieval.reading.web.fetching import FetchLimits
from retrieval.types import SourceFile
from support.crawls import DAM, HTML, Run, told
from support.feeds import LONG, STORY, item, page, rss, sitemap
from support.websites import answer

pytestmark = pytest.mark.slow


def test_two_addresses_of_one_article_are_one_article_under_the_canonical_one(site):
    head = f'<link rel="canonical" href="{site.url("/ferry")}">'
    for path in ("/ferry?ref=1", "/amp/ferry"):
        site.pages[path] = answer(page(head=head), **HTML)
    site.pages["/old"] = answer(status=301, Location="/ferry?ref=1")
    run = Run(site).read(*map(site.url, ("/ferry?ref=1", "/amp/ferry", "/old")))
    (article,) = run.articles
    assert (article.source, article.url) == (site.url("/ferry"), site.url("/ferry"))
    assert article.id == article_id(site.url("/ferry"))
    assert run.unchanged == 2
    assert not run.failures


def test_an_address_that_all_pages_of_a_site_name_as_theirs_is_only_the_firsts(site):
    head = f'<link rel="canonical" href="{site.url("/news")}">'
    bodies = {"/ferry": STORY, "/dam": DAM, "/ferry?ref=1": STORY}
    for path, body in bodies.items():
        site.pages[path] = answer(page(head=head, body=body), **HTML)
    run = Run(site).read(*map(site.url, bodies))
    assert [article.source for article in run.articles] == [site.url("/news"), site.url("/dam")]
    assert run.unchanged == 1


def test_a_page_never_takes_the_place_of_another_story_that_is_held(site):
    head = f'<link rel="canonical" href="{site.url("/news")}">'
    site.pages["/dam"] = answer(page(head=head, body=DAM), **HTML)
    held = {article_id(site.url("/news")): STORY}
    (article,) = Run(site, texts=held).read(site.url("/dam")).articles
    assert article.source == article.url == site.url("/dam")


def test_a_page_rewritten_since_it_was_read_keeps_its_canonical_address(site):
    head = f'<link rel="canonical" href="{site.url("/ferry")}">'
    site.pages["/ferry?ref=1"] = answer(page(head=head), **HTML)
    before = Run(site).read(site.url("/ferry?ref=1"))
    site.pages["/ferry?ref=1"] = answer(page(head=head, body=DAM), **HTML)
    texts = {article.id: article.text for article in before.articles}
    (article,) = Run(site, before.known(), texts).read(site.url("/ferry?ref=1")).articles
    assert article.source == site.url("/ferry")


@pytest.mark.parametrize("claimed", ["/", "https://www.reuters.com/article/1"])
def test_a_canonical_address_that_is_not_to_be_believed_changes_nothing(site, claimed):
    site.pages["/ferry"] = answer(page(head=f'<link rel="canonical" href="{claimed}">'), **HTML)
    (article,) = Run(site).read(site.url("/ferry")).articles
    assert article.source == article.url == site.url("/ferry")
    assert "Reuters" not in (article.outlet or "")


def test_a_redirect_to_a_login_is_no_article(site):
    site.pages["/ferry"] = answer(status=302, Location="/login?next=/ferry")
    site.pages["/login?next=/ferry"] = answer(page("Welcome"), **HTML)
    run = Run(site).read(site.url("/ferry"))
    assert not run.articles
    assert "login" in told(run)


def test_the_encoding_that_a_page_is_sent_with_holds(site):
    russian = page("Нефть дорожает", body="Нефть подорожала в понедельник утром. " * 20)
    wrong = russian.decode().replace("<head>", '<head><meta charset="iso-8859-1">')
    site.pages["/oil"] = answer(wrong.encode("koi8_r"), Content_Type="text/html; charset=koi8-r")
    latin = page(body="“Stop”, the coast guard said — and waited for the ship to turn. " * 9)
    site.pages["/quote"] = answer(
        latin.decode().encode("cp1252"), Content_Type="text/html; charset=ISO-8859-1"
    )
    oil, quote = Run(site).read(site.url("/oil"), site.url("/quote")).articles
    assert "Нефть подорожала" in oil.text
    assert "“Stop”, the coast guard said — and" in quote.text


@pytest.mark.parametrize("content_type", ["text/html", "text/plain", "application/xml"])
def test_what_an_address_holds_is_told_from_its_content(site, content_type):
    site.pages["/1"] = answer(rss(item("/a", text=LONG), link=site.url("/")),
                              Content_Type=content_type)  # fmt: skip
    site.pages["/2"] = answer(sitemap(site.url("/b")), Content_Type=content_type)
    site.pages["/b"] = answer(page(), **HTML)
    run = Run(site).read(site.url("/1"), site.url("/2"))
    assert [one.source for one in run.articles] == [site.url("/a"), site.url("/b")]


@pytest.mark.parametrize("stated", ["", "2099-01-01", "03/04/2015", "soon"])
def test_a_page_without_a_usable_date_has_none(site, stated):
    """Security item 27: never today's date, neither from the page nor from a feed."""
    head = f'<meta property="article:published_time" content="{stated}">'
    site.pages["/feed"] = answer(
        rss(item("/a", more=f"<pubDate>{stated}</pubDate>"), link=site.url("/"))
    )
    site.pages["/a"] = answer(page(head=head), **HTML)
    (article,) = Run(site).read(site.url("/feed")).articles
    assert article.published is None
    assert article.published_how == "unknown"


def test_a_page_of_broken_bytes_is_read_or_told_and_stops_no_other(site):
    """Security item 28, for the web: mixed encodings are read, what is no text is refused."""
    mixed = page(body="The café in Skaal was open on Monday. " * 20)
    site.pages |= {
        "/mixed": answer(mixed.replace("é".encode(), b"\xe9", 3), Content_Type="text/html"),
        "/noise": answer(b"<html>" + bytes(range(32)) * 99, Content_Type="text/html"),
        "/lone": answer(b"\xed\xa0\x80" * 99, Content_Type="text/plain; charset=nonesuch"),
        "/good": answer(page(), **HTML),
    }
    run = Run(site).read(*map(site.url, ("/mixed", "/noise", "/lone", "/good")))
    sources = [one.source for one in run.articles]
    assert sources[0] == site.url("/mixed")
    assert sources[-1] == site.url("/good")
    assert [failure.source for failure in run.failures] == [site.url("/noise")]


def test_a_broken_pdf_from_the_web_is_told_and_stops_no_other(site):
    """Security item 31, for the web: it is read in the same child process as a file."""
    site.pages["/a.pdf"] = answer(b"%PDF-1.7 broken", Content_Type="application/pdf")
    site.pages["/good"] = answer(page(), **HTML)
    run = Run(site).read(site.url("/a.pdf"), site.url("/good"))
    assert len(run.articles) == 1
    assert "PDF" in told(run)


def test_a_look_up_that_does_not_end_is_given_up_and_told():
    def slow(_host):
        time.sleep(2)
        return ()

    web, url = Web(resolve=slow, limits=FetchLimits(seconds=0.1)), "https://a.example/ferry"
    began = time.monotonic()
    (failure,) = web.read(SourceFile(url, url, "now")).failures
    assert failure.reason == "The host a.example was not found within 0.1 seconds; try again later."
    assert time.monotonic() - began < 1.5
