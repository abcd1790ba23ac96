"""XML from strangers: what is let through to a parser, and what is refused before."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retrieval.errors import UnreadableArticle
from retrieval.reading.formats.untrusted_markup import checked_xml, fragment_text, root_name

LAUGHS = (
    b'<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "ha">'
    + b"".join(b'<!ENTITY %c "%s">' % (97 + n, b"&%c;" % (96 + n) * 10) for n in range(1, 12))
    + b"]><rss><channel><title>&l;</title></channel></rss>"
)
OUTSIDE = (
    b'<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    b"<rss><channel><title>&x;</title></channel></rss>"
)


@pytest.mark.parametrize("raw", [
    LAUGHS, OUTSIDE, b"\xef\xbb\xbf" + LAUGHS, LAUGHS.decode().encode("utf-16"),
    b'<!DOCTYPE rss SYSTEM "http://127.0.0.1:1/x.dtd"><rss/>',
    b'<!DOCTYPE rss [<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;]><rss/>',
    b"<!-- <rss> --><!DOCTYPE rss [<!ENTITY a 'b'>]><rss>&a;</rss>",
], ids=["laughs", "file", "mark", "utf-16", "external", "parameter", "comment"])  # fmt: skip
@pytest.mark.parametrize("lenient", [True, False])
def test_entities_and_document_types_are_refused_before_they_grow(raw, lenient):
    """Security item 29: billion laughs and outside entities, also in another encoding."""
    with pytest.raises(UnreadableArticle, match="document type or entities"):
        checked_xml(raw, lenient=lenient)


def test_a_document_comes_out_as_utf8_whatever_it_was():
    for charset in ("utf-8", "windows-1251", "utf-16"):
        raw = f'<?xml version="1.0" encoding="{charset}"?><rss>Нефть</rss>'.encode(charset)
        assert checked_xml(raw) == "<rss>Нефть</rss>".encode()
    assert checked_xml("<rss>Нефть дорожает</rss>".encode("koi8_r"), "koi8-r") == (
        "<rss>Нефть дорожает</rss>".encode()
    )


@pytest.mark.parametrize("raw", [b"<rss>", b"<rss>&nbsp;</rss>", b"<rss>a & b</rss>"])
def test_a_fault_in_the_document_is_let_pass_only_for_a_parser_that_mends_it(raw):
    assert checked_xml(raw, lenient=True) == raw
    with pytest.raises(UnreadableArticle, match="no whole XML"):
        checked_xml(raw)


@pytest.mark.parametrize("raw", [b"", b"  ", b"no xml", b"{}", b"<", b"\x00\x01\x02"])
def test_what_is_no_xml_is_refused_all_the_same(raw):
    with pytest.raises(UnreadableArticle):
        checked_xml(raw, lenient=True)


def test_elements_that_nest_without_end_are_refused():
    with pytest.raises(UnreadableArticle, match="nested too deeply"):
        checked_xml(b"<a>" * 100_000, lenient=True)


@pytest.mark.parametrize(("raw", "name"), [
    (b"<rss version='2.0'>", "rss"), (b"\xef\xbb\xbf\n<?xml version='1.0'?>\n<feed>", "feed"),
    (b"<rdf:RDF xmlns:rdf='x'>", "rdf"), (b"<!-- <rss> --><?x <urlset> ?><html>", "html"),
    (b"<!DOCTYPE html><html>", "html"), (LAUGHS, "rss"), (b"plain", None), (b"", None),
    (b"%PDF-1.7", None), (b"\xff\xd8\xff\xe0\x00\x10", None),
])  # fmt: skip
def test_the_first_element_is_found_behind_what_stands_before_it(raw, name):
    assert root_name(raw) == name


@given(st.binary(max_size=200))
def test_any_bytes_have_a_first_element_or_none(raw):
    name = root_name(b"<?xml " + raw)
    assert name is None or name == name.lower()


@pytest.mark.parametrize("part", ["<!--", "<![if ", "<?", "</", "<script>", '<a b="', "&#", "<"])
def test_no_fragment_makes_it_slow(part):
    # Read in no time at all, or in hours.
    assert len(fragment_text(part * 200_000)) <= len(part) * 200_000


def test_a_fragment_is_a_line_for_each_block_without_scripts():
    html = (
        "<p>One &amp; two<br>three</p><script>bad()</script><ul><li>four<li> five\n six</ul>"
        "<style>p{}</style><p></p><a href=x>se</a>ven"
    )
    assert fragment_text(html) == "One & two\nthree\nfour\nfive six\nseven"


@given(st.text(max_size=200))
def test_any_fragment_becomes_lines_without_tags_of_its_own(text):
    lines = fragment_text(f"<p>{text}</p>").split("\n")
    assert all(line == " ".join(line.split()) for line in lines)
