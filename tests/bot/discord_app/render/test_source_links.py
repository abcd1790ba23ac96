"""Where something comes from, in one line that links to the article and does nothing else."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.discord_app.render import source_links
from bot.discord_app.render.messages import (
    answer_post,
)
from bot.discord_app.render.source_links import without_paths
from bot.links import web_address
from retrieval.types import Copy
from support.discord_fakes import citation, found
from support.hostile_text import without_escapes

HOSTILE = "[x](https://evil.test) @everyone <@1> ||s|| ```"


LINK = re.compile(
    r"(?<!\\)\[(?=(?:\\.|[^\]\\\n])*\]\(<https)|\]\(<https://courier\.example/[^\s<>()]*>\)"
)


@pytest.mark.parametrize(
    ("values", "label"),
    [
        ({"published": None}, ">) · The Courier · undated\n"),
        (
            {"published": None, "date_note": "4 June (year not stated)"},
            "The Courier · 4 June (year not stated)\n",
        ),
        ({"published_how": "dateline"}, "· 3 November 2016 (date from the dateline)\n"),
        ({"published_how": "url"}, "· 3 November 2016 (date from the URL)\n"),
        ({"published_how": "metadata"}, "· 3 November 2016\n"),
        ({"outlet": None}, ">) · 3 November 2016\n"),
        ({"title": None}, "**[1]** [Untitled article](<https://"),
    ],
)
def test_a_source_line_says_what_is_known_of_the_article(values, label):
    answer = found(citations=(citation(**values),))
    assert label in answer_post(answer).pages[0]


REPLACED = {
    "corrected_by": "77b0",
    "corrected_title": "New toll [2]",
    "corrected_how": "correction",
    "corrected_on": "2016-11-04",
}


def test_what_took_its_place_is_linked_where_it_has_an_address():
    cited = citation(**REPLACED, corrected_url="https://courier.example/new")
    page = answer_post(found(citations=(cited,))).pages[0]
    link = r"[corrected by “New toll \[2\]” (4 November 2016)](<https://courier.example/new>)"
    assert f" · {link}" in page.replace(r"\(", "(").replace(r"\)", ")")
    assert "77b0" not in page


def test_what_took_its_place_is_told_by_title_and_id_without_an_address():
    page = answer_post(found(citations=(citation(**REPLACED),))).pages[0]
    assert "77b0, 4 November 2016" in page
    assert "New toll" in page
    hostile = citation(**REPLACED, corrected_url="javascript:alert(1)")
    assert "javascript" not in answer_post(found(citations=(hostile,))).pages[0]


def test_an_article_without_address_is_named_by_its_title_and_id_never_by_its_file():
    copies = (Copy("c", "/srv/news/c.txt", None, None, None, None, None),)
    cited = citation(url=None, source="/srv/news/a.txt", copies=copies)
    page = answer_post(found(citations=(cited,), notes=("See /srv/news/a.txt.",))).pages[0]
    line = "**[1]** Bridge opens · The Courier · 3 November 2016 · article article1"
    assert f"\n{line} (also printed by article c)\n" in page
    assert "http" not in page
    assert "/srv" not in page


@pytest.mark.parametrize(
    ("told", "shown"),
    [
        ("/srv/my news/a b.txt is odd.", "a b.txt is odd."),
        ("It lies in /data.", "It lies in data."),
        ("See '/srv/news/'.", "See 'a folder'."),
        ("No '/srv/my v1.2 news, old/a b.txt' here", "No 'a b.txt' here"),
        ("file:///srv/news/a.txt", "a.txt"),
        ("file:///C:/news/a.txt", "a.txt"),
        ("C:/news/old/a.txt", "a.txt"),
        (r"C:\my news\a.txt", "a.txt"),
        (r"\\server\share\a.txt", "a.txt"),
        ("~/news/a.txt", "a.txt"),
        ("Failed:/srv/news/a.txt", "Failed:a.txt"),
        ("/srv/a.txt and and/or, /srv/b.txt", "a.txt and and/or, b.txt"),
    ],
)
def test_a_path_of_the_machine_is_cut_to_its_last_part(told, shown):
    assert without_paths(told) == shown


@pytest.mark.parametrize(
    "told",
    [
        "https://x.example/a-/b?u=/c", "and/or, 24/7, km/h", "./a.txt, ../b.txt", "this / that",
        "articles/a.txt", "file: none, profile: x", "TASS / Reuters (/)", "Use `dateline index`.",
    ],
)  # fmt: skip
def test_what_is_no_path_of_the_machine_stays(told):
    assert without_paths(told) == told


WORDS = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=8)
NAMES = st.lists(WORDS, min_size=1, max_size=5).map(" ".join)
ROOTS = st.sampled_from(["/", "~/", "C:/", "file:///", "C:\\", "\\\\"])


@given(ROOTS, st.lists(NAMES, min_size=1, max_size=5), NAMES)
def test_no_folder_of_a_path_is_shown_whatever_blanks_are_in_it(root, folders, name):
    between = "\\" if root.endswith("\\") else "/"
    path = root + between.join([*folders, f"{name}.txt"])
    assert without_paths(f"See {path}, please.") == f"See {name}.txt, please."


@given(
    st.lists(st.text(st.characters(codec="utf-8", exclude_characters="/\\\0"), min_size=1),
             min_size=1, max_size=4),
    NAMES,
)  # fmt: skip
def test_no_known_folder_is_shown_whatever_is_in_its_name(folders, name):
    folder = Path("/", "srv", *folders, "news")
    source_links.hide_folders(folder)
    try:
        assert without_paths(f"See {folder}/{name}.txt.") == f"See {name}.txt."
        assert without_paths(f"See file://{folder}/{name}.txt.") == f"See {name}.txt."
        assert without_paths(f"It lies in {folder}.") == "It lies in news."
    finally:
        source_links._folders.clear()


def test_an_article_that_was_read_from_the_web_is_linked_without_stating_an_address():
    cited = citation(url=None, source="https://courier.example/read")
    assert "](<https://courier.example/read#" in answer_post(found(citations=(cited,))).pages[0]


@pytest.mark.parametrize("title", ["A [b [c]] d", "A ] b", "A [ b", "See https://evil.test"])
def test_a_title_that_would_break_a_link_stands_before_it(title):
    page = answer_post(found(citations=(citation(title=title),))).pages[0]
    assert " [link](<https://courier.example/1#" in page


def test_a_source_line_says_who_else_printed_it_and_that_does_nothing():
    names = ("The Mast", HOSTILE, "The Mast", "The Courier", *(f"Paper {n}" for n in range(9)))
    copies = tuple(Copy("c", "c.txt", None, name, None, None, None) for name in names)
    page = answer_post(found(citations=(citation(copies=copies),), receipt=None)).pages[0]
    line = page.split("\n")[-1]
    assert "3 November 2016 (also printed by The Mast, \\[x\\]" in line
    assert line.endswith(", Paper 0 and 8 more)")
    left = without_escapes(LINK.sub("", line))
    assert not re.search(r"https?://|`|\]\(|@everyone|<@|\|\|", left)


@pytest.mark.parametrize(
    ("url", "shown"),
    [
        ("https://courier.example/a?b=c#d", "https://courier.example/a?b=c#d"),
        ("http://courier.example:8080/", "http://courier.example:8080/"),
        ("https://courier.example/@desk/1", "https://courier.example/%40desk/1"),
        ("https://courier.example/a b>c", "https://courier.example/a%20b%3Ec"),
        ("https://courier.example/é%20x", "https://courier.example/%C3%A9%20x"),
        ("https://münchen.example/", "https://xn--mnchen-3ya.example/"),
        ("https://courier.example/a_(b)", "https://courier.example/a_%28b%29"),
        ("https://[::1]/a", "https://[::1]/a"),
    ],
)
def test_plain_web_addresses_are_linked_without_preview(url, shown):
    assert web_address(url) == shown


@pytest.mark.parametrize(
    "url",
    [
        None, "", "javascript:alert(1)", "file:///etc/passwd", "//courier.example", "https://",
        "https://courier.example@evil.test/", "https://[bad", "https://a.test:99999999/",
        "https://a.test/" + "x" * 2000,
    ],
)  # fmt: skip
def test_anything_else_is_not_linked(url):
    assert web_address(url) is None


@given(st.text(max_size=60).map(lambda tail: f"https://a.test/{tail}"))
def test_a_link_never_breaks_out_of_its_brackets(url):
    assert re.fullmatch(r"https://[^\s<>@()]+", web_address(url) or "https://left.out")
