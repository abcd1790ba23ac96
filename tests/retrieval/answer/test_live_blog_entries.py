"""At what time of the day an entry of a live page was written; the later figure is current."""

from __future__ import annotations

from retrieval.answer.live_blog_entries import entry_minutes
from retrieval.answer.read import Candidate
from retrieval.answer.versions import order_versions
from retrieval.search.hit import Hit
from retrieval.search.sentences import Sentence
from support.articles import article
from support.passages import passage

OLD = "Six boats were lost in the storm near Tully, the coast guard said at first."
NEW = "The coast guard said the number of boats lost in the storm had risen to nine."
OTHER = "The mayor signed the decree."


def live(*lines: str) -> Hit:
    text = "\n".join(lines)
    spans = [(text.index(line), text.index(line) + len(line)) for line in lines]
    sentences = [Sentence(span, text[slice(*span)], 0.5, 0.5) for span in spans]
    return Hit(passage(article("live", text)), tuple(sentences))


def candidate(hit: Hit, sentence: str, answer: str, logit: float = 0.0) -> Candidate:
    at = next(i for i, one in enumerate(hit.sentences) if one.text == sentence)
    start = hit.passage.text.index(answer)
    return Candidate(hit, at, 3.0, (start, start + len(answer)), logit)


def test_an_entry_has_the_time_above_it() -> None:
    hit = live("16:40", OTHER, "15:05", NEW, "16 September, 12:10 GMT", OLD)
    assert entry_minutes(candidate(hit, NEW, "nine")) == 15 * 60 + 5
    assert entry_minutes(candidate(hit, OLD, "Six")) == 12 * 60 + 10


def test_a_page_with_one_time_or_none_is_no_live_page() -> None:
    assert entry_minutes(candidate(live(NEW, OLD), NEW, "nine")) is None
    assert entry_minutes(candidate(live("15:05", NEW, OLD), OLD, "Six")) is None


def test_the_later_figure_is_current_wherever_it_stands() -> None:
    for lines in (("15:05", NEW, "12:10", OLD), ("12:10", OLD, "15:05", NEW)):
        hit = live(*lines)
        old, new = candidate(hit, OLD, "Six", 1.0), candidate(hit, NEW, "nine")
        found = order_versions([old, new])
        assert found.current == new
        assert found.earlier == (old,)


def test_two_entries_of_one_page_are_one_source() -> None:
    again = "Nine boats were lost, the coast guard said again in the evening."
    hit = live("15:05", NEW, "18:30", again)
    first, then = candidate(hit, NEW, "nine"), candidate(hit, again, "Nine")
    assert order_versions([first, then]).agreeing == ()
