"""Where a fetch may go: every way inward is refused before a connection is opened."""

import ssl
from dataclasses import replace
from functools import partial
from ipaddress import ip_address

import pytest
import trustme
from hypothesis import given
from hypothesis import strategies as st

from retrieval.reading.web.connection import connect_to
from retrieval.reading.web.fetching import fetch
from support.websites import PUBLIC, QUICK, Outside, Site, answer, refused, resolver


@pytest.fixture
def certificate(tmp_path):
    """A certificate with its key for news.example, and the authority that vouches for it."""
    authority = trustme.CA()
    mine, trusted = tmp_path / "mine.pem", tmp_path / "authority.pem"
    authority.issue_cert("news.example").private_key_and_cert_chain_pem.write_to_path(mine)
    authority.cert_pem.write_to_path(trusted)
    return mine, trusted


INWARD = (
    "http://127.0.0.1:{port}/", "http://localhost:{port}/", "http://2130706433:{port}/",
    "http://0x7f000001:{port}/", "http://0177.0.0.1:{port}/", "http://127.1:{port}/",
    "http://[::ffff:127.0.0.1]:{port}/", "http://[::1]:{port}/", "http://0.0.0.0:{port}/",
    "http://127.0.0.1/", "http://2130706433/", "http://[::ffff:127.0.0.1]/", "http://[::1]/",
    "http://169.254.169.254/latest/meta-data/", "http://[fd00:ec2::254]/", "http://10.0.0.1/",
    "http://[2002:7f00:1::]/", "http://[2001:0:7f00:1::]/", "http://[64:ff9b::7f00:1]/",
    "http://mixed.example/", "http://inner.example/", "http://metadata.google.internal/",
    "http://public.example:22/", "http://public.example:{port}/", "https://127.0.0.1:443/",
    "http://１２７.0.0.1/", "http://127.0.0.1./", "http://public.example@127.0.0.1:{port}/",
    "file:///etc/passwd", "gopher://127.0.0.1:{port}/", "ftp://public.example/",
)  # fmt: skip
HOSTS = resolver(
    public="93.184.216.34", mixed="93.184.216.34 10.0.0.1", inner="127.0.0.1",
    localhost="127.0.0.1 ::1", metadata="169.254.169.254",
)  # fmt: skip


@pytest.mark.parametrize("url", INWARD)
def test_no_connection_is_opened_inward(site, url):
    """Security item 38: every way of writing an inner address, and port 22."""
    outside = Outside(site)
    refused(fetch, url.format(port=site.port), resolve=HOSTS, connect=outside, limits=QUICK)
    assert outside.asked == []
    assert site.connections == 0


@pytest.mark.parametrize("url", INWARD)
def test_a_public_page_cannot_redirect_inward(site, url):
    """Security item 38: from a public page to a private address."""
    site.pages["/go"] = answer(status=302, Location=url.format(port=site.port))
    outside = Outside(site)
    refused(fetch, "http://public.example/go", resolve=HOSTS, connect=outside, limits=QUICK)
    assert outside.asked == [("93.184.216.34", 80)]
    assert site.connections == 1


def test_the_connection_goes_to_the_address_that_was_judged(site):
    """Security item 38: a name that changes its address between look-up and connection."""
    site.pages["/"] = answer(b"first")
    answers = iter([(PUBLIC,), (ip_address("127.0.0.1"),)])
    outside = Outside(site)
    page = fetch("http://news.example/", resolve=lambda host: next(answers), connect=outside)
    assert page.body == b"first"
    assert outside.asked == [("93.184.216.34", 80)]
    assert site.header("host") == ["news.example"]
    refused(fetch, "http://news.example/", resolve=lambda host: next(answers), connect=outside)
    assert len(outside.asked) == 1


def test_a_name_that_turns_inward_between_two_hops_is_refused(site):
    site.pages["/"] = answer(status=302, Location="/again")
    answers = iter([(PUBLIC,), (ip_address("10.0.0.1"),)])
    outside = Outside(site)
    refused(fetch, "http://news.example/", resolve=lambda host: next(answers), connect=outside)
    assert len(outside.asked) == site.connections == 1


def test_the_next_address_is_tried_when_one_does_not_answer(site):
    site.pages["/"] = answer(b"second")
    tried = []

    def connect(address, port, seconds):
        tried.append(str(address))
        if len(tried) == 1:
            raise TimeoutError
        return connect_to(ip_address("127.0.0.1"), site.port, seconds)

    both = resolver(news="2606:2800::1 93.184.216.34")
    assert fetch("http://news.example", resolve=both, connect=connect).body == b"second"
    assert tried == ["2606:2800::1", "93.184.216.34"]


def test_a_host_that_does_not_answer_is_named():
    outside = Outside()
    assert "No connection to public.example" in refused(
        fetch, "https://public.example", resolve=HOSTS, connect=outside
    )
    assert outside.asked == [("93.184.216.34", 443)]


def test_an_allowed_host_covers_only_itself(site):
    get = partial(fetch, allowed_hosts=frozenset({site.host}), limits=QUICK)
    message = refused(get, f"http://localhost:{site.port}/")
    assert "add it to DATELINE_ALLOWED_HOSTS" in message
    assert "leads to 127.0.0.1" in refused(get, "http://127.0.0.1/")
    assert site.connections == 0


@pytest.fixture
def secure(certificate):
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate[0])
    site = Site(context)
    site.pages["/"] = answer(b"safe")
    yield site
    site.close()


def test_the_certificate_is_checked_against_the_name_not_the_address(
    secure, certificate, monkeypatch
):
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate[1]))
    get = partial(fetch, resolve=lambda host: (PUBLIC,), connect=Outside(secure))
    assert get("https://news.example/").body == b"safe"
    assert secure.names == ["news.example"]
    assert "certificate of other.example" in refused(get, "https://other.example/")
    assert len(secure.requests) == 1


def test_a_certificate_that_nobody_vouches_for_is_refused(secure):
    get = partial(fetch, resolve=lambda host: (PUBLIC,), connect=Outside(secure))
    assert "certificate of news.example is not valid" in refused(get, "https://news.example/")
    assert secure.requests == []


@pytest.mark.slow
def test_tls_with_a_server_that_speaks_none_is_told_plainly(site):
    get = partial(fetch, resolve=HOSTS, connect=Outside(site), limits=replace(QUICK, seconds=0.4))
    refused(get, "https://public.example/")


@given(
    st.text()
    | st.from_regex(r"(https?://|//)[^/]{0,40}(:[0-9]{1,6})?[/\\?#].{0,20}", fullmatch=True)
)
def test_no_url_brings_anything_but_a_plain_refusal(url):
    outside = Outside()
    refused(fetch, url, resolve=lambda host: (PUBLIC,), connect=outside)
    assert all(port in {80, 443} for _, port in outside.asked)
