"""Names: which spellings are known to be one, and which may be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from bot.startup import held_archive

if TYPE_CHECKING:
    from collections.abc import Sequence

    from retrieval.names.aliases import Aliases, Group
    from retrieval.names.proposing import Proposal

# Goes into the file above what is added, for whoever opens it next.
REMARK = "Proposed by `dateline names propose`; check each, and delete what is wrong."


@click.group()
def names() -> None:
    """See and propose the names that articles spell in several ways."""


@names.command("list", short_help="List spellings that count as one name.")
@click.option("--json", "as_json", is_flag=True, help="The groups as JSON.")
def list_names(*, as_json: bool) -> int:
    """List spellings that count as one name: yours, and the acronyms that articles define."""
    from bot.render_json import json_line
    from retrieval.archive.acronyms import acronyms
    from retrieval.names.aliases import FILE, read_aliases

    with held_archive() as archive:
        aliases = read_aliases(archive.home)
        with archive.reading() as connection:
            # What articles define themselves is not in the file: it goes with its articles.
            defined = acronyms(connection)
        path = archive.home / FILE
    if as_json:
        click.echo(json_line({"file": str(path), **_known_json(aliases), "defined": defined}))
        return 0
    head = f"From {path}:" if path.exists() else _no_file(str(path))
    lines = [head, *_known_lines(aliases)]
    if defined:
        lines += ["", "Defined by the articles themselves:"]
        lines += [_line((name, *others)) for name, others in defined.items()]
    click.echo("\n".join(lines))
    return 0


def _no_file(path: str) -> str:
    return f"There is no {path} yet; `dateline names propose --write` makes it."


def _known_json(aliases: Aliases) -> dict[str, Any]:
    outlets = {name: list(others) for name, others in aliases.outlets.items()}
    groups = {"names": aliases.names, "acronyms": aliases.acronyms, "apart": aliases.never_same}
    return {"outlets": outlets, **groups}


def _known_lines(aliases: Aliases) -> list[str]:
    # In the order and under the names that the sections have in the file.
    sections: dict[str, Sequence[Group]] = {
        "names": aliases.names,
        "acronyms": aliases.acronyms,
        "outlets": [(name, *others) for name, others in aliases.outlets.items()],
        "apart": aliases.never_same,
    }
    return [
        line
        for section, groups in sections.items()
        if groups
        for line in (f"[{section}]", *map(_line, groups))
    ]


def _line(group: Group) -> str:
    from bot.text import fold

    # The name that it goes by first: "Tully = Tulli, Tuli".
    return f"  {fold(' = '.join((group[0], ', '.join(group[1:]))))}"


@names.command(short_help="Propose names that are spelled in several ways.")
@click.option("--write", is_flag=True, help="Add the proposals to aliases.toml.")
@click.option("--json", "as_json", is_flag=True, help="The proposals as JSON.")
def propose(*, write: bool, as_json: bool) -> int:
    """Propose names that the articles spell in several ways, with counts and an example."""
    from dataclasses import asdict

    from bot.render_json import json_line
    from retrieval.names.aliases import read_aliases
    from retrieval.names.proposing import propose_names as proposed

    with held_archive() as archive, archive.reading() as connection:
        # The name by which an article is given as an example.
        rows = connection.execute("select coalesce(title, source), text from articles")
        proposals = proposed(map(tuple, rows), read_aliases(archive.home))
    click.echo(
        json_line({"proposals": [asdict(one) for one in proposals]})
        if as_json
        else _proposals_text(proposals)
    )
    # What is added counts at once; hence the request to read it through.
    if write and proposals:
        from retrieval.names.alias_file import add_names

        groups = [tuple(found.spelling for found in one.spellings) for one in proposals]
        path = add_names(archive.home, groups, REMARK)
        click.echo(f"Added to {path}. Read it through: what is wrong there misleads.", err=True)
    return 0


def _proposals_text(proposals: Sequence[Proposal]) -> str:
    from bot.render_archive import table
    from bot.text import with_count

    if not proposals:
        return "No name in the archive seems to be spelled in several ways that are not yet known."
    rows = [("Name", "Spelling", "Times", "Articles", "For example")]
    rows += [
        (one.spellings[0].spelling if first else "", found.spelling, str(found.count),
         str(found.articles), found.example)
        for one in proposals
        # Only the first row of a name shows it.
        for first, found in zip((True, *[False] * len(one.spellings)), one.spellings, strict=False)
    ]  # fmt: skip
    head = f"{with_count(len(proposals), 'name')} that may be spelled in several ways:"
    return "\n".join([head, "", *table(rows, 80)])
