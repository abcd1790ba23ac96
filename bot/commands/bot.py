"""`dateline bot`: run the Discord bot, look whether it could run, or whether it is well."""

from __future__ import annotations

import click

from bot.startup import read_configuration
from retrieval.messages import speak


@click.command()
@click.option("--check", is_flag=True, help="Say what is in place and what is not, and exit.")
@click.option("--health", is_flag=True, help="Say whether the running bot is well (0) or not (1).")
def bot(*, check: bool, health: bool) -> int:
    """Run the Discord bot."""
    if check and health:
        raise click.UsageError("--check and --health exclude each other; give one of them.")
    # It looks at a file that the running bot writes; nothing is loaded or connected to.
    if health:
        return _health()
    return _check() if check else _run()


def _run() -> int:
    from bot.background_watching import background
    from bot.concurrency_limit import with_time_to_quote
    from bot.discord_app.gateway import client, lifecycle
    from bot.discord_app.render.source_links import hide_folders
    from bot.logging_setup import set_up_logging
    from retrieval import factory

    speak(None)  # what is said goes by who asks, not by the machine
    settings = read_configuration()
    lifecycle.token_from(settings)  # before anything is made or loaded
    hide_folders(settings.home, settings.articles)
    with factory.open_archive(settings, create=True) as archive:
        set_up_logging(settings)  # again, for its folder may be new
        chain = factory.make_chain(with_time_to_quote(settings), archive)
        recall = factory.make_recall(archive)
        find = factory.make_news(settings, archive)
        client.run(settings, chain, recall, background(settings), find)
    return 0


def _check() -> int:
    import asyncio

    from bot.discord_app.gateway.preflight import check_setup, lines, worst
    from bot.text import without_controls
    from retrieval.redaction import redacted

    # Over REST alone, so that a bot that is running is not disturbed.
    findings = asyncio.run(check_setup(read_configuration()))
    click.echo(without_controls(redacted(lines(findings))))
    return worst(findings)


def _health() -> int:
    import time

    from bot.discord_app.gateway.health import verdict

    # The clock of the system, by which the running bot has noted its last sign of life.
    well, sentence = verdict(read_configuration().home, time.time())
    click.echo(sentence, err=not well)
    return 0 if well else 1
