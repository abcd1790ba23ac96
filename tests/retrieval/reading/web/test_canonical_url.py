"""Which address a page goes by, and what a fetch may not land on."""

import pytest

from retrieval.errors import UnreadableArticle
from retrieval.reading.web.canonical_url import (
    canonical_url,
    is_front_page,
    is_same_story,
    require_arrival,
    same_site,
)

AT = "https://www.coast.example/news/ferry?ref=home"
FORM = b"<html><form><input name=p type='password'></form></html>"


def canonical(href, at=AT):
    return canonical_url(f'<html><head><link rel="canonical" href="{href}"></head></html>', at)


@pytest.mark.parametrize(("href", "url"), [
    ("https://www.coast.example/news/ferry", "https://www.coast.example/news/ferry"),
    ("/news/ferry#top", "https://www.coast.example/news/ferry"),
    ("https://coast.example/news/ferry", "https://coast.example/news/ferry"),
    ("http://m.coast.example/n", "http://m.coast.example/n"),
    ("https://www.coast.example/", AT), ("/", AT), ("/index.html", AT), ("", AT),
    ("https://other.example/news/ferry", AT), ("//other.example/x", AT),
    ("javascript:x", AT), ("file:///etc/passwd", AT), ("http://[", AT),
    ("https://user:secret@www.coast.example/x", AT), ("http://127.0.0.1/x", AT),
])  # fmt: skip
def test_a_canonical_link_is_believed_on_its_own_site_and_not_for_its_first_page(href, url):
    assert canonical(href) == url


def test_without_a_canonical_link_the_open_graph_address_counts():
    head = '<meta property="og:url" content="/news/ferry">'
    assert canonical_url(f"<html><head>{head}</head></html>", AT) == (
        "https://www.coast.example/news/ferry"
    )
    assert canonical_url("<p>nothing", AT) == AT
    assert canonical_url("", AT) == AT


def test_a_canonical_link_in_the_text_is_not_the_pages_own():
    page = '<html><body><p>x</p><div><link rel="canonical" href="/b"></div></body></html>'
    assert canonical_url(page, AT) == AT


def test_a_first_page_may_name_itself():
    assert canonical("https://www.coast.example/", "https://www.coast.example/index.php") == (
        "https://www.coast.example/"
    )


@pytest.mark.parametrize(("one", "other", "same"), [
    ("The ferry sank.\nForty were saved.", "Follow us\n The ferry sank. \nForty were saved.", True),
    ("The ferry sank.\nForty were saved.", "The ferry sank.\nAll are safe.", True),
    ("The ferry sank.\nForty were saved.", "The dam broke.\nForty were lost.", False),
])  # fmt: skip
def test_a_variant_of_a_page_is_told_by_the_lines_it_shares(one, other, same):
    assert is_same_story(one, other) is is_same_story(other, one) is same


@pytest.mark.parametrize(("one", "other", "same"), [
    ("https://news.bbc.co.uk/1", "https://www.bbc.co.uk/2", True),
    ("https://bbc.co.uk/1", "https://other.co.uk/2", False),
    ("https://a.github.io/", "https://b.github.io/", False),
    ("https://a.github.io/", "https://github.io/", False),
    ("http://127.0.0.1:8001/", "http://127.0.0.1:8001/x", True),
    ("http://127.0.0.1:8001/", "http://127.0.0.1:8002/", False),
    ("http://intranet/", "http://intranet/x", True),
    ("http://www.desk.example/", "http://desk.example/x", True),
])  # fmt: skip
def test_a_site_is_what_one_owner_can_register(one, other, same):
    assert same_site(one, other) is same


@pytest.mark.parametrize(("url", "front"), [
    ("https://a.example", True), ("https://a.example/index.html", True),
    ("https://a.example/?p=12", False), ("https://a.example/news", False),
])  # fmt: skip
def test_a_front_page_has_no_path_and_no_query(url, front):
    assert is_front_page(url) is front


@pytest.mark.parametrize("landed", [
    "https://www.coast.example/login?next=/news/ferry", "https://login.coast.example/x",
    "https://www.coast.example/account/sign-in", "https://www.coast.example/user/login.php",
    "https://www.coast.example/", "https://sso.coast.example/auth",
])  # fmt: skip
def test_a_way_to_a_login_or_to_the_first_page_is_no_article(landed):
    with pytest.raises(UnreadableArticle):
        require_arrival(AT, landed, b"<p>Welcome")


def test_a_way_to_a_form_that_asks_for_a_password_is_no_article():
    with pytest.raises(UnreadableArticle, match="login"):
        require_arrival(AT, "https://www.coast.example/welcome", FORM)


@pytest.mark.parametrize(("asked", "landed", "body"), [
    (AT, AT, FORM), ("http://coast.example/a", "https://www.coast.example/a/", FORM),
    (AT, "https://www.coast.example/news/1-ferry-sinks", b"<p>x"),
    ("https://a.example/login-row", "https://a.example/politics/login-row", b"<p>x"),
    (AT, "https://www.coast.example/news/2", FORM + b"<p>word " * 400),
    ("https://short.example/x", "https://www.coast.example/", b"<p>x"),
    ("https://www.coast.example/blogging/in-depth/1", "https://www.coast.example/blogin", b""),
])  # fmt: skip
def test_any_other_way_leads_to_the_page(asked, landed, body):
    require_arrival(asked, landed, body)
