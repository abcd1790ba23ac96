"""The day that a page shows as its article's own, by the page's marks."""

import pytest

from retrieval.reading.formats.html.page import read_html

STORY = (
    "<p>The harbour of Tully was closed on Monday, the mayor said in a long statement.</p>"
    "<p>Ships waited outside the bay until the wind had dropped late in the evening.</p>"
)


def published(labels, over="", holder="article"):
    page = (
        "<!doctype html><meta charset='utf-8'><title>Harbour closed</title>"
        f"<{holder}>{over}<h1>Harbour closed</h1>{labels}{STORY}</{holder.split()[0]}>"
    )
    return read_html(page.encode(), "a.html", "/a.html").published


@pytest.mark.parametrize(
    "mark",
    ["itemprop='dateModified'", "itemprop='dateUpdated' class='updated'", "class='entry-updated'",
     "class='last-modified'", "class='updated_at'"],
)  # fmt: skip
def test_the_time_of_a_change_is_no_day_of_publication(mark):
    changed = f"<time {mark} datetime='2016-11-05'>5 November 2016</time>"
    assert published(f"<div class='meta'>{changed}</div>") is None
    assert published("", over=f"<div class='meta'>{changed}</div>") is None
    both = f"<div class='meta'><time>3 November 2016</time> {changed}</div>"
    assert published(both) == published("", over=both) == "2016-11-03"


def test_updated_alone_is_what_blogs_call_the_day_of_publication():
    label = "<div><time class='updated' datetime='2016-11-03'>3 November 2016</time></div>"
    assert published(label) == "2016-11-03"


@pytest.mark.parametrize("holder", ["article", "div class='post hentry'"])
def test_the_class_published_marks_the_articles_own_day(holder):
    first = "<time class='entry-date published' datetime='2016-11-03T09:00'>03/11/2016</time>"
    changed = "<time class='updated' datetime='2016-11-05T09:00'>05/11/2016</time>"
    assert published(f"<a href='/p'>{first}{changed}</a>", holder=holder) == "2016-11-03"


@pytest.mark.parametrize(
    "label",
    [
        "<dl><dt>When</dt><dd>3 November 2016</dd><dt>Where</dt><dd>Tully</dd></dl>",
        "<table><tr><td>When</td><td>3 November 2016</td></tr></table>",
        "<div>Next session</div><div>3 November 2016</div>",
        "<p>When: 3 November 2016</p>",
        "<p>Когда: 3 ноября 2016</p>",
        "<p>Last visited: 3 November 2016</p>",
        "<p>© 3 November 2016 Tully Times</p>",
    ],
)
def test_a_day_behind_a_label_for_another_is_not_the_articles(label):
    assert published(label) is None


@pytest.mark.parametrize(
    "label",
    [
        "<dl><dt>Published</dt><dd>3 November 2016</dd></dl>",
        "<table><tr><td>By Jane Doe</td><td>3 November 2016</td></tr></table>",
        "<div>The harbour was closed when the storm broke.</div><div>3 November 2016</div>",
        "<div>Today at 8:15</div><div>Tully Times</div><div>3 November 2016</div>",
    ],
)
def test_a_day_behind_a_label_of_its_own_is(label):
    assert published(label) == "2016-11-03"
