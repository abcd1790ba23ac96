"""Files sent in Discord: their names, sizes, and where they are kept."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.discord_app.commands.add_articles import addresses_in
from bot.discord_app.commands.uploads import FOLDER, MOST_BYTES, Upload, fault_of, kept, safe_name
from bot.discord_app.components.article_list import page_text
from retrieval.errors import UsageError
from retrieval.types import ArticleListing
from support.discord_fakes import make_settings
from support.hostile_text import LIVE, TEXTS, without_escapes

NAMES = st.one_of(TEXTS, st.lists(st.sampled_from(["..", "/", "\\", ".", "a", "con"])).map("".join))


@given(NAMES, st.binary(max_size=20))
def test_a_name_never_leads_out_of_the_folder_or_hides(name, content):
    safe = safe_name(Upload(f"{name}a.txt", content))
    assert safe == safe.strip()
    assert not safe.startswith((".", "-"))
    assert not set(safe) & set("/\\:\0\n")
    assert len(safe) <= 80
    assert safe.endswith(".txt")


def test_the_same_file_comes_to_lie_in_the_same_place_and_another_beside_it(tmp_path):
    settings = make_settings(tmp_path / "home", articles=tmp_path / "articles")
    one = kept(settings, Upload("a.txt", b"one"))
    assert kept(settings, Upload("a.txt", b"one")) == one
    assert kept(settings, Upload("a.txt", b"two")) != one
    assert one.read_bytes() == b"one"
    assert len(list(one.parent.iterdir())) == 2


def test_where_the_folder_can_not_be_written_the_archives_own_is_taken(tmp_path):
    (tmp_path / "articles").write_text("no folder")
    settings = make_settings(tmp_path / "home", articles=tmp_path / "articles")
    assert kept(settings, Upload("a.txt", b"one")).parent == tmp_path / "home" / FOLDER
    (tmp_path / "other").write_text("no folder")
    nowhere = make_settings(tmp_path / "other", articles=tmp_path / "articles")
    with pytest.raises(UsageError, match="can be written to"):
        kept(nowhere, Upload("a.txt", b"one"))


@pytest.mark.parametrize(
    ("name", "size", "told"),
    [
        ("a.exe", 1, "doesn't read"),
        ("noending", 1, "doesn't read"),
        ("a.txt", MOST_BYTES + 1, "at most"),
    ],
)
def test_a_file_that_is_not_taken_is_told_why(name, size, told):
    assert told in (fault_of(name, size) or "")


def test_a_file_of_a_known_type_and_size_is_taken():
    assert fault_of("A.PDF", MOST_BYTES) is None


def test_addresses_are_found_once_without_the_marks_behind_them():
    text = "See https://a.example/x?y=1, (https://b.example/z). <https://a.example/x?y=1> ftp://c"
    assert addresses_in(text) == ("https://a.example/x?y=1", "https://b.example/z")


@given(st.lists(st.tuples(TEXTS, TEXTS, TEXTS), max_size=8))
def test_a_page_of_any_articles_fits_into_a_message_and_does_nothing(rows):
    listings = tuple(
        ArticleListing(
            "i" * 12, "s", title, outlet, None, None, "unknown", note, None, "h", 1, 1, "x"
        )
        for title, outlet, note in rows
    )
    text = page_text(10**9, 10**8, listings)
    assert len(text) <= 2000
    _, *lines = text.split("\n")
    assert len(lines) == len(rows)
    for line in lines:
        left = without_escapes(line)
        assert not any(re.search(pattern, left) for pattern in LIVE), line


@pytest.mark.parametrize(("text", "address"), [
    ("See https://a.example/wiki/Mercury_(planet).", "https://a.example/wiki/Mercury_(planet)"),
    ("(see https://a.example/wiki/Mercury_(planet))", "https://a.example/wiki/Mercury_(planet)"),
    ("(see https://a.example/x.)", "https://a.example/x"),
    ("[x](https://a.example/x)", "https://a.example/x"),
])  # fmt: skip
def test_an_address_keeps_the_brackets_that_are_its_own(text, address):
    assert addresses_in(text) == (address,)
