"""What came from the web is parsed in a process that can be ended."""

import time

import pytest

from retrieval.errors import UnreadableArticle
from retrieval.reading.sandbox.tasks import perform_here, performed_by
from retrieval.reading.sandbox.worker_pool import Workers
from retrieval.reading.web.fetching import Fetched
from support.kept_workers import KeptWorkers

pytestmark = pytest.mark.slow

URL = "https://tully.example/harbour"
STORY = "<p>The harbour of Tully was closed on Monday, the mayor said in a statement.</p>" * 3


@pytest.fixture
def workers():
    workers = KeptWorkers()
    yield workers
    workers.end()


def came(page):
    return Fetched(URL, 200, "text/html", "utf-8", None, None, page.encode(), not_modified=False)


def test_a_worker_makes_of_pages_and_feeds_what_this_process_does(workers):
    perform = performed_by(workers)
    page = came(f"<html><body><h1>Harbour closed</h1>{STORY}</body></html>")
    item = f"<item><title>A</title><link>{URL}</link></item>"
    feed = f"<rss version='2.0'><channel><title>T</title>{item}</channel></rss>"
    at = f"<url><loc>{URL}</loc><lastmod>2016-11-03</lastmod></url>"
    sitemap = f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">{at}</urlset>'
    for given in (
        ("page", URL, page),
        ("page where it lies", URL, page),
        ("feed", feed.encode()),
        ("sitemap", sitemap.encode(), URL),
    ):
        assert perform(*given) == perform_here(*given)


def test_a_refusal_comes_back_with_its_reason(workers):
    with pytest.raises(UnreadableArticle, match="no article text"):
        performed_by(workers)("page", URL, came("<html><body><p> </p><p> </p></body></html>"))


def test_a_page_that_keeps_the_parser_busy_is_given_up_and_the_next_is_read(workers):
    attributes = " ".join(f"a{number}" for number in range(60_000))
    perform, began = performed_by(workers, seconds=1.0), time.monotonic()
    with pytest.raises(UnreadableArticle, match="more than 1 seconds"):
        perform("page", URL, came(f"<html><body><p {attributes}>{STORY}</body></html>"))
    assert time.monotonic() - began < 30
    page = came(f"<html><body><h1>Harbour closed</h1>{STORY}</body></html>")
    assert performed_by(workers)("page", URL, page).title == "Harbour closed"


def test_where_no_process_can_be_started_it_is_done_here():
    page = came(f"<html><body><h1>Harbour closed</h1>{STORY}</body></html>")
    assert performed_by(Workers("no_such_module_here"))("page", URL, page).title == "Harbour closed"
