"""What is made of a stranger's bytes in a process of its own: tasks by name, and who does them.

A page can be made so that no parser ends with it, and from within a process a parser can't be
stopped. So what came from the web is given to a worker, which is killed when its time is over.
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial
from typing import Any

from retrieval.errors import UnreadableArticle
from retrieval.reading.sandbox.worker_pool import Workers, fault_sentence
from retrieval.reading.web.canonical_url import feed_link
from retrieval.reading.web.fetched_page import page_article
from retrieval.reading.web.news_feeds import entry_article, read_feed
from retrieval.reading.web.sitemaps import read_sitemap

# A request to a worker holds a name, one of these or "file", and values; never a function.
TASKS: dict[str, Callable[..., Any]] = {
    "page": page_article,
    # For a page whose canonical address belongs to another story (`crawler`).
    "page where it lies": partial(page_article, canonical=False),
    "feed": read_feed,
    "entry": entry_article,
    "feed link": feed_link,
    "sitemap": read_sitemap,
}
SECONDS = 60.0
"""The longest that one task may take."""

log = logging.getLogger(__name__)

Perform = Callable[..., Any]
"""Called with the name of a task and its arguments; gives what the task gives."""


def perform_here(task: str, *given: Any) -> Any:
    """Do a task in this process; raises what the task raises."""
    return TASKS[task](*given)


def performed_by(workers: Workers, seconds: float = SECONDS) -> Perform:
    """What has tasks done by workers, and does them here where none can be started.

    It raises an UnreadableArticle, with a sentence, for a task that is refused, takes longer
    than `seconds`, or ends its process.
    """

    def perform(task: str, *given: Any) -> Any:
        try:
            worker = workers.take()
        except OSError:
            return perform_here(task, *given)
        try:
            outcome, told = worker.ask(task, given, seconds)
        except EOFError:
            raise UnreadableArticle(worker.why(seconds)) from None
        workers.give_back(worker)
        if outcome == "done":
            return told
        if outcome == "refused":
            raise UnreadableArticle(told)
        log.error("Reading a page failed:\n%s", told)
        # The last line of a traceback names the error.
        raise UnreadableArticle(fault_sentence(told.strip().splitlines()[-1]))

    return perform
