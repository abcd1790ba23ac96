"""Which words are proper names, learnt from the texts, so that lower-cased text gives them up."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from benchmarks.reader.text import STOP, WORD, sentence_cuts
from benchmarks.reader.wording import KIND_OF

_BEFORE = re.compile(r"(\w+)\s+(?:the\s+)?$")


class Name(NamedTuple):
    """A name found in a text; `place` where it follows "in", "at", "from" or "near"."""

    text: str
    place: bool
    start: int
    end: int


class Names:
    """The names of some texts: words that stand capitalised inside sentences, nearly always."""

    def __init__(self, texts: Sequence[str]) -> None:
        upper, lower = _cases(texts)
        known = {w for w in upper if len(w) > 2 and w not in STOP and w not in KIND_OF}
        self._sure = {w for w in known if upper[w] >= 2 and upper[w] > 8 * lower[w]}
        self._maybe = {w for w in known if upper[w] > 2 * lower[w]}
        self._seen: dict[tuple[int, bool], list[str]] = defaultdict(list)
        for text in texts:
            for name in self.find(text):
                self._seen[name.text.count(" "), name.place].append(name.text)

    def find(self, text: str) -> list[Name]:
        """The names in a text, neighbouring words of a name together."""
        runs: list[list[re.Match[str]]] = []
        open_run = False
        for number, word in enumerate(WORD.finditer(text)):
            if not self._is_name(word.group(), inside=number > 0):
                open_run = False
            elif open_run and text[runs[-1][-1].end() : word.start()] == " ":
                runs[-1].append(word)
            else:
                runs.append([word])
                open_run = True
        return [_name(text, run[0].start(), run[-1].end()) for run in runs]

    def like(self, name: Name) -> list[str]:
        """Names of the texts with as many words, and as likely a place."""
        return self._seen.get((name.text.count(" "), name.place)) or self._seen[0, False]

    def _is_name(self, word: str, *, inside: bool) -> bool:
        # Capitalised inside a sentence, a weaker sign will do.
        low = word.lower()
        return low in self._sure or (inside and word[0].isupper() and low in self._maybe)


def _cases(texts: Sequence[str]) -> tuple[Counter[str], Counter[str]]:
    """How often each word stands with a capital and without, sentences' first words aside."""
    upper: Counter[str] = Counter()
    lower: Counter[str] = Counter()
    for text in texts:
        for start, end in sentence_cuts(text):
            for word in list(WORD.finditer(text, start, end))[1:]:
                (upper if word.group()[0].isupper() else lower)[word.group().lower()] += 1
    return upper, lower


def _name(text: str, start: int, end: int) -> Name:
    before = _BEFORE.search(text[:start])
    place = bool(before and before.group(1).lower() in ("in", "at", "from", "near"))
    return Name(text[start:end], place, start, end)
