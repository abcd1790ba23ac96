"""The asker's limits (outlet, dates) as a list of chunks, by SQL."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from rapidfuzz import fuzz, process

from retrieval.archive.generation_cache import GenerationCache
from retrieval.errors import UsageError
from retrieval.messages import gettext
from retrieval.messages.quotation_marks import as_typed, outlet_in_marks
from retrieval.names.aliases import read_aliases
from retrieval.names.outlets import Outlets, outlet_key, outlets_with, short_name
from retrieval.search.outlet_names import asked_keys, other_keys
from retrieval.search.quoted_phrases import phrase_chunks
from retrieval.search.spellings import archive_folder
from retrieval.typed_days import whole_day
from retrieval.types import Question

NEAR_OUTLET = 88.0
"""How alike, in per cent, the name of an outlet is at least that was only mistyped."""

LIKE_OUTLET = 70.0  # of 100, rapidfuzz's partial ratio; below it names only share letters
MOST_NEAR = 3
"""How alike, and how many, the names are that are proposed for one that is not held."""

# "Evening Digest, after TASS": a summary that names whose report it retells.
_AFTER = ", after "

# A date that the passage itself names: [start, end, first day, last day].
_NAMES_A_DAY = (
    "exists (select 1 from json_each(dates) where value->>3 >= ? and value->>2 <= ?"
    ' and value->>0 >= chunks.start and value->>0 < chunks."end")'
)


def chunk_ids(connection: sqlite3.Connection, question: Question) -> list[int] | None:
    """The chunks within the question's limits, or None if it sets none.

    An article without a date is left out wherever a date is asked for.

    Raises:
        UsageError: A limit is no date.
    """
    conditions, values = _conditions(connection, question)
    if not conditions:
        return None
    rows = connection.execute(
        "select chunks.id from chunks join articles on article = n where "
        + " and ".join(conditions),
        values,
    )
    return [row["id"] for row in rows]


def articles_within(connection: sqlite3.Connection, question: Question) -> list[int]:
    """The rows of the articles that have a chunk within the limits of a question.

    Raises:
        UsageError: A limit is no date.
    """
    conditions, values = _conditions(connection, question)
    rows = connection.execute(
        "select distinct n from chunks join articles on article = n"
        + (" where " + " and ".join(conditions) if conditions else ""),
        values,
    )
    return [row["n"] for row in rows]


def _conditions(connection: sqlite3.Connection, question: Question) -> tuple[list[str], list[str]]:
    # A comparison with null is not true in SQL, so that each of these leaves the undated out.
    limits = [
        ("published >= ?", question.since),
        ("published <= ?", question.until),
        ("published <= ?", question.as_of),
    ]
    given = [(condition, _iso(value)) for condition, value in limits if value]
    # Values are bound by place: each is added together with its condition.
    conditions = [condition for condition, _ in given]
    values = [value for _, value in given]
    if question.outlet:
        names = outlets_asked_for(connection, question.outlet)
        # Of an outlet that is not held "in ()" is true of no article.
        conditions.append(f"outlet in ({','.join('?' * len(names))})")
        values += names
    # Published then, or naming a day of that time: a report on it may be years younger.
    if question.during:
        conditions.append(f"(published between ? and ? or {_NAMES_A_DAY})")
        since, until = map(_iso, question.during)
        values += [since, until, since, until]
    if question.articles:
        # One parameter however many there are: SQLite limits how many a statement has.
        conditions.append("articles.id in (select value from json_each(?))")
        values.append(json.dumps(question.articles))
    for phrase in question.phrases:
        conditions.append("chunks.id in (select value from json_each(?))")
        values.append(json.dumps(phrase_chunks(connection, phrase)))
    return conditions, values


def published_within(connection: sqlite3.Connection, since: str, until: str) -> bool:
    """Whether any article held was published from `since` to `until`, ISO, inclusive."""
    row = connection.execute(
        "select 1 from articles where published between ? and ? limit 1", (since, until)
    ).fetchone()
    return row is not None


def named_within(connection: sqlite3.Connection, since: str, until: str) -> bool:
    """Whether any article held names a day, a month or a year that lies within two days, ISO.

    All articles' dates are gone through, where none is: for what can't be told from `published`.
    """
    row = connection.execute(
        "select 1 from articles, json_each(dates) as one"
        " where one.value->>2 >= ? and one.value->>3 <= ? limit 1",
        (since, until),
    ).fetchone()
    return row is not None


def dated_span(connection: sqlite3.Connection) -> tuple[date, date] | None:
    """The days of the oldest and the newest dated article held, or None where there is none."""
    row = connection.execute("select min(published), max(published) from articles").fetchone()
    return (date.fromisoformat(row[0]), date.fromisoformat(row[1])) if row[0] else None


def _iso(value: str) -> str:
    """A limit as stored dates are written: another form would compare as nonsense."""
    try:
        return whole_day(value)
    except (TypeError, ValueError):
        form = gettext("{value} is no date; write it as YYYY-MM-DD.")
        raise UsageError(form.format(value=repr(value))) from None


@dataclass(frozen=True, slots=True)
class OutletsByName:
    """The outlets held, to be asked for by many names: all that a question may mean by one.

    Attributes:
        known: The names of outlets, the team's own before the shipped ones.
        held: Those that the archive has articles of, by the keys of their names.
    """

    known: Outlets
    held: Mapping[str, list[str]]

    def called(self, name: str) -> list[str]:
        """The outlets held that this name means; see `matching_outlets`."""
        meant = outlet_key(self.known.canonical(name) or name)
        keys = (meant, *asked_keys(name))
        return next((list(self.held[one]) for one in keys if one in self.held), [])


def outlets_by_name(connection: sqlite3.Connection) -> OutletsByName:
    """The outlets held, by their names as they stand now.

    Raises:
        ConfigurationError: `aliases.toml` can't be understood.
    """
    known = _known_outlets(connection)
    return OutletsByName(known, _by_key(connection, known))


def matching_outlets(connection: sqlite3.Connection, name: str) -> list[str]:
    """The outlets held that this name means.

    It may be any known name or domain, and in Cyrillic letters it may be declined; case,
    diacritics and a leading "the" do not count.

    Raises:
        ConfigurationError: `aliases.toml` can't be understood.
    """
    return outlets_by_name(connection).called(name)


def outlets_for_short(connection: sqlite3.Connection, name: str) -> list[str]:
    """The outlets held that this name may be short for: `Amber` for Amber News Agency or Amber.az.

    Not for names within a question: `Tully` may be the town too, and not Tully News.
    """
    wanted = outlet_key(name)
    return [
        one for one in held_outlets(connection) if wanted and outlet_key(short_name(one)) == wanted
    ]


def outlets_asked_for(connection: sqlite3.Connection, name: str) -> list[str]:
    """The outlets held that an asker's limit means; a slip in a name that is no other's is taken.

    Raises:
        ConfigurationError: `aliases.toml` can't be understood.
    """
    exact = (
        matching_outlets(connection, name)
        or _told_after(connection, name)
        or outlets_for_short(connection, name)
    )
    # A known outlet that is not held is no slip of another's name.
    if exact or _known_outlets(connection).known(name):
        return exact
    held = held_outlets(connection)
    wanted = outlet_key(name)
    near = [one for one in held if _is_slip(wanted, outlet_key(one))]
    # Of two that are as near nobody can tell which is meant.
    return near if len(near) == 1 else []


def _told_after(connection: sqlite3.Connection, name: str) -> list[str]:
    """The outlets held that name this one as theirs: "Dateline sample, after TASS" for TASS."""
    meant = _known_outlets(connection).canonical(name) or name
    named = ((outlet, outlet.rpartition(_AFTER)) for outlet in held_outlets(connection))
    return [
        outlet
        for outlet, (_, after, told) in named
        if after and outlet_key(told) == outlet_key(meant)
    ]


def _is_slip(wanted: str, held: str) -> bool:
    return wanted[:1] == held[:1] and fuzz.ratio(wanted, held) >= NEAR_OUTLET


def near_outlets(connection: sqlite3.Connection, name: str) -> list[str]:
    """The outlets held whose names are likest to one that is not held, at most three."""
    held = {outlet: outlet_key(outlet) for outlet in held_outlets(connection)}
    found = process.extract(
        outlet_key(name), held, scorer=fuzz.partial_ratio, score_cutoff=LIKE_OUTLET, limit=MOST_NEAR
    )
    return [outlet for _, _, outlet in found]


def unknown_outlet_note(connection: sqlite3.Connection, name: str) -> str | None:
    """A sentence for an asker whose outlet the archive does not hold; None if it does."""
    if outlets_asked_for(connection, name):
        return None
    near = near_outlets(connection, name)
    if near:
        form = gettext("No article of {outlet} is held; near that name: {near}.")
        return form.format(outlet=as_typed(name), near="; ".join(map(outlet_in_marks, near)))
    form = gettext("No article of {outlet} is held; `dateline articles` lists what is.")
    return form.format(outlet=as_typed(name))


_outlets: GenerationCache[list[str]] = GenerationCache(8)  # a process reads one archive or two


def held_outlets(connection: sqlite3.Connection) -> list[str]:
    """The outlets that the archive has articles of; all articles are looked at once a generation.

    Only for transactions of `Archive.reading`.
    """

    def outlets() -> list[str]:
        rows = connection.execute("select distinct outlet from articles where outlet is not null")
        return [row["outlet"] for row in rows]

    return _outlets.of(connection, "outlets", outlets)


# A process reads one archive or two.
_keys: GenerationCache[dict[str, list[str]]] = GenerationCache(8)


def _by_key(connection: sqlite3.Connection, known: Outlets) -> dict[str, list[str]]:
    """The outlets held, by the keys of their name and by that of the name they go by."""

    def by_key() -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for outlet in held_outlets(connection):
            names = (outlet, known.canonical(outlet) or "")
            for name in {*map(outlet_key, names), *other_keys(outlet)} - {""}:
                found.setdefault(name, []).append(outlet)
        return found

    # The team may edit its names between two questions, and change nothing in the archive.
    return _keys.of(connection, known.fingerprint, by_key)


def _known_outlets(connection: sqlite3.Connection) -> Outlets:
    home = archive_folder(connection)
    return outlets_with(read_aliases(home).outlets if home else {})
