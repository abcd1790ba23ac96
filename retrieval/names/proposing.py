"""Which names in a set of articles may be one name in several spellings: proposals, for people.

Two words are proposed together when they are one by rules of transliteration and either long or
after like first names, or differ in inner vowels after like first names; not when different
first names stand before them, or both stand in the same articles as a rule.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from unicodedata import combining, normalize

from retrieval.names.aliases import Aliases
from retrieval.names.spelling import keys, near_spelled, same_spelled

SHORTEST = 4  # letters; shorter words are alike by chance
SHORTEST_ALONE = 6
"""Letters of a name's key from which on it is proposed without like first names before it."""

MOST_SMALL = 0.2
"""A word that is written small more often than this share of the time is no name."""

MOST_TOGETHER = 0.5
"""Two spellings in the same articles more often than this are two names (or one is a title's)."""

# "Saint-Malo", "O'Brien"
_NAME = re.compile(r"(?<!\w)[^\W\d_](?:[^\W\d_]|[’'-](?=[^\W\d_]))+")
# "'s" in "Orsk's"
_POSSESSIVE = re.compile(r"[’']s?$")
# what stands before a word that only opens a sentence: ". ", "“"
_OPENS = re.compile(r"(?:^|[.!?:;…\n\"“”‘«(\[—–])\s*$")
# fmt: off
_TITLES = frozenset({
    "ambassador", "chairman", "chairwoman", "chancellor", "chief", "commander",
    "commissioner", "deputy", "director", "doctor", "dr", "foreign", "former", "general",
    "governor", "judge", "king", "lady", "leader", "lord", "mayor", "minister", "mr", "mrs",
    "ms", "president", "prime", "prince", "princess", "prof", "professor", "queen",
    "secretary", "senator", "sheikh", "sir", "speaker", "spokesman", "spokeswoman", "sultan",
    "the", "vice",
})
# fmt: on


@dataclass(frozen=True, slots=True)
class FoundSpelling:
    """One spelling: how often it stands in how many articles, and one of them."""

    spelling: str
    count: int
    articles: int
    example: str


@dataclass(frozen=True, slots=True)
class Proposal:
    """Spellings that may be one name, the commonest first."""

    spellings: tuple[FoundSpelling, ...]


@dataclass(slots=True)
class _Seen:
    """What the articles show of one word."""

    count: int = 0
    articles: dict[str, None] = field(default_factory=dict)
    first_names: dict[str, None] = field(default_factory=dict)


def propose_names(articles: Iterable[tuple[str, str]], known: Aliases) -> list[Proposal]:
    """Groups of spellings that may be one name, the commonest names first.

    Args:
        articles: Each article's name, for people, and its text.
        known: What is known already: its groups are not proposed again, and names that it says
            are apart never.
    """
    seen = _names(articles)
    groups = [group for group in _grouped(seen, known) if len(group) > 1]
    proposals = [Proposal(tuple(_found(seen, word) for word in group)) for group in groups]
    return sorted(proposals, key=lambda one: -sum(found.count for found in one.spellings))


def _found(seen: Mapping[str, _Seen], word: str) -> FoundSpelling:
    one = seen[word]
    return FoundSpelling(word, one.count, len(one.articles), next(iter(one.articles)))


def _names(articles: Iterable[tuple[str, str]]) -> dict[str, _Seen]:
    """The words of the articles that are written as names are."""
    seen: defaultdict[str, _Seen] = defaultdict(_Seen)
    small: Counter[str] = Counter()
    for name, text in articles:
        before: tuple[str, int] | None = None
        for match in _NAME.finditer(text):
            word = _POSSESSIVE.sub("", match.group())
            if word[0].islower():
                small[word.casefold()] += 1
                continue
            # Four characters hold a mark, a blank and a quotation mark.
            if not _OPENS.search(text[max(0, match.start() - 4) : match.start()]):
                _note(seen[word], name, _beside(before, text, match.start()))
            before = (word, match.end())
    for one in seen.values():
        # "There Orsk spoke": what opens a sentence is no first name if it is written small too.
        one.first_names = {name: None for name in one.first_names if not small[name.casefold()]}
    return {
        word: one
        for word, one in seen.items()
        if len(word) >= SHORTEST
        and not word.isupper()
        and small[word.casefold()] <= MOST_SMALL * one.count
    }


