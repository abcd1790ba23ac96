"""When a page was published: by its metadata, its address or what it shows, else not at all."""

import pytest

from support.html_pages import STORY, article, page


def test_the_date_of_the_linked_data_is_that_of_the_article():
    data = (
        '{"@graph": [{"@type": "WebSite", "datePublished": "2001-01-01"},'
        ' {"@type": ["NewsArticle"], "datePublished": "2016-11-03"}]}'
    )
    found = article(page(f"<script type='application/ld+json'>{data}</script>"))
    assert (found.published, found.published_how) == ("2016-11-03", "metadata")


@pytest.mark.parametrize("stated", ['["2016-11-03"]', '{"@type": "Date", "@value": "2016-11-03"}'])
def test_a_date_of_the_linked_data_may_stand_in_a_list_or_come_with_its_type(stated):
    data = f'{{"@type": "NewsArticle", "datePublished": {stated}}}'
    found = article(page(f"<script type='application/ld+json'>{data}</script>"))
    assert found.published == "2016-11-03"


def test_a_date_in_the_address_is_used():
    found = article(page("<link rel='canonical' href='https://tully.example/2016/11/03/harbour'>"))
    assert (found.published, found.published_how) == ("2016-11-03", "url")


@pytest.mark.parametrize(
    "label",
    [
        "<time datetime='2016-11-03'>3 November 2016</time>",
        "<time datetime='2016-11-03T10:00:00+06:00'>two hours ago</time>",
        "<p class='meta'>By Jane Doe | 3 November 2016, 10:15 | <a href='/p'>Port</a></p>",
        "<div>Published: 3 November 2016. Updated: 5 November 2016</div>",
        "<div>Updated: 5 November 2016</div><div>3 ноября 2016, четверг</div>",
        "<p>The harbour was closed on Monday, and the mayor asked the ships to wait.</p>"
        "<div>2016年11月3日</div>",
        "<div>Updated Nov. 5, 2016 8:21 am / Original Nov. 3, 2016 8:02 am</div>",
        "<div><time>Published Thu, Nov 3 2016<i></i>7:05 AM</time><time>Updated Sat, Nov 5 2016"
        "<i></i>7:16 AM</time></div>",
        "<div>Published on 3 Nov ’16 | Filed under: " + "harbour, ships, " * 12 + "</div>",
        "<time datetime='2016-11-03T06:01:24.351Z'>Today 12:01 AM</time>",
        "<div>quinta-feira, 3 de novembro de 2016 às 0:13</div>",
    ],
)
def test_a_date_under_the_title_is_used(label):
    found = article(page(story=label + STORY))
    assert (found.published, found.published_how) == ("2016-11-03", "dateline")


def test_a_date_over_the_title_in_the_articles_own_element_is_used():
    found = article(page().replace("<h1>", "<span class='date'>3 November 2016</span><h1>"))
    assert (found.published, found.published_how) == ("2016-11-03", "dateline")


def test_a_date_below_the_story_needs_a_word_for_publishing():
    assert article(page(story=STORY + "<p>Published on 3 November 2016</p>")).published
    assert article(page(story=STORY + "<p class='date'>3 November 2016</p>")).published is None


def test_a_date_in_the_articles_own_footer_is_used():
    foot = "<footer>Posted by Jane Doe on 3 November 2016</footer>"
    assert article(page(after=foot)).published is None
    assert article(page(story=f"{STORY}{foot}")).published == "2016-11-03"


def test_microdata_of_the_article_itself_is_used_and_a_comments_is_not():
    when = "<time itemprop='datePublished' datetime='{}'></time>"
    comment = f"<div itemscope>{when.format('2016-11-05')}</div>"
    found = article(page(story=f"{STORY}{comment}{when.format('2016-11-03')}"))
    assert found.published == "2016-11-03"


@pytest.mark.parametrize(
    "other",
    [
        {"before": "<div class='topbar'><span class='date'>3 November 2016</span> Tully +5</div>"},
        {"before": "<time datetime='2016-11-03'>3 November 2016</time>"},
        {"before": "<ul><li><time>3 November 2016</time> <a href='/g'>Gas talks</a></li></ul>"},
        {"after": "<div class='date'>Today is 3 November 2016</div>"},
        {"story": f"<p>Next session: 3 November 2016</p>{STORY}"},
        {"story": f"<div class='event'><span class='date'>3 November 2016</span></div>{STORY}"},
        {"story": f"<div>Today is 3 November 2016</div>{STORY}"},
        {"story": f"<p>3 November 2016 - 5 November 2016</p>{STORY}"},
        {"story": f"<aside><time>3 November 2016</time> Pier opens</aside>{STORY}"},
        {"story": f"<div><time>3 November 2016</time> <a href='/g'>Gas talks open in the capital of"
                  f" the country</a></div>{STORY}"},
        {"story": f"{STORY}<div>Next session: <span class='date'>3 November 2016</span></div>"},
        {"story": f"<div>Updated: 3 November 2016</div>{STORY}"},
    ],
)  # fmt: skip
def test_a_date_of_something_else_is_not_the_articles(other):
    found = article(page(**other))
    assert (found.published, found.published_how) == (None, "unknown")


@pytest.mark.parametrize(
    ("stated", "label", "host", "day"),
    [
        ("2015-06-03T20:30:00Z", "", "tully.kz", "2015-06-04"),
        ("2015-06-03T20:30:00+00:00", "<p>4 June 2015</p>", "tully.example", "2015-06-04"),
        ("2015-06-03T20:30:00", "<p>4 June 2015</p>", "tully.example", "2015-06-04"),
        ("2015-06-03T20:30:00Z", "", "tully.example", "2015-06-03"),
        ("2015-06-03T00:00:00Z", "", "tully.kz", "2015-06-03"),
        ("2015-06-03T20:30:00+06:00", "<p>4 June 2015</p>", "tully.kz", "2015-06-03"),
        ("2015-06-03T20:30:00Z", "<p>4 July 2015</p>", "tully.example", "2015-06-03"),
    ],
)
def test_a_time_in_utc_is_the_day_of_the_outlets_place(stated, label, host, day):
    head = (
        f"<meta property='article:published_time' content='{stated}'>"
        f"<link rel='canonical' href='https://{host}/harbour'>"
    )
    assert article(page(head, story=label + STORY)).published == day


@pytest.mark.parametrize(
    "head",
    [
        "",
        "<meta property='article:published_time' content='2095-01-01'>",
        "<meta property='article:published_time' content='1815-06-18'>",
        "<meta property='article:published_time' content='soon'>",
        "<link rel='canonical' href='https://tully.example/2016/31/45/harbour'>",
        "<script type='application/ld+json'>{broken</script>",
    ],
)
def test_a_page_that_states_no_date_has_none(head):
    told = "<p>On 12 March 2015 the pier was built, as the oldest of the captains remembers.</p>"
    found = article(page(head, story=STORY + told, after="<footer>© 2019 Tully</footer>"))
    assert (found.published, found.published_how) == (None, "unknown")
