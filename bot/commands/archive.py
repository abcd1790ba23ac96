"""The archive's own commands: fill it, look at it, take out of it, keep it sound."""

from __future__ import annotations

from shutil import get_terminal_size
from typing import TYPE_CHECKING

import click

from bot.commands.options import stated_by
from bot.startup import held_archive, read_configuration
from retrieval.messages import gettext, gettext_noop, ngettext, number_words
from retrieval.priority import lower_priority

if TYPE_CHECKING:
    from retrieval.archive.doctor import DoctorFinding
    from retrieval.archive.store import Archive

NARROWEST = 80
"""Columns that a table takes at least; a narrower terminal breaks its lines."""


# Text for people by default, one line of JSON with --json, as in every command below. The codes
# that they end with are told in docs/usage.md.
@click.command(short_help="Add, update and remove articles as their files have changed.")
@click.argument("paths", nargs=-1)
@click.option("--dry-run", "-n", is_flag=True, help="Say what would be done, and do nothing.")
@click.option(
    "--watch", is_flag=True, help="Keep running, and index whatever changes in the folders."
)
@click.option("--outlet", metavar="NAME", help="Who published them; for pages that don't say.")
@click.option(
    "--published", metavar="YYYY-MM-DD", help="When they were published; for pages that don't say."
)
@click.option("--json", "as_json", is_flag=True, help="The report as JSON.")
def index(
    paths: tuple[str, ...],
    *,
    dry_run: bool,
    watch: bool,
    outlet: str | None,
    published: str | None,
    as_json: bool,
) -> int:
    """Add and update articles, and remove those whose file is gone from an indexed folder.

    PATHS are files, folders or URLs (of pages, feeds or sitemaps); without any, the folder that
    DATELINE_ARTICLES names. What --outlet and --published say counts for every article found,
    and is kept.
    """
    # What is stated counts for the articles found in this run, and a watch finds more later.
    if watch and (outlet or published):
        raise click.UsageError(
            "--watch cannot be used with --outlet or --published; "
            "write them into dateline.toml in the folder."
        )
    if watch and dry_run:
        raise click.UsageError("--watch and --dry-run don't go together; leave one of them out.")
    # From here on every thread and process that indexing starts gives way to askers.
    lower_priority()
    # Before anything is imported that only a single run needs.
    if watch:
        from bot.background_watching import watch_folders

        settings = read_configuration()
        return watch_folders(settings, paths or (settings.articles,), as_json=as_json)
    from bot.progress import index_progress
    from bot.render_index_report import index_report_text
    from bot.render_json import json_line, report_json
    from retrieval import factory

    settings = read_configuration()
    with index_progress() as progress:
        report = factory.index(
            settings,
            paths or (settings.articles,),
            progress=progress,
            dry_run=dry_run,
            stated=stated_by(outlet=outlet, published=published),
        )
    click.echo(json_line(report_json(report)) if as_json else index_report_text(report))
    # 4: what could be read is in the archive all the same.
    return 4 if report.failed else 0


@click.command()
@click.option("--json", "as_json", is_flag=True, help="The list as JSON.")
def articles(*, as_json: bool) -> int:
    """List the articles held, newest first."""
    from bot.render_archive import listing_text
    from bot.render_json import json_line, listing_json

    with held_archive() as archive:
        listings = archive.listings()
    # In a pipe there is no terminal to ask; then it is 80 columns.
    width = max(get_terminal_size().columns, NARROWEST)
    click.echo(json_line(listing_json(listings)) if as_json else listing_text(listings, width))
    return 0


