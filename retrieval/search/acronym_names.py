"""An acronym that no article has, as the name that stands for it in the passages found.

    What did the LGRB lend?     What did the Larkfield Grain and Rail Bank lend?

The search knows the spellings of known acronyms (`expansion.py`); whoever reads what was found
sees the question. Of an acronym that nobody knows it is the name whose initials it has. Of two
names that fit neither is taken.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Collection, Iterable, Iterator

from retrieval.language.tables import listed
from retrieval.search.expansion import document_counts
from retrieval.search.spellings import known_spellings
from retrieval.search.words import index_stem

# "LGRB" in "the LGRB's loan"; two letters fit too many names.
_ACRONYM = re.compile(r"\b[A-Z]{3,7}\b")
# "Larkfield Grain and Rail Bank", "Asia-Pacific Fund": capitals, with small words between them
_RUN = re.compile(
    r"\b[A-Z][\w’']*(?:(?:\s+|-)(?:(?:of|for|and|on|in|to|the|de)\s+){0,2}[A-Z][\w’']*)+"
)
_WHOSE = re.compile(r"['’]s?$")  # "'s" of "Rail Bank's"
_CAPITAL = re.compile(r"\b[A-Z][\w’']*")  # "Grain"


def unheld_acronyms(connection: sqlite3.Connection, question: str) -> dict[str, tuple[str, ...]]:
    """The acronyms in a question that no article has, each with its known spellings, if any.

    Raises:
        ConfigurationError: `aliases.toml` can't be understood.
    """
    found = dict.fromkeys(_ACRONYM.findall(question))
    # A question in capitals has none.
    if not found or question.isupper():
        return {}
    held = document_counts(connection, [index_stem(one.lower()) for one in found])
    known = {
        one.spelling.text: tuple(other.text for other in one.others)
        for one in known_spellings(connection).found_in(question)
    }
    return {one: known.get(one, ()) for one in found if index_stem(one.lower()) not in held}


def name_of(acronym: str, known: Collection[str], texts: Iterable[str]) -> str | None:
    """The one name in some texts that an acronym stands for; None if there is none, or two.

    Args:
        acronym: The acronym.
        known: The spellings that are known of it; without any its initials tell.
        texts: The passages that were found.
    """
    found: dict[str, str] = {}
    for text in texts:
        for name in _known_in(known, text) if known else _with_initials(acronym, text):
            found.setdefault(name.casefold(), name)
    return next(iter(found.values())) if len(found) == 1 else None


def with_name(question: str, acronym: str, name: str) -> str:
    """The question with a name in the place of its acronym."""
    # "LGRB" in "the LGRB's chair", none in "LGRBX"
    return re.sub(rf"\b{acronym}\b", lambda _: name, question)


def _known_in(known: Iterable[str], text: str) -> Iterator[str]:
    folded = " ".join(text.casefold().split())
    # "larkfield gas revenue board", none in "larkfield gas revenue boards"
    return (name for name in known if re.search(rf"\b{re.escape(name.casefold())}\b", folded))


def _with_initials(acronym: str, text: str) -> Iterator[str]:
    for run in _RUN.finditer(text):
        capitals = list(_CAPITAL.finditer(run[0]))
        initials = "".join(one[0][0] for one in capitals)
        # In "The Larkfield Grain and Rail Bank" the first capital is none of the name's.
        at = initials.find(acronym)
        if at >= 0:
            own = capitals[at : at + len(acronym)]
            name = _WHOSE.sub("", " ".join(run[0][own[0].start() : own[-1].end()].split()))
            # "Minister Tom Reed" is no MTR.
            if not any(one[0].lower() in listed("names", "titles") for one in own):
                yield name
