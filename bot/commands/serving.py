"""Serving programs: `dateline mcp` and `dateline serve`."""

from __future__ import annotations

import click

from bot.opening import read_configuration


def need(package: str, extra: str) -> None:
    """Say how to install what an extra brings, if it isn't there.

    Raises:
        ConfigurationError: It isn't.
    """
    from importlib.util import find_spec

    from retrieval.errors import ConfigurationError

    if find_spec(package) is None:
        raise ConfigurationError(
            f"`dateline {extra}` needs a package that is not installed ({package}). "
            f"Install it with: pip install 'dateline[{extra}]'"
        )


@click.command(short_help="Serve the archive to MCP clients.")
@click.option("--http", is_flag=True, help="Over HTTP on this machine, instead of pipes.")
@click.option("--port", type=click.IntRange(0, 65535), default=8766, show_default=True,
              help="With --http: the port; 0 takes any that is free.")  # fmt: skip
def mcp(*, http: bool, port: int) -> None:
    """Serve the archive as tools to a program that speaks the Model Context Protocol.

    On standard input and output, as clients start it, or with --http on 127.0.0.1 with a token:
    that of DATELINE_MCP_TOKEN, or a new one, which is printed.
    """
    settings = read_configuration()
    need("mcp", "mcp")
    from bot.desk import make_desk
    from bot.mcp_app.running import run_on_pipes, run_over_http
    from retrieval import factory

    with factory.open_archive(settings) as archive:
        # Last of all: what it imports must not keep the client's first message waiting.
        desk = make_desk(settings, archive)
        if http:
            run_over_http(desk, settings, port)
        else:
            run_on_pipes(desk)