def _note(one: _Seen, article: str, first_name: str | None) -> None:
    one.count += 1
    one.articles[article] = None
    if first_name:
        one.first_names[first_name] = None


def _beside(before: tuple[str, int] | None, text: str, start: int) -> str | None:
    """The capitalised word right before, if it may be a first name."""
    if before is None or text[before[1] : start] != " ":
        return None
    word = before[0]
    return None if word.casefold() in _TITLES or word.isupper() or len(word) < SHORTEST else word


def _grouped(seen: Mapping[str, _Seen], known: Aliases) -> Iterator[list[str]]:
    """Words in groups, each like the commonest of its group; each word in one group only."""
    free = dict.fromkeys(sorted(seen, key=lambda word: (-seen[word].count, word)))
    near = _candidates(list(free))
    settled = _settled(known)
    for head in list(free):
        if head not in free:
            continue
        group = [head]
        for other in near.get(head, ()):
            pair = frozenset((head.casefold(), other.casefold()))
            if other in free and pair not in settled and _are_one(seen, head, other):
                group.append(other)
        if len(group) > 1:
            for word in group:
                free.pop(word, None)
        yield sorted(group, key=lambda word: (-seen[word].count, word))


def _settled(known: Aliases) -> set[frozenset[str]]:
    """Pairs about which the team has spoken: one name already, or names apart."""
    groups = (*known.names, *known.acronyms, *known.never_same)
    return {
        frozenset((one.casefold(), other.casefold()))
        for group in groups
        for one, other in combinations(group, 2)
    }


def _candidates(words: Sequence[str]) -> dict[str, list[str]]:
    """For each word those that share its key, or its consonants, in the order of `words`."""
    # Only words on one shelf are compared: the pairs of all words would be too many.
    by_key: defaultdict[str, list[str]] = defaultdict(list)
    for word in words:
        for key in keys(word):
            for shelf in {key, _bones(key)}:
                by_key[shelf].append(word)
    near: dict[str, dict[str, None]] = {word: {} for word in words}
    for alike in by_key.values():
        for one in alike:
            near[one] |= dict.fromkeys(other for other in alike if other != one)
    return {word: list(others) for word, others in near.items()}


def _bones(key: str) -> str:
    """A key's consonants, marked so that they are never taken for a whole key."""
    return "-" + re.sub("[aeiou]", "", key)  # "-nzrbv" of "nazarbaev"


def _are_one(seen: Mapping[str, _Seen], one: str, other: str) -> bool:
    """Whether two words are proposed as one: alike, long enough, and nothing against it."""
    if _unmarked(one) == _unmarked(other):
        return False  # the search takes these for one word anyway
    a, b = seen[one], seen[other]
    both_named = bool(a.first_names and b.first_names)
    if both_named and not _share_first_name(a, b):
        return False
    together = len(a.articles.keys() & b.articles.keys())
    shortest = min((len(key) for word in (one, other) for key in keys(word)), default=0)
    if same_spelled(one, other):
        often = together > MOST_TOGETHER * min(len(a.articles), len(b.articles)) and together > 1
        return not often and (both_named or shortest >= SHORTEST_ALONE)
    return near_spelled(one, other) and not together and both_named


def _unmarked(word: str) -> str:
    return "".join(c for c in normalize("NFKD", word.casefold()) if not combining(c))


def _share_first_name(one: _Seen, other: _Seen) -> bool:
    return any(
        a == b or same_spelled(a, b) or near_spelled(a, b)
        for a in one.first_names
        for b in other.first_names
    )