@click.command()
@click.argument("name", metavar="ID")
@click.option("--versions", "listed", is_flag=True, help="List the earlier versions kept of it.")
@click.option("--version", "prefix", metavar="HASH", help="An earlier version, by its hash.")
@click.option("--json", "as_json", is_flag=True, help="The article as JSON, with its whole text.")
def show(name: str, *, listed: bool, prefix: str | None, as_json: bool) -> int:
    """Show one article, by its id or source.

    A version that an answer cited is kept when the article changes.
    """
    from bot.render_archive import article_text, version_text, versions_text
    from bot.render_json import article_json, json_line, version_json, versions_json
    from retrieval.archive.browsing import listing
    from retrieval.archive.earlier_versions import earlier_versions
    from retrieval.errors import UsageError

    with held_archive() as archive:
        # By its id or its source: the path or the address that it was read from.
        article = archive.article(name)
        if article is None:
            form = gettext("No article is called {name}; `dateline articles` lists them.")
            raise UsageError(form.format(name=repr(name)))
        with archive.reading() as connection:
            earlier = earlier_versions(connection, article.id, prefix or "")
        line = listing(archive, article.id)
    if listed:
        found, text = versions_json(article, earlier), versions_text(article, earlier)
    # The version that stands is among those that a hash may mean. An empty HASH means none, and
    # leads to the message below.
    elif prefix is None or (prefix and article.hash.startswith(prefix.lower())):
        found, text = article_json(article, line), article_text(article, line)
    elif len(earlier) == 1:
        found, text = version_json(earlier[0]), version_text(earlier[0])
    else:
        raise UsageError(
            f"{len(earlier) or 'No'} earlier versions of {name} begin with {prefix!r}; "
            "list those that are kept with: dateline show ID --versions"
        )
    click.echo(json_line(found) if as_json else text)
    return 0


@click.command(short_help="State an article's date, outlet, author or title.")
@click.argument("name", metavar="ID")
@click.option("--published", metavar="YYYY-MM-DD", help="When it was published.")
@click.option("--outlet", metavar="NAME", help="Who published it.")
@click.option("--author", metavar="NAME", help="Who wrote it.")
@click.option("--title", metavar="TITLE", help="What it is called.")
def edit(
    name: str, *, published: str | None, outlet: str | None, author: str | None, title: str | None
) -> int:
    """State what an article, named by its id or source, does not say itself.

    It is kept when the article is read again, and goes when it is removed. The text stays as
    it is.
    """
    from bot.render_archive import edited_text
    from retrieval import factory

    # The text is never one of these: quotations would point elsewhere.
    said = stated_by(outlet=outlet, published=published, author=author, title=title)
    if not said:
        raise click.UsageError("State something: --published, --outlet, --author or --title.")
    click.echo(edited_text(factory.edit(read_configuration(), name, said)))
    return 0


@click.command(short_help="Remove articles by id or source.")
@click.argument("names", metavar="ID...", nargs=-1)
@click.option("--erase", is_flag=True, help="Also overwrite what is left of them on the disk.")
def remove(names: tuple[str, ...], *, erase: bool) -> int:
    """Remove articles by id or source: all of them or, if one is unknown, none.

    Earlier answers lose what they quote of them. With --erase, what is left of their text in the
    archive's files is overwritten too; without an ID, that of all articles that are gone.
    """
    from bot.render_archive import erased_text
    from bot.text import without_controls
    from retrieval.archive.erasing import erase as erase_articles
    from retrieval.archive.indexing import remove

    # With --erase alone, of all that is gone already what is left is overwritten.
    if not names and not erase:
        raise click.UsageError("Name the articles to remove; `dateline articles` lists them.")
    with held_archive() as archive:
        if erase:
            click.echo(erased_text(erase_articles(archive, names)))
            return 0
        for change in remove(archive, names):
            click.echo(gettext("removed: {url}").format(url=without_controls(change.source)))
        # The vectors are gone here; what the server has is left under ids that mean nothing now.
        if archive.server is not None and archive.server.trouble:
            click.echo(
                f"{archive.server.trouble}, so it still holds their vectors, which no answer uses."
                " Later run: dateline doctor --sync",
                err=True,
            )
    return 0


