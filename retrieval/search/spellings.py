"""The spellings that are known to mean one name: the team's aliases and the archive's acronyms.

An acronym is one with each of its expansions, but not its expansions with each other: "PA" may
stand for two things. A group in `aliases.toml` is one name throughout. What neither defines means
what it commonly does.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path

from retrieval.archive.acronyms import acronyms
from retrieval.archive.stemming import IN_LETTER
from retrieval.archive.store import meta
from retrieval.names.aliases import Aliases, Group, read_aliases
from retrieval.names.common import common_names
from retrieval.search.words import index_stem, stop_words, words

# "Organisation", "ё" as two characters, "O'zbekiston"
_TOKEN = re.compile(rf"[^\W_](?:[^\W_]|[\u0300-\u036f]|{IN_LETTER})*")


@dataclass(frozen=True, slots=True)
class Spelling:
    """One way to write a name: as written, and the stems of its words.

    `capitals` is true of an acronym that in small letters is another word (WHO, US, IS).
    """

    text: str
    stems: tuple[str, ...]
    capitals: bool


@dataclass(frozen=True, slots=True)
class PlacedWord:
    """A word of a text and where it stands."""

    stem: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Occurrence:
    """A known spelling at `text[start:end]`, and the other spellings of that name."""

    spelling: Spelling
    start: int
    end: int
    others: tuple[Spelling, ...]


@dataclass(frozen=True, slots=True)
class Spellings:
    """Groups of spellings of one name each, looked up by the first word of a spelling."""

    groups: tuple[tuple[Spelling, ...], ...] = ()
    never_same: frozenset[frozenset[str]] = frozenset()
    # The number is the place of the spelling's group in `groups`.
    by_first: Mapping[str, tuple[tuple[Spelling, int], ...]] = field(default_factory=dict)

    def found_in(self, text: str) -> Iterator[Occurrence]:
        """Where the text holds a known spelling, the longest at each place."""
        tokens = tokens_of(text)
        at = 0
        while at < len(tokens):
            here = [
                (spelling, group)
                for spelling, group in self.by_first.get(tokens[at].stem, ())
                if stands_at(spelling, tokens, at)
            ]
            # Of "Harbour Council Fund" and "Harbour Council" the longer one is meant.
            longest = max((spelling for spelling, _ in here), key=_length, default=None)
            if longest is None:
                at += 1
                continue
            # A spelling may be in several groups: an acronym with two expansions.
            groups = [group for spelling, group in here if spelling.stems == longest.stems]
            last = tokens[at + len(longest.stems) - 1]
            yield Occurrence(longest, tokens[at].start, last.end, self._others(longest, groups))
            at += len(longest.stems)

    def _others(self, spelling: Spelling, groups: Iterable[int]) -> tuple[Spelling, ...]:
        every = {one.stems: one for group in groups for one in self.groups[group]}
        return tuple(one for one in every.values() if one.stems != spelling.stems)

    def are_apart(self, one: str, other: str) -> bool:
        """Whether the team says that two words, by their stems, are different names."""
        return frozenset((one, other)) in self.never_same


def _length(spelling: Spelling) -> int:
    return len(spelling.stems)


def tokens_of(text: str) -> list[PlacedWord]:
    """The words of a text with their stems and places."""
    return [
        PlacedWord(index_stem(folded), match.group(), match.start(), match.end())
        for match in _TOKEN.finditer(text)
        # Of a script without spaces a run has several words, all at the run's place.
        for folded in words(match.group())
    ]


def stands_at(spelling: Spelling, tokens: Sequence[PlacedWord], at: int) -> bool:
    """Whether the spelling stands in a text, its words one after the other from `at` on."""
    part = tokens[at : at + len(spelling.stems)]
    return tuple(token.stem for token in part) == spelling.stems and (
        not spelling.capitals or all(token.text.isupper() for token in part)
    )


def contains_spelling(tokens: Sequence[PlacedWord], spelling: Spelling) -> bool:
    """Whether the spelling stands anywhere in a text."""
    return any(stands_at(spelling, tokens, at) for at in range(len(tokens)))


def as_spelling(text: str) -> Spelling:
    """A way to write a name as the value."""
    folded = words(text)
    # "WHO", "US"
    small = len(folded) == 1 and text.isupper() and folded[0] in stop_words()
    return Spelling(text, tuple(map(index_stem, folded)), small)


def make_spellings(aliases: Aliases, defined: Mapping[str, Sequence[str]]) -> Spellings:
    """The spellings that the team's aliases and the articles' own acronyms make known.

    Args:
        aliases: What `aliases.toml` says.
        defined: Each acronym that an article defines, with what it stands for.
    """
    # The table gives way: here to the team's acronyms, below to those that articles define.
    own = {spelling for group in aliases.acronyms for spelling in group}
    common = {a: says for a, *says in common_names().acronyms if a not in own}
    stated: Mapping[str, Sequence[str]] = {**common, **defined}
    pairs = [(acronym, one) for acronym, expansions in stated.items() for one in expansions]
    groups = []
    for group in (*aliases.names, *aliases.acronyms, *pairs, *_in_languages(own, common, defined)):
        # Spellings that the index takes for one are one here; a group of one says nothing.
        every = {one.stems: one for one in map(as_spelling, group) if one.stems}
        if len(every) > 1:
            groups.append(tuple(every.values()))
    by_first: dict[str, list[tuple[Spelling, int]]] = {}
    for number, spellings in enumerate(groups):
        for spelling in spellings:
            by_first.setdefault(spelling.stems[0], []).append((spelling, number))
    never_same = {
        frozenset(pair)
        for head, *others in aliases.never_same
        for other in others
        for pair in _differing(as_spelling(head).stems, as_spelling(other).stems)
    }
    return Spellings(
        tuple(groups), frozenset(never_same), {key: tuple(value) for key, value in by_first.items()}
    )


def _differing(one: Sequence[str], other: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The words that two names do not share, each of one with each of the other."""
    return product(set(one) - set(other), set(other) - set(one))


