"""The pictures of the documents are those that the program draws, and each is shown."""

import re

from benchmarks.pictures import DRAWN, PICTURES
from support.documentation import PAGES, ROOT


def test_every_picture_that_the_documents_show_is_one_that_is_drawn():
    assert sorted(file.stem for file in PICTURES.iterdir()) == sorted(DRAWN)
    texts = [(ROOT / page).read_text("utf-8") for page in PAGES]
    # "![An answer](pictures/answer.png)"
    shown = {name for text in texts for name in re.findall(r"pictures/([\w-]+)\.png\)", text)}
    assert shown == set(DRAWN)
