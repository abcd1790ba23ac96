"""Names that a claim holds and its evidence does not, word for word."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from rapidfuzz import fuzz

from retrieval.language import tables
from retrieval.language.alphabet import CYRILLIC
from retrieval.language.facts import SentenceFacts
from retrieval.language.name_recognition import Name
from retrieval.language.nations import Nation, nation, nations_in
from retrieval.language.tokens import stem

SameName = Callable[[str, str], bool]
"""Whether the name that is said first is one that the evidence holds, the second."""

# Behind one of these a capital is a city: "in Minsk" is no word for Belarus.
_PLACED = frozenset({"in", "at", "to", "from", "near", "around", "outside", "towards", "into"})
_LIKE = 70
"""From this likeness on, of 100, two names may be taken for each other."""

# "Iranian", "Tyrolean", "Japanese".
_ADJECTIVES = ("ian", "ean", "ese")
_CASES = tuple(sorted(tables.listed("names", "cases")))
SHORTEST = 2
"""Letters of a name that are left at least: Ош of Оше."""

# They tell no office: "Mrs Vale" may be "Minister Vale".
_COURTESIES = frozenset({"mr", "mrs", "ms", "miss", "sir", "lord", "lady", "dame"})


@dataclass(frozen=True)
class _Held:
    """What the evidence's names and words are, folded, for looking up."""

    facts: Sequence[SentenceFacts]

    @cached_property
    def texts(self) -> tuple[tuple[str, ...], ...]:
        return tuple(
            tuple(folded_word(one.low) for one in facts.tokens if one.kind == "word")
            for facts in self.facts
        )

    @cached_property
    def words(self) -> frozenset[str]:
        return frozenset(word for text in self.texts for word in text)

    @cached_property
    def stems(self) -> frozenset[str]:
        """Stems of the words written small: a common word may open a sentence."""
        every = (one for facts in self.facts for one in facts.tokens if one.kind == "word")
        return frozenset(stem(one.low) for one in every if one.text[0].islower())

    @cached_property
    def runs(self) -> tuple[frozenset[str], ...]:
        return tuple(
            frozenset(map(folded_word, name.words)) for facts in self.facts for name in facts.names
        )

    @cached_property
    def names(self) -> tuple[Name, ...]:
        return tuple(name for facts in self.facts for name in facts.names)

    @cached_property
    def nations(self) -> frozenset[Nation]:
        return frozenset(
            found for name in self.names for found, _, _ in nations_in(_spelled_out(name))
        )

    @cached_property
    def initials(self) -> frozenset[str]:
        return frozenset(short for name in self.names for short in _initials(name))

    @cached_property
    def acronyms(self) -> frozenset[str]:
        return frozenset(folded_word(name.words[0]) for name in self.names if name.acronym)


def missing_names(
    said: SentenceFacts,
    evidence: Sequence[SentenceFacts],
    context: Sequence[SentenceFacts],
    same_name: SameName | None,
) -> Iterator[str]:
    """A sentence for each name, and each office beside one, that the evidence does not hold."""
    held = _Held(evidence)
    beside = _Held([*evidence, *context]) if context else held
    around = _Held(context)
    for name in said.names:
        # Names beside the evidence stand for its pronouns only where no other name could be meant.
        where = held if _rivalled(said, name, held) else beside
        known = _first_name_beside(name, held, around) or _known(name, where, same_name)
        if not known and not _stands(said, name, where):
            yield f"the source does not name {name.text}"
        elif other := _other_title(name, held):
            yield f"the source calls {name.words[-1].title()} {other}, not {name.title[-1]}"


def _first_name_beside(name: Name, held: _Held, beside: _Held) -> bool:
    """Whether the evidence has the surname, and what stands beside it gives its one first name."""
    words = tuple(map(folded_word, name.words))
    if len(words) < 2 or len(name.parts) > 1 or words[-1] not in held.words:
        return False
    runs = [tuple(map(folded_word, one.words)) for one in (*held.names, *beside.names)]
    whole = {run for run in runs if len(run) > 1 and run[-1] == words[-1]}
    return whole == {words}


def _rivalled(said: SentenceFacts, name: Name, held: _Held) -> bool:
    """Whether the evidence has a name of the same sort that the claim leaves out.

    It may be the one that the claim's has taken the place of: no pronoun needs to stand for it.
    """
    own = {word for one in said.names for word in map(folded_word, one.words)}
    sorts = _sorts(tuple(map(folded_word, name.words)))
    for other in held.names:
        words = tuple(map(folded_word, other.words))
        if sorts & _sorts(words) and not own & set(words):
            return True
        if fuzz.ratio(name.text.casefold(), other.text.casefold()) >= _LIKE and words != name.words:
            return True
    return False


def _sorts(words: tuple[str, ...]) -> set[str]:
    """What a name names: a country, something else, or both, as "Uzbek President Mirzayev"."""
    found = nations_in(words)
    covered = sum(after - first for _, first, after in found)
    return ({"country"} if found else set()) | ({"other"} if covered < len(words) else set())


def _stands(said: SentenceFacts, name: Name, held: _Held) -> bool:
    if name.acronym and (
        folded_word(name.words[0]) in held.initials or _spelled_small(name.words[0], held)
    ):
        return True
    # The other way round: "Bank of England" on "the BOE".
    if len(name.words) > 1 and any(short in held.acronyms for short in _initials(name)):
        return True
    placed = _placed(said, name)
    # A word that opens the claim may be no name: "Hikers were found." on "Two people hiking ...".
    if not name.sure and not nation(name.words[0]) and stem(name.words[0]) in held.stems:
        return True
    return all(
        _part_stands(tuple(map(folded_word, part)), held, placed=placed) for part in name.parts
    )


