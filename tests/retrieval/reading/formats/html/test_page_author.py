"""Who wrote a page's article: names alone, without what stands beside them."""

import pytest

from retrieval.reading.formats.html.page import read_html
from retrieval.reading.formats.html.page_author import author_of


@pytest.mark.parametrize(
    ("stated", "author"),
    [
        ("Jane Doe", "Jane Doe"),
        ("By Jane Doe", "Jane Doe"),
        ("Jane Doe; John Roe", "Jane Doe, John Roe"),
        ("Jane Doe, Senior Correspondent", "Jane Doe"),
        ("Jane Doe June", "Jane Doe"),
        ("Jane Doe; Reuters", "Jane Doe"),
        ("Reuters", "Reuters"),
        ("admin", None),
        ("Tully Times", None),
        ("Tully", None),
        ("Jane Doe said", None),
        ("", None),
        (None, None),
    ],
)
def test_only_the_names_are_kept(stated, author):
    assert author_of(stated, "Tully Times") == author


# So long that the extraction leaves out the line under the title.
STORY = "".join(
    f"<p>The harbour of Tully was closed on the {day}th, the mayor said in a long statement. "
    "Ships waited outside the bay until the wind had dropped late in the evening.</p>"
    for day in range(11, 19)
)


def author(labels, behind=""):
    page = (
        "<!doctype html><meta charset='utf-8'><title>Harbour closed</title>"
        f"<article><h1>Harbour closed</h1>{labels}{STORY}</article>{behind}"
    )
    return read_html(page.encode(), "a.html", "/a.html").author


@pytest.mark.parametrize(
    ("label", "told"),
    [
        ("<div class='meta'><span>13.03.2024 09:15</span> <span>Автор: Ирина Ким, Олег Пак</span>"
         "</div>", "Ирина Ким, Олег Пак"),
        ("<div class='meta'>Text: Orla Venn</div>", "Orla Venn"),
        ("<p>Orla Venn, Staff Reporter</p>", "Orla Venn"),
        ("<div class='meta'>13 March 2024 | Harbour</div>", None),
        ("<div class='meta'>Tully, the harbour</div>", None),
        ("<div><span>Ия Ким</span> · <span>13 мар 2024</span> · <span>310 просмотров</span></div>",
         "Ия Ким"),
        ("<div>13 наурыз 2024 ж. 12:30 Автор: Ия Ким</div>", "Ия Ким"),
        ("<div>Harbour Bay · 13 March 2024</div>", None),
    ],
)  # fmt: skip
def test_the_line_under_the_title_tells_the_author(label, told):
    assert author(label) == told


def test_another_storys_line_does_not():
    assert author("", "<div><h3>Bakery opens</h3><p>By Orla Venn</p></div>") is None
