"""The paragraphs of a story on a page, and the lines that are read of it."""

from retrieval.reading.formats.html.page import read_html

LEDE = "LEDE Nine boats were lost on Friday in a storm near Tully, the coast guard said."


BODY = [
    "SECOND The mayor called a meeting and ordered the harbour to be closed for all ships.",
    "THIRD Residents were taken to schools in the town, where blankets were handed out to them.",
    "FOURTH The search for the crews is to go on for as long as the weather lets it, they said.",
]


TITLE = "<h1>Storm takes nine boats</h1>"


PARAGRAPHS = "".join(f"<p>{one}</p>" for one in BODY)


def lines(body, title="Storm takes nine boats"):
    page = (
        f"<!DOCTYPE html><html><head><meta charset=utf-8><title>{title}</title></head><body>"
        f"<nav><a href=/>Home</a></nav>{body}<footer><p>Tully Press</p></footer></body></html>"
    )
    return read_html(page.encode(), "a.html", "/a.html").text.split("\n")
