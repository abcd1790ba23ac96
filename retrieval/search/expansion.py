"""The other spellings under which the archive holds what a question names.

Known ones come from the team's aliases, from the acronyms that articles define and from a shipped
table. A name is also looked for in the other script, Latin or Cyrillic, and one that the archive
hardly holds as it was typed under the transliterations of it that its own vocabulary has.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from retrieval.archive.stemming import (
    fleeting_forms,
    script_stem,
    without_last_ending,
    without_turkic_endings,
)
from retrieval.archive.store import meta
from retrieval.language.name_recognition import common_words
from retrieval.language.tokens import stem as english_stem
from retrieval.names.cyrillic import cyrillic_spellings
from retrieval.names.spelling import first_letters, respelled, respelled_in_latin
from retrieval.search.spellings import Spellings, archive_folder, known_spellings, tokens_of
from retrieval.search.words import index_stem, stop_words, word_counts, words

MOST_SPELLINGS = 4
"""Other spellings of one name that are searched, of those that the archive holds."""

SHORTEST = 4  # letters of a name; shorter ones are alike by chance
SHORTEST_LATIN = 3  # of one whose Cyrillic forms are looked for
SHORTEST_SMALL = 5
"""Letters of a word that is looked for in other spellings, with a capital and without."""


@dataclass(frozen=True, slots=True)
class Expansion:
    """What a question names, and other ways in which the archive may have it.

    Attributes:
        terms: The stems of the question's own words.
        words: Those words, folded; empty where the index does not tell them from stop words.
        others: Other spellings, each as its folded words.
    """

    terms: tuple[str, ...]
    words: tuple[str, ...]
    others: tuple[tuple[str, ...], ...]


def expansions(
    connection: sqlite3.Connection, question: str, terms: Mapping[str, str]
) -> tuple[Expansion, ...]:
    """The names in a question that the archive may hold in other spellings too.

    Args:
        connection: The question's transaction.
        question: As it was asked.
        terms: Its informative words as {stem: word}.

    Raises:
        ConfigurationError: `aliases.toml` can't be understood.
    """
    known = known_spellings(connection)
    found = list(_held(connection, list(_known(known, question, terms))))
    taken = {term for expansion in found for term in expansion.terms}
    free = {term: word for term, word in terms.items() if term not in taken}
    return (*found, *_respelled(connection, known, question, free))


def _known(known: Spellings, question: str, terms: Mapping[str, str]) -> Iterator[Expansion]:
    done: set[tuple[str, ...]] = set()
    for occurrence in known.found_in(question):
        # WHO can't be searched for: the index knows no capitals, and "who" is in most texts.
        others = tuple(
            tuple(words(other.text)) for other in occurrence.others if not other.capitals
        )
        if not others or occurrence.spelling.stems in done:
            continue
        done.add(occurrence.spelling.stems)
        own = {term: terms[term] for term in occurrence.spelling.stems if term in terms}
        # WHO is looked for by what it stands for alone, and weighs under a name of its own.
        stems = tuple(own) or (occurrence.spelling.text,)
        yield Expansion(stems, tuple(own.values()), others)


def _held(connection: sqlite3.Connection, found: Sequence[Expansion]) -> Iterator[Expansion]:
    """The expansions with those spellings alone whose words the archive has."""
    every = {index_stem(word) for one in found for other in one.others for word in other}
    terms = document_counts(connection, every).keys()
    for one in found:
        others = tuple(other for other in one.others if terms >= set(map(index_stem, other)))
        if others:
            yield replace(one, others=others)


def _respelled(
    connection: sqlite3.Connection, known: Spellings, question: str, terms: Mapping[str, str]
) -> Iterator[Expansion]:
    """The names among the words, with the archive's own words that spell the same.

    A Russian word, too, whose cases differ in a vowel of the stem: рынок, на рынке.
    """
    capital = {token.stem for token in tokens_of(question) if token.text[0].isupper()}
    asked = {
        term: word
        for term, word in terms.items()
        # "Kut" of "Kut-Arasan" is too short for other transliterations, not for the other script.
        if _may_be_name(word, term in capital, SHORTEST_LATIN if word.isascii() else SHORTEST)
    }
    if not asked:
        return
    counts = word_counts(connection, asked)
    for term, word in asked.items():
        count, named = counts[term], term in capital
        # Without its capital a word may be a name if English does not write it small.
        forms = fleeting_forms(term)
        found = list(document_counts(connection, forms)) if forms else []
        found += _in_other_script(connection, word) if named or _no_english(word) else []
        # A name's transliterations are looked for however many articles have it as typed: others
        # may have it otherwise. A word without a capital may be any, unless no article has it.
        if (named or not count) and _may_be_name(word, named):
            # Slips are allowed for only in a word that no article has.
            near = named and not count
            found += _transliterated(term, vocabulary(connection, word), near=near, held=count > 0)
        others = [
            (other,)
            for one in dict.fromkeys(found)
            if one != term and not known.are_apart(term, one)
            for other in _as_word(one)
        ]
        if others:
            yield Expansion((term,), (word,), tuple(others[:MOST_SPELLINGS]))


def _may_be_name(word: str, capital: bool, shortest: int = SHORTEST) -> bool:  # noqa: FBT001
    return word.isalpha() and len(word) >= (shortest if capital else SHORTEST_SMALL)


def _transliterated(term: str, candidates: list[str], *, near: bool, held: bool) -> list[str]:
    """Other spellings of a name; of one that articles have as typed none that is an English word.

    "step" is none of "Steppe".
    """
    found = respelled(term, candidates, near=near)
    return [one for one in found if not (held and one in common_words())]


def _no_english(word: str) -> bool:
    """Whether a Latin word is none that English writes small: a name typed without its capital."""
    return word.isascii() and english_stem(word) not in common_words()


def _in_other_script(connection: sqlite3.Connection, word: str) -> list[str]:
    """The archive's words that are a name written in Latin or in Cyrillic, the other of the two.

    Asked even where the name is common as it was typed: other articles have it otherwise.
    """
    if word.isascii():
        # The vocabulary has stems.
        forms = dict.fromkeys(
            script_stem(without_turkic_endings(form)) for form in cyrillic_spellings(word)
        )
        held = document_counts(connection, forms)
        return sorted(held, key=lambda term: -held[term])
    forms = {word: None, without_last_ending(word): None}  # в Казахстане: казахстан
    # The other way round no forms are made: the archive's Latin words that may begin so are
    # compared.
    latin = [term for term in vocabulary(connection, word) if term.isascii()]
    return [term for form in forms for term in respelled_in_latin(form, latin)]


def document_counts(connection: sqlite3.Connection, terms: Iterable[str]) -> dict[str, int]:
    """In how many chunks each stem occurs; a stem that does not occur is left out."""
    rows = connection.execute(
        "select term, doc from vocabulary where term in (select value from json_each(?))",
        (json.dumps(list(terms)),),
    )
    return {row["term"]: row["doc"] for row in rows}


def _as_word(term: str) -> Iterator[str]:
    """A word that the index stems to this term: it stems whatever it is asked for."""
    # "agre" is the stem of "agree", and its own stem is "agr".
    forms = (term + ending for ending in ("", "e", "s", "y"))
    yield from [form for form in forms if index_stem(form) == term][:1]


_vocabularies: dict[str, tuple[object, dict[str, list[str]]]] = {}


def vocabulary(connection: sqlite3.Connection, word: str) -> list[str]:
    """The archive's words that may be other spellings of one; kept until the archive changes."""
    place, generation = str(archive_folder(connection)), meta(connection, "generation")
    held = _vocabularies.get(place)
    if held is None or held[0] != generation:
        held = _vocabularies[place] = (generation, {})
    by_letter = held[1]
    for letter in first_letters(word):
        if letter not in by_letter:
            rows = connection.execute(
                # A range, which fts5vocab seeks to: it need not go through all terms.
                "select term from vocabulary where term >= ?1 and term < ?2",
                (letter, chr(ord(letter) + 1)),
            )
            by_letter[letter] = [row["term"] for row in rows if row["term"] not in stop_words()]
    return [term for letter in first_letters(word) for term in by_letter[letter]]


def respelled_stems(groups: Iterable[Expansion], text_stems: Sequence[str]) -> frozenset[str]:
    """The question's stems whose name a text has in another spelling.

    Args:
        groups: The question's expansions.
        text_stems: The stems of the text's words, in order.
    """
    present = frozenset(text_stems)
    return frozenset(
        term
        for group in groups
        for term in group.terms
        if any(
            _stands(tuple(map(index_stem, other)), text_stems, present) for other in group.others
        )
    )


def _stands(spelling: tuple[str, ...], text: Sequence[str], present: frozenset[str]) -> bool:
    if not present.issuperset(spelling):
        return False
    size = len(spelling)
    # Several words must stand in a row.
    return size == 1 or any(
        tuple(text[at : at + size]) == spelling for at in range(len(text) - size + 1)
    )
