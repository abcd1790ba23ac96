"""Who wrote a page's article, as its metadata or its byline tell it."""

from __future__ import annotations

import re

from retrieval.reading.formats.html.main_content import Story
from retrieval.reading.press.author_lines import is_author
from retrieval.reading.press.known_outlets import known_outlet
from retrieval.reading.press.label_lines import read_label
from retrieval.reading.press.text_lines import ends_sentence, folded, lines_of

# "By " in "By Lena Orsk", "von " in "von Jan Weber"
_BY = re.compile(
    r"^(?:(?:by|vom|par|автор:?)\s+|(?:von|por|di)\s+(?=[^\W\d_]+\s)(?!de[rnm]\b|dem?\b))",
    re.IGNORECASE,
)
# "said" in what is no name: "Orsk said"
_REMARK = re.compile(r"\b(?:said|says|wrote|schrieb|sagt)\b", re.IGNORECASE)
_NO_AUTHOR = frozenset({"admin", "administrator", "editor", "redaktion", "staff", "webmaster"})
# ", Senior Correspondent" after a name
_ROLE = re.compile(
    r"[, ]+(?:(?:news|senior|staff|chief|political|special|business) )*"
    r"(?:reporters?|correspondents?|editors?|writers?|published|updated)\b.*$",
    re.IGNORECASE,
)
# " June" after a name
_MONTH = re.compile(
    r"\s+(?:january|february|march|april|may|june|july|august|september|october|november|december)$",
    re.IGNORECASE,
)

_LONG = 60  # characters from which a block that ends as a sentence is story
_MOST = 8  # blocks under the title: a strap line, a picture's caption, the byline


def author_of(author: str | None, outlet: str | None) -> str | None:
    """The byline without roles, outlets and months beside it; None if it is nobody's name."""
    parts = [" ".join(name.split()) for name in (author or "").split(";")]
    barred = _NO_AUTHOR | {folded(outlet or ""), ""}
    if any(_REMARK.search(part) for part in parts):
        return None  # a comment's head, not the story's
    parts = [_BY.sub("", part) for part in parts]
    names = [_person(part) for part in parts if not known_outlet(part)] or parts
    people = [name for name in names if folded(name) not in barred]
    return ", ".join(name for name in people if not _part_of(name, outlet)) or None


def shown_author(story: Story, outlet: str | None = None) -> str | None:
    """The names in the first label under the title that has any, or None.

    The line often stands with the day in an element that is left out of the story.

    Args:
        story: As it was found on the page.
        outlet: Whose page it is, which is no author.
    """
    if story.heading is None:
        return None
    for block in story.blocks[:_MOST]:
        if len(block.text) >= _LONG and ends_sentence(block.text):
            return None
        label = read_label(block.text)
        if label and label.author:
            return label.author
        if label and label.name and _signs(label.name, block.text, story):
            return label.name if folded(label.name) != folded(outlet or "") else None
    return None


def _signs(name: str, label: str, story: Story) -> bool:
    """Whether a name beside a day is the author's, by the story without that label."""
    told = [line for line in lines_of(story.text) if folded(line.text) not in folded(label)]
    return is_author(name, told)


def _person(part: str) -> str:
    words = _MONTH.sub("", _ROLE.sub("", part)).split()
    behind = next((at for at in range(2, len(words)) if known_outlet(" ".join(words[at:]))), None)
    return " ".join(words[:behind])


def _part_of(name: str, outlet: str | None) -> bool:
    return bool(outlet) and folded(outlet or "").startswith(folded(name) + " ")
