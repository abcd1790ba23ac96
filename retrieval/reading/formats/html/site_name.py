"""What a page calls the site that it lies on: in its metadata, its headings or its `<title>`."""

from __future__ import annotations

import re
from typing import Any

from retrieval.language.alphabet import is_latin
from retrieval.reading.dates.date_parsing import dates_in
from retrieval.reading.press.furniture import is_furniture_line
from retrieval.reading.press.known_outlets import known_outlet
from retrieval.reading.press.press_names import is_press_name
from retrieval.reading.press.text_lines import folded, is_title_case

# "https://example.org/": the site's front page, and no author's
_HOME = re.compile(r"^(?:/|(?:.*/)?https?://[^/]+/?)$", re.IGNORECASE)
# " | " in "Harbour closed | Amber Post"
_JOINT = re.compile(r"\s+[|–—»·•:/-]\s+|\s*\|\s*")
_MOST_WORDS = 4  # of a site's name
_FEWEST_WORDS = 3  # of a headline beside which it stands
_LONGEST = 40  # characters of it


def site_stated(tree: Any, found: str | None) -> str | None:
    """The site's name: as its metadata has it, else the heading that leads to its first page.

    Where there is neither, it is what stands beside the page's heading in `<title>`.

    Args:
        tree: The page.
        found: What its metadata state.
    """
    if any(meta.get("property") == "og:site_name" for meta in tree.iter("meta")):
        return found
    whole = folded(tree.findtext(".//title") or "")
    homes = {name for name in home_links(tree) if name and folded(name) in whole}
    if len(homes) == 1:
        return homes.pop()
    return found or _beside_heading(tree)


def home_links(tree: Any) -> set[str | None]:
    """What the headings say that lead to a site's first page: that is its name."""
    links = (link for tag in ("h1", "h2") for top in tree.iter(tag) for link in top.iter("a"))
    return {_words(link.text_content()) or None for link in links if _leads_home(link)}


def _leads_home(link: Any) -> bool:
    return _HOME.search(link.get("href") or "") is not None


def _words(text: str) -> str:
    return " ".join(text.split())


def _beside_heading(tree: Any) -> str | None:
    """The site's name in `<title>Harbour closed | Amber Post</title>`, where `<h1>` is the rest."""
    whole = _words(tree.findtext(".//title") or "")
    for heading in map(_words, (top.text_content() for top in tree.iter("h1"))):
        begins = whole.casefold().startswith(heading.casefold())
        if not begins or len(heading.split()) < _FEWEST_WORDS:
            continue
        joint = _JOINT.match(whole, len(heading))
        parts = _JOINT.split(whole[joint.end() :]) if joint else []
        named = [part for part in parts if known_outlet(part) or is_press_name(part)]
        if len(named) == 1:
            return named[0]
        return parts[0] if len(parts) == 1 and _can_be_site(tree, parts[0]) else None
    return None


def _can_be_site(tree: Any, name: str) -> bool:
    """Whether words are no section's name, no day and no sentence; one word is not enough."""
    if is_furniture_line(name) or any(dates_in(name)) or not name[:1].isupper():
        return False
    if is_latin(name) and not is_title_case(name):
        return False
    if not 1 < len(name.split()) <= _MOST_WORDS or len(name) > _LONGEST:
        return False
    # A section's page is linked, a tag's too.
    linked = (link for link in tree.iter("a") if folded(link.text_content()) == folded(name))
    return all(map(_leads_home, linked))
