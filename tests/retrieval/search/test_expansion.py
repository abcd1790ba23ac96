"""Names are found under every spelling that the archive holds."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import replace

import pytest

from retrieval.archive.store import Archive
from retrieval.archive.vectors import Vectors
from retrieval.embedding import MiniLM
from retrieval.errors import ConfigurationError
from retrieval.search.disjunction_max import best_by_groups, make_groups
from retrieval.search.expansion import Expansion, expansions, respelled_stems
from retrieval.search.hit import Hit
from retrieval.search.hybrid import hybrid_search
from retrieval.search.retriever import as_document, as_hit
from retrieval.search.words import informative, stem_rarity
from retrieval.types import Question
from support.articles import article

NEWS = (
    article("one", "Minister Orlan Vennisov opened the eastern quay. Many ships called there."),
    article("two", "Minister Orlan Vennissov closed the western quay. He left by train."),
    replace(
        article("three", "The Larkfield Harbour Organisation (LHO) met. It has ten members."),
        acronyms=(("LHO", "Larkfield Harbour Organisation"),),
    ),
    article("four", "A summit of the LHO was held in spring. Rain fell."),
    article("five", "The harbour organisation of Vesper has no members. A bakery closed."),
    article("six", "Fighters of Daesh were led away. Vesper was calm. Georgia sent an envoy."),
)


@pytest.fixture(scope="module")
def news(make_archive: Callable[..., Archive]) -> Archive:
    return make_archive(*NEWS)


def expanded(archive: Archive, question: str) -> dict[str, set[str]]:
    """The words of each name that is expanded, and its other spellings."""
    with archive.reading() as connection:
        found = expansions(connection, question, informative(question))
    return {" ".join(one.terms): {" ".join(other) for other in one.others} for one in found}


def hits(archive: Archive, minilm: MiniLM, question: str) -> list[Hit]:
    return hybrid_search(archive, Vectors(archive), minilm, Question(question))


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("What did Vennisov open?", {"vennisov": {"vennissov"}}),
        ("What did Vennisow open?", {"vennisow": {"vennisov", "vennissov"}}),
        ("what did vennisow open", {"vennisow": {"vennisov", "vennissov"}}),
        ("Where are fighters of Daish?", {"daish": {"daesh"}}),
        ("Who met in Vespir?", {"vespir": {"vesper"}}),
        ("What does the LHO do?", {"lho": {"larkfield harbour organisation"}}),
        ("Who chairs the Larkfield Harbour Organisation?", {"larkfield harbour organis": {"lho"}}),
        ("When did the quay open?", {}),
        ("Who rules Gorgon?", {}),
        ("What did Vennisova open?", {}),
    ],
)
def test_a_name_is_expanded_by_what_the_archive_holds(
    news: Archive, question: str, expected: dict[str, set[str]]
) -> None:
    assert expanded(news, question) == expected


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("What did Vennisov open?", {"vennisov": {"vennissov"}}),
        # Common as typed, and no other spelling of an English word.
        ("Who crossed the Steppe?", {}),
    ],
)
def test_a_name_that_many_articles_have_is_looked_for_in_other_spellings_too(
    make_archive: Callable[..., Archive], question: str, expected: dict[str, set[str]]
) -> None:
    many = [
        article(f"{n}", f"Vennisov crossed the Steppe in year {n}. It was cold.") for n in range(9)
    ]
    archive = make_archive(*many, article("last", "Vennissov took a step back. It rained."))
    assert expanded(archive, question) == expected


@pytest.mark.parametrize("spelling", ["Vennisov", "Vennissov", "Vennisow"])
def test_any_spelling_finds_the_articles_of_all(
    news: Archive, minilm: MiniLM, spelling: str
) -> None:
    found = hits(news, minilm, f"What did {spelling} do?")
    assert {hit.passage.article for hit in found[:2]} == {"one", "two"}


def test_a_sentence_with_another_spelling_counts_as_holding_the_name(
    news: Archive, minilm: MiniLM
) -> None:
    best = hits(news, minilm, "Vennisow eastern quay")[0]
    assert best.passage.article == "one"
    assert best.sentences[0].overlap == pytest.approx(1.0)


def test_an_acronym_finds_what_it_stands_for_and_the_other_way_round(
    news: Archive, minilm: MiniLM
) -> None:
    assert hits(news, minilm, "How many members does the LHO have?")[0].passage.article == "three"
    found = hits(news, minilm, "When was the Larkfield Harbour Organisation summit?")
    assert "four" in [hit.passage.article for hit in found[:2]]


def test_the_names_travel_with_the_documents(news: Archive, minilm: MiniLM) -> None:
    hit = hits(news, minilm, "What did Vennisow open?")[0]
    assert hit.names
    assert as_hit(as_document(hit)) == hit


def test_the_teams_aliases_count_from_the_next_question_on(
    make_archive: Callable[..., Archive],
) -> None:
    archive = make_archive(*NEWS)
    file = archive.home / "aliases.toml"
    assert expanded(archive, "Where is the Isle of Gannets?") == {}
    file.write_text('[names]\n"Isle of Gannets" = ["Vesper"]\n', "utf-8")
    assert expanded(archive, "Where is the Isle of Gannets?") == {"isl gannet": {"vesper"}}
    file.write_text("[names\n", "utf-8")
    os.utime(file, ns=(5, 5))
    with pytest.raises(ConfigurationError, match="line 1"):
        expanded(archive, "Where is it?")


def test_names_that_the_team_holds_apart_are_not_expanded(
    make_archive: Callable[..., Archive],
) -> None:
    archive = make_archive(*NEWS)
    text = '[apart]\n"Vennisow" = ["Vennisov"]\n'
    (archive.home / "aliases.toml").write_text(text, "utf-8")
    assert expanded(archive, "What did Vennisow open?") == {"vennisow": {"vennissov"}}


def test_an_acronym_that_is_a_small_word_counts_in_capitals_only(
    make_archive: Callable[..., Archive],
) -> None:
    who = article("who", "The World Health Organization met. They were many.")
    archive = make_archive(replace(who, acronyms=(("WHO", "World Health Organization"),)))
    assert expanded(archive, "What did the WHO decide?") == {"WHO": {"world health organization"}}
    assert expanded(archive, "Who decided?") == {}
    assert expanded(archive, "What did the World Health Organization decide?") == {}


@pytest.mark.parametrize(
    ("text", "stood"),
    [
        (["lho", "met"], {"larkfield", "harbour"}),
        (["the", "blue", "harbour"], set()),
        (["old", "quai", "met"], {"larkfield", "harbour"}),
        (["quai", "old"], set()),
    ],
)
def test_another_spelling_stands_for_the_words_of_the_question(
    text: list[str], stood: set[str]
) -> None:
    group = Expansion(("larkfield", "harbour"), (), (("lho",), ("old", "quay")))
    assert respelled_stems([group], text) == stood


BOTH = (
    article("ru", "Касым-Жомарт Токаев прибыл в Бишкек. С ним говорил Садыр Жапаров."),
    article("en", "Kassym-Jomart Tokayev arrived in Bishkek. Sadyr Japarov spoke with him."),
    article("zh", "Zhaparov signed it in Astana, and rain fell all day."),
    article("post", "Пост Кут-Арасан закрыт с утра."),
    article("rats", "Заседание совета РАТС прошло в Ташкенте."),
    *(article(f"x{n}", f"Токаев, Tokayev, Токаев again, number {n}.") for n in range(9)),
)


@pytest.mark.parametrize(
    ("question", "name", "others"),
    [
        ("What did Tokayev say?", "tokayev", {"ток"}),
        ("Что сказал Токаев?", "ток", {"tokayev"}),
        ("О чём говорили с Токаевым?", "ток", {"tokayev"}),
        ("What did Japarov say?", "japarov", {"жапар", "zhaparov"}),
        ("Кто встретил Жапарова?", "жапар", {"japarov", "zhaparov"}),
        ("Что было в Астане?", "аст", {"astana"}),
        ("what did japarov say", "japarov", {"жапар"}),
        ("Who closed Kut-Arasan?", "kut", {"кут"}),
        ("Кто ответил Жапаровдун катына?", "жапар", {"japarov", "zhaparov"}),
    ],
)
def test_a_name_is_looked_for_in_the_other_script_too(
    make_archive: Callable[..., Archive], question: str, name: str, others: set[str]
) -> None:
    assert expanded(make_archive(*BOTH), question)[name] == others


def test_a_body_is_looked_for_by_its_acronyms_in_other_languages(
    make_archive: Callable[..., Archive],
) -> None:
    archive = make_archive(*BOTH)
    terms = informative("council of the RATS")
    with archive.reading() as connection:
        groups = make_groups(connection, expansions(connection, "council of the RATS", terms))
        found = best_by_groups(connection, terms, stem_rarity(connection, terms), groups, 5)
        assert [group.chunks for group in groups] == [1]
        assert len(found) == 1


def test_a_russian_word_is_looked_for_with_and_without_its_fleeting_vowel(
    make_archive: Callable[..., Archive],
) -> None:
    archive = make_archive(
        article("a", "Паводок отступил. Бойцы ушли с рынка."), article("b", "Боец вернулся домой.")
    )
    asked = "Кто из бойцов помог при паводке? Что с рынком?"
    assert expanded(archive, asked) == {"бойц": {"боец"}, "паводк": {"паводок"}}
