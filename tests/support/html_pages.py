"""Pages with a story, their head and what stands around it."""

from retrieval.reading.formats.html.page import read_html

STORY = (
    "<p>The harbour of Tully was closed on Monday, the mayor said in a long statement.</p>"
    "<p>Ships waited outside the bay until the wind had dropped late in the evening.</p>"
    "<p>The harbour master expects that all of them can enter the port by Wednesday.</p>"
)


def page(head="", story=STORY, before="", after=""):
    return (
        f"<!doctype html><html><head><meta charset='utf-8'>{head}</head>"
        f"<body><nav><a href='/'>Home</a></nav>{before}"
        f"<article><h1>Harbour closed</h1>{story}</article>{after}</body></html>"
    )


def article(text, encoding="utf-8"):
    return read_html(text.encode(encoding), "a.html", "/a.html")
