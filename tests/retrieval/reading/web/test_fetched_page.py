from pathlib import Path

import pytest

from retrieval.reading import find_files, read
from support.websites import Site, answer

PAGE = b"""<html><head><title>Ferry sinks off Skaal</title>
<meta property="og:site_name" content="Coast Daily">
<meta property="article:published_time" content="2022-01-01"></head><body><article>
<h1>Ferry sinks off Skaal</h1>
<p>The ferry Gudrun sank off Skaal on Saturday morning, the coast guard said.</p>
<p>All forty passengers were brought ashore by fishing boats from the nearby harbour.</p>
<p>The cause is not known, and divers are to look at the wreck in the coming days.</p>
</article></body></html>"""


@pytest.fixture
def site():
    site = Site()
    site.pages["/ferry"] = answer(PAGE, Content_Type="text/html; charset=utf-8")
    yield site
    site.close()


def read_url(site, path="/ferry"):
    (file,) = find_files([site.url(path)]).files
    return read(file, allowed_hosts=frozenset({site.host}))


def test_a_page_is_an_article_under_its_url(site):
    (article,) = read_url(site).articles
    assert article.source == site.url("/ferry")
    assert article.url == site.url("/ferry")
    assert (article.title, article.outlet) == ("Ferry sinks off Skaal", "Coast Daily")
    assert article.published == "2022-01-01"
    assert "The ferry Gudrun sank off Skaal" in article.text


def test_a_page_that_robots_txt_closes_is_not_fetched(site):
    site.pages["/robots.txt"] = answer(
        b"User-agent: *\nDisallow: /ferry", Content_Type="text/plain"
    )
    reading = read_url(site)
    assert not reading.articles
    assert "robots.txt" in reading.failures[0].reason
    assert not [request for request in site.requests if "/ferry" in request.split("\r\n")[0]]


def test_a_page_that_is_gone_or_of_another_type_is_a_failure(site):
    site.pages["/picture"] = answer(b"GIF89a", Content_Type="image/gif")
    assert "image/gif" in read_url(site, "/picture").failures[0].reason
    assert read_url(site, "/nothing").failures


def test_a_private_address_is_refused_unless_it_is_allowed(site):
    (file,) = find_files([site.url("/ferry")]).files
    assert "DATELINE_ALLOWED_HOSTS" in read(file).failures[0].reason
    assert site.requests == []


def test_a_page_is_asked_for_again_at_every_run(site, tmp_path: Path):
    first, second = (find_files([site.url("/ferry")]).files[0] for _ in range(2))
    assert first.key == second.key
    assert first.stamp != second.stamp
