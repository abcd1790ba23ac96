"""The buttons under what *Sources* shows."""

from bot.discord_app.components.answer_sources import reading_view
from retrieval.types import Recalled
from support.discord_fakes import citation

PAGE = "**[1]** Bridge opens · The Courier · article article1\n-# Page 1 of 2 · receipt abcd"


def names(view):
    return [item.item.label for item in view.children] if view else []


async def test_they_are_for_the_page_that_is_shown_and_what_has_no_address():
    stands = Recalled((citation(1, url=None), citation(2, url=None), citation(3)))
    assert names(reading_view(stands, "")) == ["Read [1]", "Read [2]"]
    assert names(reading_view(stands, PAGE)) == ["Read [1]"]
    assert reading_view(Recalled((citation(3),)), "") is None
