"""Which web addresses may be fetched; nothing here opens a connection."""

from ipaddress import ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.errors import UnreadableArticle
from retrieval.reading.web.url_safety import (
    checked_addresses,
    is_listed_host,
    read_url,
    refused_address,
    shown,
    system_resolver,
)

PUBLIC = ("93.184.216.34", "8.8.8.8", "100.63.255.255", "100.128.0.1", "172.32.0.1",
          "2606:2800:220:1::1", "2a00:1450:4001::5")  # fmt: skip
INNER = (
    "127.0.0.1", "127.255.255.254", "0.0.0.0", "0.1.2.3", "10.0.0.1", "172.16.0.1",
    "172.31.255.255", "192.168.1.1", "169.254.169.254", "169.254.0.1", "100.64.0.1",
    "100.127.255.255", "100.100.100.200", "168.63.129.16", "192.0.0.192", "192.0.2.1",
    "192.88.99.1", "198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1", "239.1.1.1",
    "240.0.0.1", "255.255.255.255",
    "::", "::1", "::127.0.0.1", "::ffff:127.0.0.1", "::ffff:93.184.216.34", "fe80::1",
    "fe80::1%eth0", "2606::1%eth0", "fec0::1", "fc00::1", "fd00:ec2::254", "ff02::1",
    "64:ff9b::7f00:1", "64:ff9b:1::7f00:1", "2002:7f00:1::", "2001:0:7f00:1::", "2001:db8::1",
    "100::1", "3fff::1", "4000::1",
)  # fmt: skip


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_address_may_be_fetched(address):
    assert refused_address(ip_address(address)) is None


@pytest.mark.parametrize("address", INNER)
def test_an_inner_or_disguised_address_is_refused(address):
    assert refused_address(ip_address(address))


@given(st.ip_addresses())
def test_what_passes_is_public_by_the_standard_library_too(address):
    if refused_address(address) is None:
        assert address.is_global
        assert not address.is_multicast
        assert address not in (ip_address("169.254.169.254"), ip_address("168.63.129.16"))


@given(st.ip_addresses(v=4))
def test_an_ipv4_address_inside_an_ipv6_one_is_always_refused(inner):
    number = int(inner)
    assert refused_address(ip_address((0xFFFF << 32) | number))
    assert refused_address(ip_address((0x64FF9B << 96) | number))
    assert refused_address(ip_address((0x2002 << 112) | number << 80))


@pytest.mark.parametrize(("url", "plain"), [
    ("HTTPS://News.Example", "https://news.example/"),
    ("  https://news.example:443/a?b=1#c ", "https://news.example/a?b=1"),
    ("http://news.example.:80/", "http://news.example/"),
    ("http://news.example:8080/a", "http://news.example:8080/a"),
    ("https://straße.example/ä b?q=й", "https://xn--strae-oqa.example/%C3%A4%20b?q=%D0%B9"),
    ("https://пример.рф", "https://xn--e1afmkfd.xn--p1ai/"),
    ("https://news。example/", "https://news.example/"),
    ("http://１２７.0.0.1/", "http://127.0.0.1/"),
    ("http://[::FFFF:127.0.0.1]/", "http://[::ffff:7f00:1]/"),
    ("http://news.example?x", "http://news.example/?x"),
    ("http://news.example/%41%2f", "http://news.example/%41%2f"),
])  # fmt: skip
def test_a_url_is_made_plain(url, plain):
    target = read_url(url)
    assert target.url == plain
    assert read_url(target.url) == target


@pytest.mark.parametrize("url", [
    "", "news.example", "//news.example", "file:///etc/passwd", "ftp://news.example/",
    "gopher://news.example/", "data:text/plain,x", "javascript:alert(1)", "http://", "https:///a",
    "http://user@news.example/", "http://user:secret@news.example/", "http://:@news.example/",
    "http://news.example\\@127.0.0.1/", "http://127.0.0.1\\.news.example/", "http://[::1", "http://::1/",
    "http://[::1%25eth0]/", "http://[v1.x]/", "http://2130706433/", "http://0x7f000001/",
    "http://0x7f.1/", "http://0177.0.0.1/", "http://127.1/", "http://127.0.0.1.5/", "http://0/",
    "http://127.0.0.0x1/", "http://256.1.1.1/", "http://1.2.3.4.../", "http://./", "http://a..b/",
    "http://a b/", "http://127.0.0.1%2f@x/", "http://%31%32%37.0.0.1/", "http://news.example:port/",
    "http://news.example:99999/", "http://news.example:-1/", "http://news.example/\r\nX: 1",
    "http://news.exam\tple/", "http://news.example/\ud800", "http://-a.example/",
    f"http://{'a' * 64}.example/",
    f"http://{'a.' * 200}example/", f"http://news.example/{'a' * 9000}", "http://a⁄b.example/",
    f"http://{'ä' * 300}.example/", "http://ä\u200b-.example/", "http://\u2488.example./\x00",
])  # fmt: skip
def test_a_url_that_is_none_or_hides_its_host_is_refused(url):
    with pytest.raises(UnreadableArticle) as error:
        read_url(url)
    message = str(error.value)
    assert message.endswith(".")
    assert message.isprintable()
    assert "secret" not in message


