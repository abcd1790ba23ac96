"""A page is a tree: whatever a text holds, it stays a text."""

from __future__ import annotations

from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from bot.markup import el, fill, written


class Seen(HTMLParser):
    """What a browser makes of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


def seen(page: str) -> Seen:
    parser = Seen()
    parser.feed(page)
    parser.close()
    return parser


@given(st.text("<>&\"'/abscriptonload=! -", max_size=40), st.text("<>\"'&=a ", max_size=20))
def test_no_text_and_no_attribute_becomes_markup(text: str, title: str) -> None:
    found = seen(written(el("p", text, el("b", text), text, title=title)))
    assert found.tags == ["p", "b"]
    assert "".join(found.text.split()) == "".join((text * 3).split())


def test_names_that_python_keeps_are_written_as_html_has_them() -> None:
    page = written(el("meta", http_equiv="refresh", class_="a"))
    assert 'http-equiv="refresh"' in page
    assert 'class="a"' in page


def test_texts_stand_in_order_between_the_elements_and_none_is_left_out() -> None:
    page = written(fill(el("p", "a", None, el("i", "b"), "c"), ["d", None, el("u")]))
    assert "<p>a<i>b</i>cd<u></u></p>" in page


def test_what_acts_on_a_screen_is_not_written() -> None:
    assert "\x1b" not in written(el("p", "\x1b[2J", title="\x1b[2J"))
