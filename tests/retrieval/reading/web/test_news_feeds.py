"""Feeds as files on the disk, and what is taken from a feed's entries."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.errors import UnreadableArticle
from retrieval.reading import find_files, read
from retrieval.reading.web.news_feeds import feed_articles, read_feed
from support.feeds import LONG, atom, item, rss


def entries(raw, base="https://coast.example/feed"):
    return read_feed(raw, base).entries


def only(raw):
    (entry,) = entries(raw)
    return entry


def read_file(tmp_path, raw, name="feed.xml"):
    path = tmp_path / name
    path.write_bytes(raw)
    (file,) = find_files([path]).files
    return read(file)


@pytest.mark.parametrize("name", ["feed.xml", "feed.rss", "feed.ATOM"])
def test_each_entry_of_a_feed_file_is_an_article_under_its_id(tmp_path, name):
    raw = rss(
        item("https://coast.example/a", text=LONG, guid="one"),
        item("https://coast.example/b", "Trawler found", text=LONG),
        link="https://coast.example/",
    )
    reading = read_file(tmp_path, raw, name)
    first, second = reading.articles
    assert not reading.failures
    assert first.source == f"{tmp_path / name}#one"
    assert second.source == f"{tmp_path / name}#https://coast.example/b"
    assert (first.title, first.outlet) == ("Ferry sinks off Skaal", "Coast Daily")
    assert first.url == "https://coast.example/a"
    assert first.text.startswith("The ferry Gudrun sank")
    assert "<p>" not in first.text


def test_what_a_feed_file_no_longer_holds_stays_in_the_archive(tmp_path):
    assert read_file(tmp_path, rss(item("https://a.example/1", text=LONG))).keeps


def test_an_entry_with_only_a_summary_says_so_in_its_title(tmp_path):
    summary = "<description>The ferry sank, and all were saved.</description>"
    cut = item("https://a.example/2", "Cut", text=LONG + "<p>The harbour master […]</p>")
    reading = read_file(tmp_path, rss(item("https://a.example/1", more=summary), cut))
    assert [one.title for one in reading.articles] == [
        "Ferry sinks off Skaal (summary)", "Cut (summary)",
    ]  # fmt: skip
    assert reading.articles[0].text == "The ferry sank, and all were saved."


def test_an_entry_without_text_is_told_with_its_address_and_stops_no_other(tmp_path):
    reading = read_file(
        tmp_path, rss(item("https://a.example/1"), item("https://a.example/2", text=LONG))
    )
    assert len(reading.articles) == 1
    assert "dateline index https://a.example/1" in reading.failures[0].reason


def test_an_id_used_twice_is_told(tmp_path):
    reading = read_file(
        tmp_path, rss(item("", text=LONG, guid="x"), item("", "Other", text=LONG, guid="x"))
    )
    assert not reading.articles
    assert "used twice" in reading.failures[0].reason


def test_the_same_entry_twice_is_one_article(tmp_path):
    one = item("https://a.example/1", text=LONG)
    reading = read_file(tmp_path, rss(one, one))
    assert len(reading.articles) == 1
    assert not reading.failures


def test_relative_links_are_made_whole():
    assert only(rss(item("/a?b=1"), link="https://coast.example/")).metadata.url == (
        "https://coast.example/a?b=1"
    )
    linked = '<entry><title>T</title><link href="ferry.html"/><id>1</id></entry>'
    assert only(atom(linked)).metadata.url == "https://coast.example/news/ferry.html"


@pytest.mark.parametrize(("link", "url"), [
    ("https://A.example/x?utm_source=rss&id=7&utm_medium=f", "https://a.example/x?id=7"),
    ("https://a.example/x?utm_source=rss", "https://a.example/x"),
    ("https://a.example/x?fbclid=3&yclid=1&id=7", "https://a.example/x?id=7"),
    ("https://a.example/live#p3", "https://a.example/live#p3"),
    ("https://a.example/caf\u00e9", "https://a.example/caf%C3%A9"),
])  # fmt: skip
def test_an_address_is_plain_and_without_what_counts_its_readers(link, url):
    assert only(rss(item(link.replace("&", "&amp;")))).metadata.url == url


@pytest.mark.parametrize("link", ["javascript:alert(1)", "file:///etc/passwd", "ftp://a.example/"])
def test_a_link_that_leads_to_no_page_is_no_address(link):
    assert only(rss(item(link, text=LONG, guid="x"))).metadata.url is None


@pytest.mark.parametrize(("words", "published"), [
    ("Mon, 02 Nov 2015 23:30:00 +0300", "2015-11-02"), ("2 Nov 15 10:00 GMT", "2015-11-02"),
    ("Mon, 02 Nov 15 00:01:01 +0500", "2015-11-02"), ("Mon, 2 Nov 15", "2015-11-02"),
    ("Mon Nov  2 23:30:00 2015", "2015-11-02"), ("Mon Nov  2 23:30:00 UTC 2015", "2015-11-02"),
    ("Monday, 02-Nov-15 23:30:00 GMT", "2015-11-02"), ("31 Feb 15 10:00 GMT", None),
    ("Mon, 02 Nov 2099 23:30:00 GMT", None), ("yesterday", None),
])  # fmt: skip
def test_an_entrys_date_is_the_day_that_it_states(words, published):
    entry = only(rss(item("/a", more=f"<pubDate>{words}</pubDate>")))
    assert entry.metadata.published == published


@pytest.mark.parametrize("words", ["Wed, 03 Jun 2015 20:30:00 GMT", "1433363400"])
@pytest.mark.parametrize(
    ("host", "day"), [("tully.kz", "2015-06-04"), ("tully.example", "2015-06-03")]
)
def test_a_time_in_utc_is_the_day_at_the_outlets_place(words, host, day):
    entry = only(rss(item(f"https://{host}/a", more=f"<pubDate>{words}</pubDate>")))
    assert (entry.metadata.published, entry.metadata.date_note) == (day, None)


def test_dublin_core_dates_and_names_count_in_rss():
    more = "<dc:date>2015-11-02T10:00:00Z</dc:date><dc:creator>Ann Lind</dc:creator>"
    metadata = only(rss(item("/a", more=more))).metadata
    assert (metadata.published, metadata.author) == ("2015-11-02", "Ann Lind")


def test_a_last_change_is_not_taken_for_the_publication():
    changed = "<entry><title>T</title><id>1</id><updated>2015-11-02T10:00:00Z</updated></entry>"
    metadata = only(atom(changed)).metadata
    assert metadata.published is None
    assert metadata.date_note == "updated 2015-11-02 (publication not stated)"


@pytest.mark.parametrize(("author", "name"), [
    ("ann@coast.example (Ann Lind)", "Ann Lind"), ("Ann Lind", "Ann Lind"),
    ("ann@coast.example", None),
])  # fmt: skip
def test_an_author_is_a_name_and_no_address(author, name):
    assert only(rss(item("/a", more=f"<author>{author}</author>"))).metadata.author == name


@pytest.mark.parametrize(("title", "link", "outlet"), [
    ("BBC News - World", "https://www.bbc.co.uk/x", "BBC News"),
    ("Coast Daily » Politics", "https://coast.example/x", "Coast Daily"),
    ("My collection", "https://www.reuters.com/x", "Reuters"),
])  # fmt: skip
def test_the_outlet_is_the_feeds_by_the_table_or_by_the_pages_host(title, link, outlet):
    home = "https://collection.example/" if "collection" in title else link
    found = only(rss(item(link), title=title, link=home)).metadata.outlet
    assert found is not None
    assert found.split()[0] == outlet.split()[0]


def test_a_summary_or_a_short_content_is_not_taken_for_the_whole_article():
    teaser = only(rss(item("/a", text="<p>Twelve words are a teaser and no article at all.</p>")))
    assert teaser.whole
    assert not teaser.is_article
    assert only(rss(item("/a", text=LONG))).is_article
    assert not only(rss(item("/a", text=LONG + "<a>Continue reading</a>"))).is_article


def test_a_feed_with_a_fault_is_read_as_far_as_it_can_be():
    broken = rss(item("https://a.example/1", "Fish &nbsp; chips", text=LONG))
    assert only(broken).metadata.url == "https://a.example/1"


@pytest.mark.parametrize("raw", [b"<html><p>x</p></html>", b"<urlset/>", rss(), b"", b"<rss>"])
def test_what_is_no_feed_or_holds_nothing_is_told(raw):
    with pytest.raises(UnreadableArticle) as error:
        read_feed(raw)
    assert str(error.value).endswith(".")


def test_a_hostile_feed_file_is_named_and_reads_no_other_file(tmp_path):
    """Security item 29: an entity that names a file brings none of its text."""
    secret = tmp_path / "secret.txt"
    secret.write_text("canary")
    raw = (
        f'<!DOCTYPE rss [<!ENTITY x SYSTEM "{secret.as_uri()}">]><rss version="2.0"><channel>'
        "<title>t</title><item><title>&x;</title><description>&x;</description></item>"
        "</channel></rss>"
    ).encode()
    reading = read_file(tmp_path, raw)
    assert not reading.articles
    assert reading.failures[0].source == str(tmp_path / "feed.xml")
    assert "entities" in reading.failures[0].reason
    assert "canary" not in repr(reading)


def test_a_feeds_bytes_are_never_taken_for_an_address_or_a_path(tmp_path):
    path = tmp_path / "other.xml"
    path.write_bytes(rss(item("https://a.example/1", text=LONG)))
    with pytest.raises(UnreadableArticle):
        read_feed(str(path).encode())


def test_a_feed_inside_a_zip_is_read(tmp_path):
    import zipfile

    path = tmp_path / "feeds.zip"
    with zipfile.ZipFile(path, "w") as zipped:
        zipped.writestr("feed.rss", rss(item("https://a.example/1", text=LONG, guid="one")))
    (file,) = find_files([path]).files
    (article,) = read(file).articles
    assert article.source == f"{path}/feed.rss#one"


@given(st.text(max_size=60), st.text(max_size=60), st.text(max_size=60))
def test_any_entry_is_read_or_refused_in_a_sentence(title, link, text):
    raw = rss(item(link, title, text=text))
    try:
        reading = feed_articles(raw, "f.xml", "/f.xml")
    except UnreadableArticle:
        return
    assert all(one.source.startswith("f.xml#") for one in (*reading.articles, *reading.failures))