def _spelled_small(acronym: str, held: _Held) -> bool:
    """Whether words spell an acronym, the first with a capital: Шанхайская организация ... is ШОС.

    In Russian the words after the first are written small, so they belong to no name.
    """
    size = len(acronym)
    if size < 3 or not CYRILLIC.match(acronym):
        return False
    return any(
        words[k].text[0].isupper() and "".join(one.low[0] for one in words[k : k + size]) == acronym
        for facts in held.facts
        for words in [[one for one in facts.tokens if one.kind == "word"]]
        for k in range(len(words) - size + 1)
    )


def _part_stands(part: tuple[str, ...], held: _Held, *, placed: bool) -> bool:
    countries = nations_in(part)
    if [(first, after) for _, first, after in countries] == [(0, len(part))] and held.nations:
        return _nation_stands(countries[0][0], part, held, placed=placed)
    if _together(part, held):
        return True
    rest = list(part)
    # From the last on: what is taken out moves the places of those behind it.
    for found, first, after in reversed(countries):
        if not _nation_stands(found, part[first:after], held, placed=placed):
            return False
        del rest[first:after]
    return len(rest) < len(part) and (not rest or _together(tuple(rest), held))


def _together(part: tuple[str, ...], held: _Held) -> bool:
    """Whether one name of the evidence, or its words in a row, has all words of a part."""
    if len(part) == 1:
        return any(form in held.words for form in _forms(part[0]))
    if any(all(_in_run(word, run) for word in part) for run in held.runs):
        return True
    return any(_in_a_row(part, text) for text in held.texts)


def _in_run(word: str, run: frozenset[str]) -> bool:
    if len(word) == 1:
        # "J. Smith" on "John Smith".
        return any(one.startswith(word) for one in run)
    return any(form in run for form in _forms(word))


def _in_a_row(part: tuple[str, ...], text: tuple[str, ...]) -> bool:
    return any(
        all(text[k + n] in _forms(word) for n, word in enumerate(part))
        for k in range(len(text) - len(part) + 1)
    )


def without_case_ending(word: str) -> str:
    """A folded Cyrillic word without the longest ending of case: токаев of токаевым."""
    ends = _ends(word) if CYRILLIC.match(word) else []
    return word.removesuffix(max(ends, key=len)) if ends else word


def _ends(word: str) -> list[str]:
    return [one for one in _CASES if word.endswith(one) and len(word) >= len(one) + SHORTEST]


@lru_cache(maxsize=4096)
def _forms(word: str) -> tuple[str, ...]:
    """A word, its plural or singular, and the adjective made of it: Tyrol, Tyrolean.

    Of a Cyrillic one its cases: Токаев, Токаевым; Өзбекстан, Өзбекстанмен.
    """
    if CYRILLIC.match(word):
        bases = (word, *(word.removesuffix(one) for one in _ends(word)))
        return tuple(f"{base}{ending}" for base in bases for ending in ("", *_CASES))
    plural = (f"{word}s", f"{word}es", f"{word[:-1]}ies" if word.endswith("y") else word)
    singular = word[:-1] if word.endswith("s") and len(word) > 3 else word
    bare = (f"{word[:-3]}y",) if word.endswith("ies") else ()
    made = tuple(f"{word}{ending}" for ending in _ADJECTIVES)
    root = tuple(word.removesuffix(one) for one in _ADJECTIVES if len(word) > len(one) + 3)
    return (word, *plural, singular, *bare, *made, *root)


def _nation_stands(found: Nation, words: tuple[str, ...], held: _Held, *, placed: bool) -> bool:
    """Whether the evidence speaks of the same country; a capital as a place is only itself."""
    if found.capital:
        return _together(words, held) or (
            not placed and any(one.name == found.name for one in held.nations)
        )
    return any(one.name == found.name for one in held.nations)


def _placed(said: SentenceFacts, name: Name) -> bool:
    before = [one for one in said.tokens if one.end <= name.start][-1:]
    return any(one.low in _PLACED for one in before)


def _known(name: Name, held: _Held, same_name: SameName | None) -> bool:
    if same_name is None:
        return False
    return any(same_name(name.text, one.text) for one in held.names)


def _other_title(name: Name, held: _Held) -> str:
    """The title that the evidence gives the same name, where it never gives the claim's."""
    own = [word for word in name.title if word not in _COURTESIES]
    if not own or own[-1] in held.words:
        return ""
    for one in held.names:
        theirs = [word for word in one.title if word not in _COURTESIES]
        if theirs and name.words[-1:] == one.words[-1:]:
            return theirs[-1]
    return ""


def _spelled_out(name: Name) -> tuple[str, ...]:
    return tuple(word for word in name.text.replace("-", " ").replace(".", "").casefold().split())


def _initials(name: Name) -> Iterator[str]:
    """The initials of a name's key words, of all its words, and without what is in parts after."""
    words = name.words
    if len(words) > 1:
        # "Bank of England" is BE here and BOE below.
        yield folded_word("".join(word[0] for word in words))
        yield folded_word("".join(word[0] for word in _spelled_out(name)))


@lru_cache(maxsize=32768)
def folded_word(word: str) -> str:
    """A word in lower case; Latin letters without their marks."""
    low = word.casefold()
    # й without its mark would be и, another letter.
    if low.isascii() or "а" <= low[0] <= "ӿ":
        return low
    decomposed = unicodedata.normalize("NFD", low)
    return "".join(char for char in decomposed if not unicodedata.combining(char))
