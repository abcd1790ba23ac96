"""Sitemaps: what they list, and what is refused."""

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.errors import UnreadableArticle
from retrieval.reading.article import Metadata
from retrieval.reading.web.sitemaps import MOST_UNPACKED, read_sitemap, unzipped
from support.feeds import sitemap, sitemap_index

BASE = "https://coast.example/sitemap.xml"


def test_pages_come_newest_first_with_whole_addresses():
    raw = (
        b'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
        b"<url><loc>/old</loc><lastmod>2015-01-01</lastmod></url>"
        b"<url><loc>https://coast.example/undated</loc></url>"
        b"<url><loc> https://coast.example/new </loc><lastmod>2016-11-03T10:00:00Z</lastmod></url>"
        b"<url><lastmod>2016-01-01</lastmod></url></urlset>"
    )
    found = read_sitemap(raw, BASE)
    assert [one.url.removeprefix("https://coast.example") for one in found.listed] == [
        "/new", "/old", "/undated",
    ]  # fmt: skip
    assert not found.is_index


def test_a_news_sitemap_states_title_outlet_and_date():
    raw = (
        b'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'
        b' xmlns:n="http://www.google.com/schemas/sitemap-news/0.9"><url>'
        b"<loc>https://coast.example/a</loc><n:news><n:publication><n:name>Coast Daily</n:name>"
        b"<n:language>en</n:language></n:publication>"
        b"<n:publication_date>2016-11-03T23:00:00+03:00</n:publication_date>"
        b"<n:title>Ferry sinks</n:title></n:news></url></urlset>"
    )
    (listed,) = read_sitemap(raw, BASE).listed
    metadata = listed.metadata
    assert (metadata.title, metadata.outlet) == ("Ferry sinks", "Coast Daily")
    assert (metadata.published, metadata.published_how) == ("2016-11-03", "metadata")


def test_what_a_sitemap_says_of_a_picture_or_a_film_is_not_said_of_the_page():
    raw = (
        b'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:i="i" xmlns:v="v"><url>'
        b"<i:image><i:loc>/a.jpg</i:loc><i:title>The harbour at dawn</i:title></i:image>"
        b"<v:video><v:title>Rescue</v:title>"
        b"<v:publication_date>2007-11-05</v:publication_date></v:video>"
        b"<loc>https://coast.example/a</loc></url></urlset>"
    )
    (listed,) = read_sitemap(raw, BASE).listed
    assert listed.url == "https://coast.example/a"
    assert listed.metadata == Metadata(url="https://coast.example/a")


def test_the_stamp_follows_the_last_change():
    one, same, other = (
        read_sitemap(sitemap("https://coast.example/a", changed=day), BASE).listed[0].stamp
        for day in ("2016-11-03", "2016-11-03", "2016-11-04")
    )
    assert one == same != other


def test_an_index_lists_sitemaps():
    found = read_sitemap(sitemap_index("https://coast.example/s1.xml"), BASE)
    assert found.is_index
    assert found.listed[0].url == "https://coast.example/s1.xml"


@pytest.mark.slow
def test_a_gzip_file_is_unpacked_and_a_bomb_is_cut():
    raw = sitemap("https://coast.example/a")
    assert unzipped(gzip.compress(raw)) == raw
    assert unzipped(raw) == raw
    with pytest.raises(UnreadableArticle, match="no sitemap may"):
        unzipped(gzip.compress(b"\0" * (MOST_UNPACKED + 1), 1))
    with pytest.raises(UnreadableArticle, match="damaged"):
        unzipped(gzip.compress(raw)[:-9])


@pytest.mark.parametrize("raw", [
    b"<rss/>", b"<urlset/>", b"<urlset><url/></urlset>", b"<urlset>", b"",
    b'<!DOCTYPE urlset [<!ENTITY a "b">]><urlset><url><loc>&a;</loc></url></urlset>',
])  # fmt: skip
def test_what_is_no_sitemap_or_an_unsafe_one_is_refused(raw):
    with pytest.raises(UnreadableArticle) as error:
        read_sitemap(raw, BASE)
    assert str(error.value).endswith(".")


@given(st.text(max_size=80), st.text(max_size=40))
def test_any_listed_page_is_read_or_refused(loc, changed):
    try:
        found = read_sitemap(sitemap(loc, changed=changed), BASE)
    except UnreadableArticle:
        return
    assert all(one.url for one in found.listed)
