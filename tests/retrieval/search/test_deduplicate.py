"""One place for a story, over the real search: copies are named, and never lose their own words."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from retrieval.archive.indexing import remove
from retrieval.archive.store import Archive
from retrieval.archive.vectors import Vectors
from retrieval.embedding import MiniLM
from retrieval.search.deduplicate import quoted_copies, same_source
from retrieval.search.hit import Hit
from retrieval.search.hybrid import RERANKED, hybrid_search
from retrieval.types import Question
from support.articles import article

MakeArchive = Callable[..., Archive]

BODY = (
    "Port Ansel will close its coal harbour by 2031 after a vote in the island parliament. "
    "Forty-one deputies were in favour and seventeen against the bill. "
    "The government puts aside 320 million crowns to train the dock workers for other trades. "
    "Their union said that 900 families live on the coal berths and threatened to strike. "
    "Ships that burn heavy oil pay a higher fee from January, the transport ministry said. "
    "The lighthouse at the end of the mole is listed and stays where it is."
)
OWN = (
    "Our reporter met the lighthouse keeper, Ada Brim, who has painted its door green every "
    "spring since she came to the mole as a girl with her father's cat."
)
WIRE = article("wire", BODY, outlet="Northwire", published="2024-05-12", title="Harbour to close")
MAST = article(
    "mast", f"Coal era ends.\n{BODY}", outlet="The Mast", published="2024-05-13", title="Coal era"
)
BARE = article("bare", f"{BODY}\nPrinted in full.")
LATE = article("late", f"{BODY}\n\n{OWN}", outlet="The Quay", published="2024-06-01")
REPORT = article(
    "report",
    "Dockers in Port Ansel stood in the rain while deputies voted on the coal harbour. "
    "Petra Lund has driven a crane there for twenty years and does not know what comes next. "
    "The union wants a hearing; a ballot on a strike opens on Friday in the old grain hall.",
    outlet="The Larkfield Courier",
    published="2024-05-13",
)
STORY = (WIRE, MAST, BARE, LATE)
ASKED = "When will Port Ansel close its coal harbour?"
KEEPER = "Who painted the lighthouse door green?"


@pytest.fixture(scope="module")
def held(make_archive: MakeArchive) -> Archive:
    return make_archive(*STORY, REPORT)


def found(archive: Archive, minilm: MiniLM, text: str = ASKED, **limits: object) -> list[Hit]:
    question = Question(text, **limits)  # type: ignore[arg-type]
    return hybrid_search(archive, Vectors(archive), minilm, question)


def named(hit: Hit) -> list[str]:
    return [copy.article for copy in hit.passage.copies]


def test_a_story_takes_one_place_and_names_who_else_printed_it(
    held: Archive, minilm: MiniLM
) -> None:
    hits = found(held, minilm)
    assert {hit.passage.article for hit in hits} == {"wire", "late", "report"}
    places = {hit.passage.article: hit for hit in hits}
    assert named(places["wire"]) == ["mast", "late", "bare"]
    assert places["wire"].passage.copies[0].outlet == "The Mast"
    assert named(places["report"]) == []


def test_a_passage_with_words_of_its_own_keeps_its_place(held: Archive, minilm: MiniLM) -> None:
    best = found(held, minilm, KEEPER)[0]
    assert best.passage.article == "late"
    assert OWN in best.passage.text
    assert named(best) == []


def test_as_many_places_as_asked_for_are_filled(make_archive: MakeArchive, minilm: MiniLM) -> None:
    reprints = [
        article(f"print{n:02}", f"{BODY}\nSet by {chr(97 + n) * 3}.") for n in range(RERANKED + 2)
    ]
    others = [
        article(f"quay{n}", f"Quay number {n} of Port Ansel has a coal harbour clock.")
        for n in range(6)
    ]
    archive = make_archive(*reprints, *others)
    hits = found(archive, minilm, k=5)
    assert len({hit.passage.article for hit in hits}) == 5
    assert sum(hit.passage.article.startswith("print") for hit in hits) == 1


@pytest.mark.parametrize("outlet", ["Northwire", "The Mast", "The Quay"])
def test_within_an_outlet_its_own_copy_is_the_one_that_is_found(
    held: Archive, minilm: MiniLM, outlet: str
) -> None:
    (hit,) = found(held, minilm, outlet=outlet)
    assert hit.passage.outlet == outlet
    assert len(named(hit)) == (0 if outlet == "The Quay" else 3)


def test_as_of_a_date_nothing_printed_later_is_named(held: Archive, minilm: MiniLM) -> None:
    first, *_ = found(held, minilm, as_of="2024-05-13")
    assert first.passage.article == "wire"
    assert named(first) == ["mast"]


def test_a_copy_with_another_figure_has_a_place_of_its_own(
    make_archive: MakeArchive, minilm: MiniLM
) -> None:
    other = article("other", BODY.replace("2031", "2041"), outlet="The Quay")
    hits = found(make_archive(WIRE, other), minilm)
    assert {hit.passage.article for hit in hits} == {"wire", "other"}
    assert [named(hit) for hit in hits] == [[], []]


def test_a_removed_copy_is_named_no_more(make_archive: MakeArchive, minilm: MiniLM) -> None:
    archive = make_archive(WIRE, MAST)
    assert named(found(archive, minilm)[0]) == ["mast"]
    remove(archive, ["mast"])
    assert named(found(archive, minilm)[0]) == []
    (hit,) = found(archive, minilm)
    assert hit.passage.article == "wire"


def test_among_near_equals_the_source_with_outlet_and_date_is_cited(
    make_archive: MakeArchive, minilm: MiniLM
) -> None:
    hits = found(make_archive(BARE, article("nameless", BODY), MAST), minilm)
    assert [hit.passage.article for hit in hits] == ["mast"]


def test_copies_are_one_voice_and_other_reports_another(held: Archive, minilm: MiniLM) -> None:
    places = {hit.passage.article: hit.passage for hit in found(held, minilm)}
    wire, late, report = (places[name] for name in ("wire", "late", "report"))
    assert same_source(wire, late)
    assert same_source(late, wire)
    assert not same_source(wire, report)
    assert not same_source(wire, wire)


def test_a_quotation_is_named_in_the_copies_that_hold_it_though_not_all_of_its_passage(
    held: Archive, minilm: MiniLM
) -> None:
    assert named(found(held, minilm, KEEPER)[0]) == []
    first = BODY.split(". ")[0] + "."
    with held.reading() as connection:
        every = quoted_copies(connection, "late", first, None)
        early = quoted_copies(connection, "late", first, "2024-05-12")
        assert quoted_copies(connection, "late", OWN, None) == ()
    assert [copy.article for copy in every] == ["wire", "mast", "bare"]
    assert [copy.article for copy in early] == ["wire"]
