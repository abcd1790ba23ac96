"""Pages as browsers keep them."""

import plistlib

import pytest

from retrieval.errors import UnreadableArticle
from retrieval.reading.formats.html.page import read_html
from retrieval.reading.formats.saved_pages import read_mhtml, read_webarchive

STORY = "".join(
    f"<p>Гавань Талли закрыли в понедельник, сообщил мэр в заявлении номер {at}.</p>"
    for at in range(4)
)
PAGE = f"<html><head><title>Гавань</title></head><body><h1>Гавань</h1>{STORY}</body></html>"
ADDRESS = "https://tully.example/2016/11/03/harbour"


def mhtml(page, charset):
    head = (
        "From: <Saved by Blink>\r\n"
        f"Snapshot-Content-Location: {ADDRESS}\r\n"
        "MIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="x"\r\n\r\n'
        f"--x\r\nContent-Type: text/html; charset={charset}\r\n"
        "Content-Transfer-Encoding: 8bit\r\n\r\n"
    )
    return head.encode() + page.encode(charset) + b"\r\n--x--\r\n"


@pytest.mark.parametrize("charset", ["utf-8", "windows-1251"])
def test_mhtml_is_read_with_the_address_it_was_saved_from(charset):
    found = read_mhtml(mhtml(PAGE, charset), "a.mhtml", "/a.mhtml")
    assert "Гавань Талли закрыли" in found.text
    assert (found.url, found.published) == (ADDRESS, "2016-11-03")
    assert found.source == "a.mhtml"


@pytest.mark.parametrize("form", [plistlib.FMT_BINARY, plistlib.FMT_XML])
def test_a_webarchive_is_read_with_its_address(form):
    main = {
        "WebResourceData": PAGE.encode("cp1251"),
        "WebResourceMIMEType": "text/html",
        "WebResourceTextEncodingName": "windows-1251",
        "WebResourceURL": ADDRESS,
    }
    raw = plistlib.dumps({"WebMainResource": main}, fmt=form)
    found = read_webarchive(raw, "a.webarchive", "/a.webarchive")
    assert "Гавань Талли закрыли" in found.text
    assert found.url == ADDRESS


@pytest.mark.parametrize("raw", [b"", b"words", b"bplist00", b"\x00\xff" * 40, b"<plist><dict/>"])
def test_what_holds_no_page_is_refused(raw):
    with pytest.raises(UnreadableArticle, match="no web page"):
        read_webarchive(raw, "a", "/a")
    with pytest.raises(UnreadableArticle):
        read_mhtml(raw, "a", "/a")


@pytest.mark.parametrize(
    "mark",
    [
        f"<!-- saved from url=(0041){ADDRESS} -->",
        f"<!--\n Page saved with SingleFile \n url: {ADDRESS} \n saved date: Thu Nov 03 2016 -->",
        f"<!-- saved from url=(0041){ADDRESS}?utm_source=x -->",
    ],
)
def test_where_a_browser_saved_a_page_from_is_its_address(mark):
    found = read_html(f"<!doctype html>\n{mark}\n{PAGE}".encode(), "a.html", "/a.html")
    assert (found.url, found.outlet) == (ADDRESS, "tully.example")


def test_a_pages_own_word_on_its_address_goes_first():
    own = "<link rel=canonical href='https://tully.example/harbour'>"
    page = f"<!-- saved from url=(0041){ADDRESS} -->{PAGE.replace('<title>', own + '<title>')}"
    assert read_html(page.encode(), "a.html", "/a.html").url == "https://tully.example/harbour"


def test_a_page_saved_from_a_disk_has_no_address():
    page = f"<!-- saved from url=(0016)file:///C:/a.html -->{PAGE}"
    assert read_html(page.encode(), "a.html", "/a.html").url is None
