"""A web site on loopback, and what fetches a page from it."""

from functools import partial

import pytest

from retrieval.reading.web.fetching import fetch
from support.websites import QUICK, Site


@pytest.fixture
def site():
    site = Site()
    yield site
    site.close()


@pytest.fixture
def get(site):
    return partial(fetch, allowed_hosts=frozenset({site.host}), limits=QUICK)