@click.command(short_help="Examine the archive.")
@click.option("--json", "as_json", is_flag=True, help="The findings as JSON.")
@click.option("--sync", is_flag=True, help="First bring the Chroma server (CHROMA_URL) up to date.")
def doctor(*, as_json: bool, sync: bool) -> int:
    """Examine the archive: the files, SQLite and Chroma against each other.

    With --sync, the Chroma server first gets every vector that it lacks, and loses those of
    articles that were removed.
    """
    from bot.render_archive import finding_text
    from bot.render_json import findings_json, json_line
    from retrieval.archive.doctor import examine
    from retrieval.redaction import redacted, redacted_values

    settings = read_configuration()
    with held_archive(settings) as archive:
        # What is missing at the server comes first, or it would be found missing right after.
        if sync:
            _sync(archive)
        findings = (_origins(), *examine(archive, settings.backup_hours))
    if as_json:
        # A finding may quote a setting or the server's own words.
        click.echo(json_line(redacted_values(findings_json(findings))))
    else:
        click.echo(redacted("\n".join(map(finding_text, findings))))
    # 5, as for an archive that can't be used: scripts look at the code.
    return 0 if all(finding.sound for finding in findings) else 5


def _sync(archive: Archive) -> None:
    from bot.progress import index_progress
    from retrieval.archive.chroma.uploading import bring_up_to_date

    if archive.server is None:
        raise click.UsageError("CHROMA_URL is not set; there is no server to bring up to date.")
    with (
        # Nobody else may write meanwhile: what is uploaded goes in the order of its ids.
        archive.write_lock("dateline doctor --sync"),
        index_progress(
            gettext_noop("Uploading"), gettext_noop("Uploaded {done} of {total} vectors.")
        ) as progress,
    ):
        # Ids and a sample of vectors are compared, even where the counts agree.
        bring_up_to_date(archive, archive.server, progress, thorough=True)


def _origins() -> DoctorFinding:
    """Where each setting and each provider's key comes from; no values, which may be secrets."""
    from retrieval.archive.doctor import DoctorFinding
    from retrieval.env_file import left_out, origins

    # By place, as a person mends them: all from the environment, all from one file.
    by_place: dict[str, list[str]] = {}
    for name, place in origins().items():
        by_place.setdefault(place, []).append(name)
    form = gettext("{names} from {place}")
    parts = [
        form.format(names=", ".join(names), place=gettext(place))
        for place, names in by_place.items()
    ]
    if ignored := left_out():
        form = ngettext(
            "{count} line of .env ignored ({names})",
            "{count} lines of .env ignored ({names})",
            len(ignored),
        )
        parts.append(form.format(count=number_words(len(ignored)), names=", ".join(ignored)))
    seen = "; ".join(parts) or gettext("none set; all are defaults")
    return DoctorFinding("settings", sound=True, seen=seen)


@click.command(short_help="Make the search index again.")
@click.option(
    "--salvage", is_flag=True, help="First bring out of a damaged archive what can be read."
)
def rebuild(*, salvage: bool) -> int:
    """Make the search index again from the articles held, with the embedding model as it is set.

    Questions are answered from the old index meanwhile. Stop it at any time: it carries on.

    With --salvage, for a damaged archive and with the bot stopped, a new archive with every
    article that can still be read takes its place; the damaged file stays beside it.
    """
    from bot.progress import index_progress
    from bot.render_archive import salvaged_text
    from retrieval import factory

    settings = read_configuration()
    # First the rescue, told at once: the index of what was saved takes longer.
    saved = factory.salvage(settings) if salvage else None
    if saved:
        click.echo(salvaged_text(saved))
    doing, did = gettext_noop("Rebuilding"), gettext_noop("Rebuilt {done} of {total} articles.")
    with index_progress(doing, did) as progress:
        count = factory.rebuild(settings, progress)
    form = ngettext(
        "Rebuilt the index of {count} article.", "Rebuilt the index of {count} articles.", count
    )
    click.echo(form.format(count=number_words(count)))
    return 4 if saved and saved.lost else 0
