"""The feeds that the team follows: add, list, remove, read what is new."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from bot.startup import held_archive, read_configuration
from retrieval.messages import gettext, ngettext, number_words
from retrieval.priority import lower_priority

if TYPE_CHECKING:
    from collections.abc import Sequence

    from retrieval.types import Subscription


@click.group()
def feeds() -> None:
    """Follow news feeds (RSS, Atom) and sitemaps."""


@feeds.command(short_help="Follow feeds.")
@click.argument("urls", metavar="URL...", nargs=-1, required=True)
def add(urls: tuple[str, ...]) -> int:
    """Follow feeds; what is in them is read by `dateline feeds refresh`."""
    from bot.text import without_controls
    from retrieval import factory
    from retrieval.archive.subscriptions import subscribe

    # Every address is looked at before any is followed: all or none.
    for url in urls:
        _require_address(url)
    with factory.open_archive(read_configuration(), create=True) as archive:
        added = subscribe(archive, [url.strip() for url in urls])
    # The order typed, each address once.
    for url in dict.fromkeys(url.strip() for url in urls):
        form = gettext("added: {url}") if url in added else gettext("followed already: {url}")
        click.echo(form.format(url=without_controls(url)))
    click.echo(gettext("Read what is in them with: dateline feeds refresh"))
    return 0


@feeds.command("list")
@click.option("--json", "as_json", is_flag=True, help="The list as JSON.")
def list_feeds(*, as_json: bool) -> int:
    """List the feeds followed, and how the last reading went."""
    from dataclasses import asdict

    from bot.render_json import json_line
    from retrieval.archive.subscriptions import subscriptions

    with held_archive() as archive:
        held = subscriptions(archive)
    if as_json:
        click.echo(json_line({"feeds": [asdict(feed) for feed in held]}))
    else:
        click.echo(feeds_text(held))
    return 0


@feeds.command()
@click.argument("urls", metavar="URL...", nargs=-1, required=True)
def remove(urls: tuple[str, ...]) -> int:
    """Stop following feeds; the articles that came from them stay."""
    from bot.text import without_controls
    from retrieval.archive.subscriptions import unsubscribe

    with held_archive() as archive:
        unsubscribe(archive, urls)
    for url in urls:
        click.echo(gettext("removed: {url}").format(url=without_controls(url)))
    return 0


@feeds.command()
@click.argument("url", required=False)
@click.option("--json", "as_json", is_flag=True, help="The report as JSON.")
def refresh(url: str | None, *, as_json: bool) -> int:
    """Read the feeds followed, or only URL, and index what is new."""
    from bot.progress import index_progress
    from bot.render_index_report import index_report_text
    from bot.render_json import json_line, report_json
    from retrieval import factory

    # Feeds are read by threads and processes that give way to askers.
    lower_priority()
    settings = read_configuration()
    with index_progress() as progress:
        report = factory.refresh_feeds(settings, [url] if url else (), progress=progress)
    click.echo(json_line(report_json(report)) if as_json else index_report_text(report))
    # 4: a feed or a page failed; what else came is in the archive.
    return 4 if report.failed else 0


def feeds_text(held: Sequence[Subscription]) -> str:
    """The feeds followed, two lines each: the address, and when and how it was last read."""
    from bot.text import fold

    if not held:
        return gettext("No feed is followed yet. Add one with: dateline feeds add URL")
    lines: list[str] = []
    for feed in held:
        read = gettext("read {day}").format(day=feed.checked)
        read = read if feed.checked else gettext("not read yet")
        # The reason may quote the server: it becomes one line.
        why = gettext("failed: {reason}").format(reason=fold(feed.failure or ""))
        failed = f"; {why}" if feed.failure else ""
        title = f"{fold(feed.title)} — " if feed.title else ""
        lines += [fold(feed.url), f"    {title}{read}{failed}"]
    form = ngettext("{count} feed", "{count} feeds", len(held))
    return "\n".join([*lines, "", f"{form.format(count=number_words(len(held)))}."])


def _require_address(url: str) -> None:
    from retrieval.errors import UnreadableArticle, UsageError
    from retrieval.reading.web.url_safety import read_url

    try:
        read_url(url)
    except UnreadableArticle as error:
        raise UsageError(str(error)) from None