def _in_languages(
    own: Collection[str], common: Mapping[str, Sequence[str]], defined: Mapping[str, Sequence[str]]
) -> Iterator[Group]:
    """The common names in several languages, without those that mean something else here."""
    other = {a for a, says in common.items() if a in defined and not _shared(says, defined[a])}
    for group in common_names().names:
        known = [one for one in group if one not in own and one not in other]
        yield (*known, *(says for one in known for says in common.get(one, ())))


def _shared(some: Iterable[str], others: Iterable[str]) -> bool:
    stems = {as_spelling(one).stems for one in some}
    return any(as_spelling(one).stems in stems for one in others)


def archive_folder(connection: sqlite3.Connection) -> Path | None:
    """The folder of the archive that a connection reads, or None if it lies in no file."""
    file = connection.execute("pragma database_list").fetchone()[2]
    return Path(file).parent if file else None


_made: dict[Path, tuple[object, Spellings]] = {}


def known_spellings(connection: sqlite3.Connection) -> Spellings:
    """The spellings known to the archive; made anew when it or `aliases.toml` has changed.

    Args:
        connection: A connection inside a transaction of the archive, as `reading` gives.

    Raises:
        ConfigurationError: `aliases.toml` can't be understood.
    """
    home = archive_folder(connection)
    if home is None:
        return make_spellings(Aliases(), acronyms(connection))
    aliases = read_aliases(home)
    # Both must be as they were: the team's file, and the articles, which define acronyms.
    stamp = (aliases, meta(connection, "generation"))
    made = _made.get(home)
    if made is None or made[0] != stamp:
        made = _made[home] = (stamp, make_spellings(aliases, acronyms(connection)))
    return made[1]
