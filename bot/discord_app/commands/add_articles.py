"""Adding to the archive from Discord: web addresses and files, never a path of this machine."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from bot.discord_app.access.callers import caller_of_interaction
from bot.discord_app.access.rules import refusal_of_change
from bot.discord_app.commands.uploads import Upload, fault_of, kept, received
from bot.discord_app.components.article_correction import MOST_NAMED, correcting_view
from bot.discord_app.context import context_of
from bot.discord_app.render.escape import as_sentence, escape, one_line
from bot.discord_app.render.messages import Post, in_discord, text_post
from bot.discord_app.render.source_links import file_name, source_of, without_paths
from bot.discord_app.request_handling.archive_executor import change
from retrieval import factory
from retrieval.errors import UnreadableArticle, UsageError
from retrieval.messages import gettext, gettext_noop, number_words
from retrieval.types import Failure

if TYPE_CHECKING:
    import discord

    from bot.discord_app.interaction import Interaction
    from retrieval.settings import Settings
    from retrieval.types import ArticleListing, IndexReport, StatedMetadata

MOST_AT_ONCE = 10  # addresses and files; a message may carry ten files

NOTHING_TO_ADD = gettext_noop(
    "There is nothing to add: give a web address that begins with http:// or https://, or a file."
)
NOTHING_FOUND = gettext_noop("No article was found.")
TOO_MANY = gettext_noop("That is too much at once; add at most {most} addresses and files.")

# "<https://example.org/a>"
_ADDRESS = re.compile(r"https?://[^\s<>\"“”|]+", re.IGNORECASE)
# What may stand behind an address: "See https://x.example/a." or "*https://x.example/a*"
_TAIL = ".,;:!?'’*_~`"
_BRACKETS = {")": "(", "]": "[", "}": "{"}


def addresses_in(text: str) -> tuple[str, ...]:
    """The web addresses in a message, each once, without the marks of a sentence behind them."""
    return tuple(dict.fromkeys(map(_without_tail, _ADDRESS.findall(text))))


def _without_tail(address: str) -> str:
    while address:
        last = address[-1]
        # "https://x.example/Mercury_(planet)" keeps its bracket, "(see https://x.example/a)" not.
        closes = last in _BRACKETS and address.count(last) > address.count(_BRACKETS[last])
        if last not in _TAIL and not closes:
            break
        address = address[:-1]
    return address


async def add(
    interaction: Interaction,
    addresses: Sequence[str],
    attachments: Sequence[discord.Attachment],
    stated: Mapping[str, str | None] = MappingProxyType({}),
) -> None:
    """Index the addresses and files, and tell whoever asked for it what came of that.

    Args:
        interaction: Who asks.
        addresses: Web addresses.
        attachments: Files.
        stated: What is stated of all of them: `outlet`, `published`.

    Raises:
        UsageError: There is nothing that could be added, too much of it, or a wrong date.
        ArchiveError: The archive is locked, damaged or can't be written.
        discord.HTTPException: Discord does not give a file, or does not take the report.
    """
    await interaction.response.defer(ephemeral=True, thinking=True)
    # All that can be refused is refused before a file is fetched.
    require_addresses(addresses)
    if not addresses and not attachments:
        raise UsageError(gettext(NOTHING_TO_ADD))
    if len(addresses) + len(attachments) > MOST_AT_ONCE:
        raise UsageError(gettext(TOO_MANY).format(most=MOST_AT_ONCE))
    said = _said(stated)
    taken, left_out = _sorted(attachments)
    # Beside what can be added a picture is no reason to add nothing; alone it is told why not.
    if left_out and not (addresses or taken):
        raise UsageError(left_out[0].reason)
    uploads = await received(taken)
    settings = context_of(interaction).settings
    named = [*addresses, *(one.filename for one in attachments)]
    await change_and_name(
        interaction,
        "index",
        lambda: _with_failed(_indexed(settings, addresses, uploads, said), left_out),
        sources=named,
    )


def _sorted(
    attachments: Sequence[discord.Attachment],
) -> tuple[list[discord.Attachment], list[Failure]]:
    """The files that may be taken, and why the others are not."""
    told = [(one, fault_of(one.filename, one.size)) for one in attachments]
    taken = [one for one, fault in told if fault is None]
    return taken, [Failure(one.filename, fault) for one, fault in told if fault]


def _with_failed(report: IndexReport, failed: Iterable[Failure]) -> IndexReport:
    return replace(report, failed=(*report.failed, *failed))


async def change_and_name(
    interaction: Interaction, action: str, index: Callable[[], IndexReport], **named: Any
) -> None:
    """Fill a deferred interaction with what an indexing run did and what it added, once it has.

    Raises:
        DatelineError: The change could not be made.
        discord.HTTPException: Discord did not take the report.
    """
    client = context_of(interaction)
    settings = client.settings
    removes = refusal_of_change(client.rules, caller_of_interaction(interaction), "delete") is None
    # Filled in the thread that indexes; read after it, when the buttons are made.
    new: list[ArticleListing] = []

    def work() -> Post:
        report = index()
        new.extend(_new(settings, report))
        return report_post(report, new)

    def view() -> discord.ui.View | None:
        return correcting_view(new, removes=removes)

    await change(interaction, action, work, view=view, **named)


def require_addresses(addresses: Sequence[str]) -> None:
    """Raise a UsageError where one of them is no web address: a path is never taken."""
    from retrieval.reading.web.url_safety import read_url

    for address in addresses:
        try:
            read_url(address)
        except UnreadableArticle as error:
            raise UsageError(str(error)) from None


def _said(stated: Mapping[str, str | None]) -> StatedMetadata:
    from retrieval.reading.stated_metadata import stated_from

    try:
        return stated_from({name: value for name, value in stated.items() if value})
    except ValueError as error:
        raise UsageError(str(error)) from None


def report_post(report: IndexReport, new: Sequence[ArticleListing] = ()) -> Post:
    """What an indexing run did, as messages.

    Args:
        report: How much there was of each kind, and every failure.
        new: Articles that it added, to be named.
    """
    counts = (
        (gettext("{count} added"), len(report.added)),
        (gettext("{count} updated"), len(report.updated)),
        (gettext("{count} removed"), len(report.removed)),
        (gettext("{count} unchanged"), report.unchanged),
        (gettext("{count} failed"), len(report.failed)),
    )
    told = ", ".join(form.format(count=number_words(many)) for form, many in counts if many)
    lines = [f"{as_sentence(told)}." if told else gettext(NOTHING_FOUND)]
    lines += [gettext("Failed: {what}").format(what=_failed(one)) for one in report.failed]
    lines += _removed(report)
    told = "\n".join(f"**{number}** {source_of(one)}" for number, one in enumerate(new, start=1))
    # What the lines of sources hold is escaped already.
    return text_post("\n".join(filter(None, (escape(in_discord("\n".join(lines))), told))))


def _removed(report: IndexReport) -> Iterator[str]:
    """What is gone, by its address or its file's name: the archive no longer knows a title."""
    names = [one_line(file_name(one.source)) for one in report.removed]
    if names:
        more = gettext("{names} and {count} more")
        left = len(names) - MOST_NAMED
        told = ", ".join(names[:MOST_NAMED])
        told = more.format(names=told, count=number_words(left)) if left > 0 else told
        yield gettext("Removed: {what}").format(what=told)


