"""How claims fare in an archive: what `dateline check` says of those on held-out stories.

    python -m training.claims_in_archive [--every N] [--languages]

All articles of our own, with --languages the Russian and Kazakh ones, go into an archive that is
thrown away after, and one claim of so many on the stories that were kept from training is checked.
A table has, for each label, how many were called supported, contradicted, and not in the archive.
Some claims name too little to be true of one article alone, so no checker gets all of them right.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from retrieval import factory
from retrieval.settings import in_a_home_of_its_own, read_settings
from retrieval.types import Question
from training import material

HERE = Path(__file__).resolve().parent
# The product's own words, in the table's order.
VERDICTS = ("supported", "contradicted", "not in the archive")


def main() -> None:
    """Read the arguments and print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--every", type=int, default=1)
    parser.add_argument("--languages", action="store_true")
    options = parser.parse_args()
    factory.disable_telemetry()
    write = sys.stdout.write
    write(f"{'claims that the articles':<26}{'count':>7}  " + ", ".join(VERDICTS) + "\n")
    for label, told in checked(options.every, languages=options.languages).items():
        count = sum(told.values())
        shares = ", ".join(f"{told[verdict] / count:.3f}" for verdict in VERDICTS)
        write(f"{label:<26}{count:>7}  {shares}\n")


def checked(every: int, *, languages: bool) -> dict[str, Counter[str]]:
    """For each label of claims, how many got which verdict."""
    rows = list(_rows(languages=languages))
    found = {label: Counter[str]() for label in material.LABELS}
    with tempfile.TemporaryDirectory(prefix="claims-", ignore_cleanup_errors=True) as folder:
        # As a file: read, split and embedded like any other.
        file = Path(folder) / "articles.jsonl"
        file.write_text("".join(f"{json.dumps(one)}\n" for one in _articles(rows)), "utf-8")
        settings = in_a_home_of_its_own(read_settings(), Path(folder) / "home")
        factory.index(settings, [file])
        with factory.open_archive(settings) as archive:
            chain = factory.make_chain(settings, archive)
            for claim in list(_claims(rows))[::every]:
                asked = Question(claim["c"], form="check")
                # A check of our own needs no receipt.
                answer = chain.invoke(asked, {"configurable": {"receipt": False}})
                found[claim["label"]][answer.verdict or ""] += 1
    return found


class Row(NamedTuple):
    """An article or a passage with claims, the file that it is of, and whether it is held out."""

    told: dict[str, Any]
    name: str
    held_out: bool


def _articles(rows: Iterable[Row]) -> Iterator[dict[str, Any]]:
    """All articles, and the passages of held-out stories, as `dateline index` reads them."""
    for one, name, held_out in rows:
        if name != "claims" or held_out:
            kept = {
                key: one[key] for key in ("title", "text", "outlet", "published") if one.get(key)
            }
            yield {"id": f"{name}-{one['id']}", **kept}


def _claims(rows: Iterable[Row]) -> Iterator[dict[str, Any]]:
    """The claims on held-out stories."""
    for one, _, held_out in rows:
        if held_out:
            yield from one["claims"]


def _rows(*, languages: bool) -> Iterator[Row]:
    every = material.OF_LANGUAGES if languages else material.HELD_OUT
    for name in ("articles_ru_kk",) if languages else ("articles", "claims"):
        for one in material.lines(HERE / f"data/{name}.jsonl.gz"):
            yield Row(one, name, material.held_out(material.story(one), every))


if __name__ == "__main__":
    main()
