"""The archive's own commands: fill it, look at it, take out of it, keep it sound."""

from __future__ import annotations

import click

from bot.opening import held_archive, read_configuration


@click.command()
@click.argument("paths", nargs=-1)
@click.option("--dry-run", "-n", is_flag=True, help="Say what would be done, and do nothing.")
@click.option("--json", "as_json", is_flag=True, help="The report as JSON.")
def index(paths: tuple[str, ...], *, dry_run: bool, as_json: bool) -> int:
    """Add and update articles, and remove those whose file is gone from an indexed folder.

    PATHS are files, folders or URLs of pages; without any, the folder DATELINE_ARTICLES.
    """
    from bot.progress import index_progress
    from bot.render_archive import report_text
    from bot.render_json import json_line, report_json
    from retrieval import factory

    settings = read_configuration()
    with index_progress() as progress:
        report = factory.index(
            settings, paths or (settings.articles,), progress=progress, dry_run=dry_run
        )
    click.echo(json_line(report_json(report)) if as_json else report_text(report))
    return 4 if report.failed else 0


@click.command()
@click.option("--json", "as_json", is_flag=True, help="The list as JSON.")
def articles(*, as_json: bool) -> int:
    """List the articles held, newest first."""
    from bot.render_archive import listing_text
    from bot.render_json import json_line, listing_json

    with held_archive() as archive:
        listings = archive.listings()
    click.echo(json_line(listing_json(listings)) if as_json else listing_text(listings))
    return 0


@click.command()
@click.argument("name", metavar="ID")
@click.option("--json", "as_json", is_flag=True, help="The article as JSON, with its whole text.")
def show(name: str, *, as_json: bool) -> int:
    """Show one article, by its id or source."""
    from bot.render_archive import article_text
    from bot.render_json import article_json, json_line
    from retrieval.errors import UsageError

    with held_archive() as archive:
        article = archive.article(name)
    if article is None:
        raise UsageError(f"No article is called {name!r}; `dateline articles` lists them.")
    click.echo(json_line(article_json(article)) if as_json else article_text(article))
    return 0


@click.command()
@click.argument("names", metavar="ID...", nargs=-1, required=True)
def remove(names: tuple[str, ...]) -> int:
    """Remove articles by id or source: all of them or, if one is unknown, none."""
    from bot.render import visible
    from retrieval.archive.indexing import remove

    with held_archive() as archive:
        for change in remove(archive, names):
            click.echo(f"removed: {visible(change.source)}")
    return 0


@click.command()
@click.option("--json", "as_json", is_flag=True, help="The findings as JSON.")
def doctor(*, as_json: bool) -> int:
    """Examine the archive: the files, SQLite and Chroma against each other."""
    from bot.render_archive import finding_text
    from bot.render_json import findings_json, json_line
    from retrieval.archive.doctor import examine

    with held_archive() as archive:
        findings = tuple(examine(archive))
    if as_json:
        click.echo(json_line(findings_json(findings)))
    else:
        click.echo("\n".join(map(finding_text, findings)))
    return 0 if all(finding.sound for finding in findings) else 5


@click.command()
def rebuild() -> int:
    """Make the search index anew from the articles that the archive holds."""
    from bot.render import counted
    from retrieval import factory
    from retrieval.archive.doctor import rebuild

    settings = read_configuration()
    with factory.open_archive(settings) as archive:
        count = rebuild(archive, factory.make_embedder(settings.threads))
    click.echo(f"Rebuilt the index of {counted(count, 'article')}.")
    return 0
