"""Pages that stand where an article should be."""

import time

import pytest

from retrieval.errors import UnreadableArticle
from retrieval.reading.formats.html.page import read_html
from retrieval.reading.formats.html.paywall import paywall_reason

NOTICE = (
    "We use cookies and similar methods to store information on your device. With your consent, "
    "our partners may use personal data to show advertising. You can withdraw consent at any time "
    "in our privacy policy."
)
STORY = (
    "The harbour of Tully was closed on Monday, the mayor said in a statement to the town, "
    "and ships waited outside the bay until the wind had dropped."
)


def shown(title, body):
    page = f"<html><head><title>{title}</title></head><body>{body}</body></html>"
    return read_html(page.encode(), "a.html", "/a.html")


@pytest.mark.parametrize(
    ("title", "body", "reason"),
    [
        ("The Tully Times", f"<h1>We value your privacy</h1><p>{NOTICE}</p>", "cookies"),
        ("Before you continue to Search", f"<p>{NOTICE}</p><button>Accept</button>", "cookies"),
        ("The Tully Times", f"<div><p>{NOTICE}</p></div>", "cookies"),
        ("Новости", "<p>Мы используем файлы cookie, чтобы сайт работал лучше.</p>", "cookies"),
        (
            "The Tully Times",
            "<div id='root'></div><noscript>You need to enable JavaScript to run this app."
            "</noscript>",
            "JavaScript",
        ),
        (
            "The Tully Times",
            "<p>JavaScript is disabled in your browser. Please turn on JavaScript to go on "
            "with reading, or use another browser that has it.</p>",
            "JavaScript",
        ),
        ("Fehler", "<p>Bitte aktivieren Sie JavaScript in Ihrem Browser.</p>", "JavaScript"),
        (
            "Just a moment...",
            "<h1>tully.example</h1><p>Verifying you are human. This may take a few seconds. "
            "tully.example needs to review the security of your connection.</p>",
            "checks or bars",
        ),
        ("Access Denied", "<h1>Access Denied</h1><p>Reference 18.5</p>", "checks or bars"),
        ("403 Forbidden", "<h1>Forbidden</h1><p>nginx</p>", "checks or bars"),
        (
            "Log in | The Tully Times",
            "<h1>Log in</h1><form>Email <input> Password <input> <a href='/f'>Forgot your "
            "password?</a></form>",
            "sign in",
        ),
        ("The Tully Times", "<p>Please log in to continue reading.</p>", "sign in"),
        ("Page not found - The Tully Times", "<h1>404</h1><p>Try the search.</p>", "no such page"),
        ("404 Not Found", "<center><h1>404 Not Found</h1></center><hr>nginx", "no such page"),
        (
            "The Tully Times",
            "<h1>Oops! That page can't be found.</h1><p>Sorry, we can't find the page you asked "
            "for; it may have moved, or its address may have been typed wrongly.</p>",
            "no such page",
        ),
        ("Страница не найдена", "<p>Проверьте адрес страницы.</p>", "no such page"),
        ("Seite nicht gefunden", "<p>Zur Startseite</p>", "no such page"),
    ],
)
def test_a_page_that_stands_where_an_article_should_be_is_refused_and_says_why(title, body, reason):
    with pytest.raises(UnreadableArticle, match=reason) as raised:
        shown(title, body)
    assert "paste its text" in str(raised.value)


@pytest.mark.parametrize(
    ("title", "notice"),
    [
        ("Harbour closed", "We use cookies to make this site better."),
        ("Harbour closed", "Accept all cookies"),
        ("Harbour closed", "Please enable JavaScript to view the comments."),
        ("Harbour closed", "Log in to continue reading"),
        ("Harbour closed", "Forgot your password?"),
        ("Harbour closed", "Page not found"),
        ("Access denied to the harbour of Tully", "Access denied"),
        ("404: how a number became a joke", "404"),
        ("Just a moment, says the mayor", "Ships wait"),
        ("Before you continue your journey: a guide", "Ships wait"),
        ("Log in for the harbour fire", "Ships wait"),
    ],
)
def test_a_short_story_with_such_a_notice_stays_a_story(title, notice):
    for text in (f"{notice}\n{STORY}", f"{STORY}\n{notice}"):
        assert paywall_reason(title, text) is None
    assert STORY in shown(title, f"<article><p>{STORY}</p><p>{notice}</p></article>").text


@pytest.mark.parametrize(
    "text",
    [
        "The court ruled that sites must ask before they set cookies, a spokesman said.",
        "Half of all pages use JavaScript, and browsers show them no faster for it.",
        "The minister forgot where the page was; a search of his desk found it on Monday.",
        "He said that his account had been robbed, and his password had been sold for a coin.",
    ],
)
def test_a_brief_about_cookies_scripts_pages_and_passwords_is_a_story(text):
    assert paywall_reason("A brief", text) is None


def test_a_page_of_many_short_lines_is_no_wall():
    captions = [f"Boats in the bay, picture {number}" for number in range(6)]
    assert paywall_reason("Access denied", "\n".join(["Accept all cookies", *captions])) is None


@pytest.mark.parametrize(
    "title", ["Just a moment with the mayor", "Access denied to the pier", "Log in the harbour"]
)
def test_a_title_that_only_begins_like_a_walls_is_none(title):
    assert paywall_reason(title, "Boats in the bay") is None


def test_a_long_text_is_never_a_wall():
    assert (
        paywall_reason("Page not found", "Page not found\n" + "The page was moved. " * 60) is None
    )


def test_a_long_line_is_judged_quickly():
    began = time.perf_counter()
    paywall_reason("404 " * 1000, "sorry " * 190 + "." * 4000)
    assert time.perf_counter() - began < 1
