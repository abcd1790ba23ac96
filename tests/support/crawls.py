"""A run over a site on loopback, as indexing makes it."""

from retrieval.reading.web.crawler import Web
from retrieval.types import FetchHistory, SourceFile

DAM = (
    "The dam above Orrin burst on Monday night after a week of rain, the council said. "
    "The lower town was cleared in time, and four hundred people slept in the school hall. "
    "Engineers had asked for repairs in the spring, and a report on that is due in May. "
)
HTML = {"Content_Type": "text/html; charset=utf-8"}


class Run:
    """One run against a site: reads an address and, as indexing does, all that it leads to."""

    def __init__(self, site, known=None, texts=None):
        self.web = Web(frozenset({site.host}), "1", known, held=(texts or {}).get)
        self.failures, self.articles, self.unchanged, self.files = [], [], 0, []

    def read(self, *urls):
        waiting = [SourceFile(url, url, "now") for url in urls]
        while waiting:
            file = waiting.pop(0)
            self.files.append(file)
            reading = self.web.read(file)
            self.failures += reading.failures
            self.articles += reading.articles
            self.unchanged += reading.unchanged
            waiting[:0] = reading.leads
        return self

    def known(self):
        """What an archive would remember of this run."""
        failed = {failure.source for failure in self.failures}
        return FetchHistory(
            {visit.url: visit for visit in self.web.visits(failed)},
            {file.key: file.stamp for file in self.files if file.source not in failed},
            frozenset(article.id for article in self.articles),
        )


def asked(site):
    paths = [request.split(" ")[1] for request in site.requests]
    return [path for path in paths if path != "/robots.txt"]


def told(run):
    (failure,) = run.failures
    assert failure.reason.endswith(".") or "dateline remove" in failure.reason
    return failure.reason
