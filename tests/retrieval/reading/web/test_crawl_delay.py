"""How long is waited between two requests to one host."""

import pytest

from retrieval.errors import UnreadableArticle
from retrieval.reading.web.crawl_delay import GAP, LONGEST_GAP, CrawlDelay
from retrieval.reading.web.fetching import Fetched
from retrieval.reading.web.robots import Robots


class Clock:
    """A clock that goes on only while somebody sleeps."""

    def __init__(self):
        self.now, self.slept = 0.0, []

    def __call__(self):
        return self.now

    def sleep(self, seconds):
        self.slept.append(seconds)
        self.now += seconds


def crawl_delay(clock, robots=b"", allowed=frozenset()):
    told = Robots(lambda url: Fetched(url, 200, None, None, None, None, robots))
    return CrawlDelay(told, allowed, clock, clock.sleep)


def ask_twice(crawl_delay, clock, between=0.0, url="https://a.example/1"):
    crawl_delay.wait(url)
    crawl_delay.asked(url)
    clock.now += between
    crawl_delay.wait(url)
    return sum(clock.slept)


@pytest.mark.parametrize(("robots", "allowed", "between", "seconds"), [
    (b"", frozenset(), 0, GAP), (b"", frozenset(), 0.4, GAP - 0.4), (b"", frozenset(), 9, 0),
    (b"", frozenset({"a.example"}), 0, 0),
    (b"User-agent: *\nCrawl-delay: 7", frozenset(), 0, 7),
    (b"User-agent: *\nCrawl-delay: 7", frozenset({"a.example"}), 0, 7),
    (b"User-agent: *\nCrawl-delay: 0", frozenset(), 0, GAP),
    (b"User-agent: *\nCrawl-delay: 86400", frozenset(), 0, LONGEST_GAP),
])  # fmt: skip
def test_the_pause_is_the_one_wished_for_within_bounds(robots, allowed, between, seconds):
    clock = Clock()
    assert ask_twice(crawl_delay(clock, robots, allowed), clock, between) == pytest.approx(seconds)


def test_another_host_does_not_wait():
    clock = Clock()
    one = crawl_delay(clock)
    one.asked("https://a.example/")
    one.wait("https://b.example/")
    assert clock.slept == []


def test_a_busy_host_is_left_alone():
    one = crawl_delay(Clock())
    one.is_busy("https://a.example/1", "It is busy; try again in 60 seconds.")
    with pytest.raises(UnreadableArticle, match="in 60 seconds"):
        one.wait("https://a.example/2")
    one.wait("https://b.example/")
