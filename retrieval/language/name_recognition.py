"""Names: runs of capitalised words, the common words that only open a sentence left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from retrieval.language import tables
from retrieval.language.alphabet import CYRILLIC
from retrieval.language.nations import nation
from retrieval.language.tokens import Token, stem

_NONES = tables.listed("names", "nones")
_WEEKDAYS = tables.positions("weekdays")
_MONTHS = tables.positions("months")
_UNSURE = tables.listed("unsure_months")
_TITLES = tables.listed("names", "titles")
# Small words that may stand inside a name, "of", "der"; those of `_INNER` do not part it.
_JOINERS = tables.listed("names", "joiners")
_INNER = tables.listed("names", "inner")
_FUNCTION = tables.listed("function")
# Titles that begin the names of things, too: "General Assembly".
_OPEN_TITLES = tables.listed("names", "open_titles")
_NUMBERS = tables.values("numbers")
# Behind these a capital says nothing: a sentence, a quotation or an entry of a list begins.
_OPENERS = frozenset('.!?:;…"“”‘«([—–•|')
_MOST_INNER = 2  # small words within a name: `Bank of the South`
_COMMON_OWNER = 5  # letters from which a common word with 's opens a sentence; chosen by hand


@dataclass(frozen=True, slots=True)
class Name:
    """A name as written, without the title before it.

    `parts` are its folded key words, one tuple for each piece between "of", "on", "and" and
    the like. `title` holds the folded title words. `acronym`: capitals alone. `sure` is false
    for a single word that opens a sentence.
    """

    text: str
    parts: tuple[tuple[str, ...], ...]
    title: tuple[str, ...]
    acronym: bool
    sure: bool
    start: int
    end: int

    @property
    def words(self) -> tuple[str, ...]:
        """All key words in their order."""
        return tuple(word for part in self.parts for word in part)


def names(ts: Sequence[Token], taken: set[int]) -> list[Name]:
    """The names among a text's tokens; `taken` are the places of dates' tokens."""
    found = []
    i = 0
    while i < len(ts):
        if not _capital(ts, i, taken):
            i += 1
            continue
        end = _run_end(ts, i, taken)
        name = _name(ts, i, end)
        if name:
            found.append(name)
        i = end
    return found


def _capital(ts: Sequence[Token], i: int, taken: set[int]) -> bool:
    token = ts[i]
    return (
        token.kind == "word"
        and token.text[0].isupper()
        and i not in taken
        and token.low not in _NONES
        and token.low not in _WEEKDAYS
        # Where "May" is a month, its date has taken it: here it may be a name.
        and (token.low not in _MONTHS or token.low in _UNSURE)
        and not _of_amount(ts, i)
    )


def _of_amount(ts: Sequence[Token], i: int) -> bool:
    """Whether capitals belong to a number: the K of 449K, the US of US$5."""
    if i and ts[i - 1].kind == "number" and ts[i - 1].end == ts[i].start:
        return True
    return i + 1 < len(ts) and ts[i + 1].text == "$" and ts[i + 1].start == ts[i].end


def _run_end(ts: Sequence[Token], i: int, taken: set[int]) -> int:
    """The place after a run: capitalised words, what joins them, numbers of a G20 or Route 66."""
    end = i + 1
    while end < len(ts):
        # Small words count only with a capital behind them: not the last of "Bank of the".
        step = end
        while step < len(ts) and step - end < _MOST_INNER and _joins(ts, step):
            step += 1
        if step >= len(ts) or not _capital(ts, step, taken):
            break
        # A wide gap, as between columns, parts two names.
        if ts[end].start - ts[end - 1].end > 2:
            break
        end = step + 1
    return end


def _joins(ts: Sequence[Token], i: int) -> bool:
    """Whether a token may stand inside a name: of, al, a hyphen, an initial's full stop."""
    token = ts[i]
    if token.text in ("-", "’", "'") or (token.kind == "ending"):
        # "Smith-Jones" is one name; "Smith's House" are two.
        return token.kind != "ending" and _attached(ts, i)
    if token.text == ".":
        # "J. Smith", "Dr. Smith"
        return len(ts[i - 1].text) == 1 or ts[i - 1].low in _TITLES
    # Two people who are joined by "and" are two names.
    return token.low in _JOINERS and token.low not in ("and", "&")