def _failed(one: Failure) -> str:
    """What failed by its address or its file's name, and why; no path of this machine."""
    name = file_name(one.source)
    # A reason may name the whole path of what failed.
    reason = one_line(without_paths(one.reason.replace(one.source, name)))
    # "a.pdf holds no text" has its name already.
    return reason if reason.startswith(name) else f"{one_line(name)} — {reason}"


def _new(settings: Settings, report: IndexReport) -> list[ArticleListing]:
    """The first of the articles that were added or updated, as they are listed now."""
    from retrieval.archive.browsing import listing

    # The report names sources; titles stand in the archive.
    changes = (*report.added, *report.updated)[:MOST_NAMED]
    if not changes:
        return []
    with factory.open_archive(settings, any_model=True) as archive:
        found = (listing(archive, one.source) for one in changes)
        return [one for one in found if one is not None]


def _indexed(
    settings: Settings, addresses: Sequence[str], uploads: Sequence[Upload], said: StatedMetadata
) -> IndexReport:
    # What each was sent as, by the path under which it is now kept.
    sent = {str(kept(settings, upload)): upload.name for upload in uploads}
    # Whoever may add articles may not bring feeds, watches and receipts along with them.
    report = factory.index(settings, [*addresses, *map(Path, sent)], stated=said, whole=False)
    if report.failed:
        _drop_without_article(settings, map(Path, sent))
    return replace(report, failed=tuple(_as_sent(one, sent) for one in report.failed))


def _drop_without_article(settings: Settings, files: Iterable[Path]) -> None:
    """Delete the files that no article came from: they would be read in vain again and again.

    Some lines of a file may fail, and others be articles.
    """
    from retrieval.archive.inventory import articles_by_file

    with factory.open_archive(settings, any_model=True) as archive, archive.reading() as connection:
        held = articles_by_file(connection)
    for file in files:
        # Archives name a file by its absolute path, links in it not followed.
        if str(file.absolute()) not in held:
            file.unlink(missing_ok=True)


def _as_sent(one: Failure, sent: Mapping[str, str]) -> Failure:
    """A failure under the name that whoever sent the file gave it."""
    name = sent.get(one.source)
    if name is None:
        return one
    kept_as = Path(one.source).name
    # A reason may name the path as a whole, or its last part alone.
    return replace(
        one, source=name, reason=one.reason.replace(one.source, name).replace(kept_as, name)
    )
