"""Who wrote a story, as its page shows it under the title, where neither head nor text states it.

The line often stands with the day in an element that is left out of the story.
"""

from __future__ import annotations

from retrieval.reading.formats.html.main_content import Story
from retrieval.reading.press.label_lines import read_label
from retrieval.reading.press.text_lines import ends_sentence

_LONG = 60  # characters from which a block that ends as a sentence is story
_MOST = 8  # blocks under the title: a strap line, a picture's caption, the byline


def shown_author(story: Story) -> str | None:
    """The names in the first label under the title that has any, or None."""
    if story.heading is None:
        return None
    for block in story.blocks[:_MOST]:
        if len(block.text) >= _LONG and ends_sentence(block.text):
            return None
        label = read_label(block.text)
        if label and label.author:
            return label.author
    return None