def _attached(ts: Sequence[Token], i: int) -> bool:
    return 0 < i < len(ts) - 1 and ts[i - 1].end == ts[i].start and ts[i].end == ts[i + 1].start


def _name(ts: Sequence[Token], i: int, end: int) -> Name | None:
    opens = _opens(ts, i)
    # Off the front go a common word that opens the sentence, then titles and small words.
    if opens and _only_opens(ts, i, end):
        i += 1
        while i < end and not ts[i].text[0].isupper():
            i += 1
        opens = False
    titles = {k for k in range(i, end) if _is_title(ts, k, end)}
    while i < end and (i in titles or not ts[i].text[0].isupper()):
        i += 1
    parts = _parts(ts, i, end, titles)
    if not parts:
        return None
    single = end - i == 1
    text = ts[i].text
    return Name(
        text=" ".join(one.text for one in ts[i:end]),
        parts=parts,
        title=tuple(ts[k].low for k in sorted(titles)),
        acronym=single and len(text) > 1 and text.replace(".", "").isupper(),
        sure=not (opens and single),
        start=ts[i].start,
        end=ts[end - 1].end,
    )


def _opens(ts: Sequence[Token], i: int) -> bool:
    return (
        i == 0
        or ts[i - 1].text in _OPENERS
        # "- Smith said": a dash that is typed as a hyphen has a blank before it
        or (ts[i - 1].text == "-" and i > 1 and ts[i - 2].end < ts[i - 1].start)
    )


def _only_opens(ts: Sequence[Token], i: int, end: int) -> bool:
    """Whether an opening word is a common one: "The Austrians", "Officers said"."""
    token = ts[i]
    # "WHO said"; of a line in capitals these three are no names
    if len(token.text) > 1 and token.text.isupper() and token.low not in ("it", "the", "in"):
        return False
    if token.low in _FUNCTION:
        return True
    if nation(token.low) or token.low in _TITLES:
        return False
    # "Two Austrians", "Recently Smith"
    if end - i > 1 and ts[i + 1].text[0].isupper():
        return token.low in _NUMBERS or _adverb(token.low) or _before_acronym(ts, i)
    # "Brown's house"
    if i + 1 < len(ts) and ts[i + 1].kind == "ending":
        return stem(token.low) in common_words() and len(token.low) >= _COMMON_OWNER
    return stem(token.low) in common_words() or len(token.text) == 1


def _before_acronym(ts: Sequence[Token], i: int) -> bool:
    """Whether a Russian word opens a sentence before an acronym: "Саммит ШОС"."""
    return bool(CYRILLIC.match(ts[i].low)) and len(ts[i + 1].text) > 1 and ts[i + 1].text.isupper()


def _adverb(low: str) -> bool:
    return low.endswith("ly") and stem(low) in common_words()


def _is_title(ts: Sequence[Token], k: int, end: int) -> bool:
    """Whether a word of a run is a title, or qualifies one: the Foreign of Foreign Minister."""
    following = ts[k + 1] if k + 1 < end else None
    if ts[k].low in _TITLES:
        # "General Assembly" is all a name, "General Smith" is not.
        of_name = ts[k].low in _OPEN_TITLES and following and _is_common(following)
        return ts[k].text[0].isupper() and not of_name
    qualifies = following is not None and following.low in _TITLES
    return qualifies and not nation(ts[k].low) and stem(ts[k].low) in common_words()


def _is_common(token: Token) -> bool:
    return token.low not in _TITLES and stem(token.low) in common_words()


def _parts(ts: Sequence[Token], i: int, end: int, titles: set[int]) -> tuple[tuple[str, ...], ...]:
    parts: list[list[str]] = [[]]
    for k in range(i, end):
        one = ts[k]
        is_word, capital = one.kind == "word", one.text[0].isupper()
        # "Bank of the South" has two parts, "Ludwig van der Meer" one.
        joins = is_word and not capital and one.low in _JOINERS and one.low not in _INNER
        if k in titles or joins:
            parts.append([])
        elif is_word and capital:
            parts[-1].append(one.low.casefold())
    return tuple(tuple(part) for part in parts if part)


@cache
def common_words() -> frozenset[str]:
    """Stems of words that are written small inside sentences."""
    text = files(__package__).joinpath("common.txt").read_text(encoding="utf-8")
    return frozenset(text.split())