@given(st.text() | st.from_regex(r"https?://[^/]{0,40}(:[0-9]{1,6})?/.{0,20}", fullmatch=True))
def test_any_text_is_a_url_or_plainly_refused(url):
    try:
        target = read_url(url)
    except UnreadableArticle:
        return
    assert target.url.isascii()
    assert target.url.isprintable()
    assert read_url(target.url) == target


@pytest.mark.parametrize(("entry", "allowed"), [
    ("intra.example", True), ("INTRA.example.", True), ("intra.example:8080", True),
    ("intra.example:80", False), ("other.example", False), ("", False), ("example", False),
    ("intra.example:x", False), ("http://intra.example", False), ("*", False),
])  # fmt: skip
def test_an_allowed_host_is_named_whole_with_or_without_its_port(entry, allowed):
    assert is_listed_host(read_url("http://intra.example:8080/"), frozenset({entry})) is allowed


@pytest.mark.parametrize("entry", ["::1", "[::1]", "[::1]:81", "[0:0::1]:81"])
def test_an_allowed_host_may_be_an_ipv6_address(entry):
    assert is_listed_host(read_url("http://[::1]:81/"), frozenset({entry}))


def addresses(*answers):
    return lambda host: tuple(map(ip_address, answers))


def test_every_address_of_a_public_host_is_handed_on():
    found = checked_addresses(read_url("https://news.example"), frozenset(), addresses(*PUBLIC))
    assert found == tuple(map(ip_address, PUBLIC))


@pytest.mark.parametrize("inner", INNER)
def test_one_inner_address_among_public_ones_refuses_the_host(inner):
    resolve = addresses("93.184.216.34", inner, "8.8.8.8")
    with pytest.raises(UnreadableArticle, match="add it to DATELINE_ALLOWED_HOSTS"):
        checked_addresses(read_url("https://news.example"), frozenset(), resolve)


@pytest.mark.parametrize("port", [0, 1, 22, 25, 6379, 8080, 65535])
def test_other_ports_are_refused_before_the_name_is_looked_up(port):
    with pytest.raises(UnreadableArticle, match=f"port {port};"):
        checked_addresses(read_url(f"http://news.example:{port}"), frozenset(), never)


def never(host):
    raise AssertionError(f"{host} was looked up")


def test_an_address_in_a_url_is_not_looked_up():
    found = checked_addresses(read_url("http://93.184.216.34/"), frozenset(), never)
    assert found == (ip_address("93.184.216.34"),)


def test_an_allowed_host_may_be_private_but_never_a_credentials_address():
    target, allowed = read_url("http://intra.example:8080/"), frozenset({"intra.example:8080"})
    assert checked_addresses(target, allowed, addresses("10.0.0.7")) == (ip_address("10.0.0.7"),)
    with pytest.raises(UnreadableArticle, match="credentials"):
        checked_addresses(target, allowed, addresses("169.254.169.254"))


def test_a_host_without_an_address_is_named():
    with pytest.raises(UnreadableArticle, match=r"news\.example can't be found"):
        checked_addresses(read_url("https://news.example"), frozenset(), addresses())


def test_a_failing_look_up_is_told_plainly():
    def fails(host):
        raise OSError("no such name")

    with pytest.raises(UnreadableArticle, match=r"news\.example can't be found"):
        checked_addresses(read_url("https://news.example"), frozenset(), fails)


def test_the_system_knows_where_localhost_is_and_it_is_refused():
    assert all(address.is_loopback for address in system_resolver("localhost"))
    with pytest.raises(UnreadableArticle, match="this machine itself"):
        checked_addresses(read_url("http://localhost/"), frozenset(), system_resolver)


def test_a_url_is_shown_on_one_short_line():
    assert shown("https://a.example/\x1b[2J\n") == "https://a.example/?[2J?"
    assert len(shown("a" * 500)) == 120
