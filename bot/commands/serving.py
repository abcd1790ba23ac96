"""Serving programs: `dateline mcp` and `dateline serve`."""

from __future__ import annotations

import click

from bot.startup import read_configuration
from retrieval.messages import speak


def need(package: str, extra: str) -> None:
    """Say how to install what an extra brings, if it isn't there.

    Raises:
        ConfigurationError: It isn't.
    """
    from importlib.metadata import version
    from importlib.util import find_spec

    from retrieval.errors import ConfigurationError

    # Looked for without being imported, so that the sentence comes before a traceback.
    if find_spec(package) is None:
        raise ConfigurationError(
            f"`dateline {extra}` needs a package that is not installed ({package}). "
            f"Install it in the project's folder: pip install '.[{extra}]'; or let uvx bring it: "
            f"uvx --from 'dateline-{version('dateline')}-py3-none-any.whl[{extra}]' "
            f"dateline {extra}"
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
    speak(None)  # what is said goes by who asks, not by the machine
    settings = read_configuration()
    need("mcp", "mcp")
    from bot.question_service import make_question_service
    from retrieval import factory

    with factory.open_archive(settings) as archive:
        # Only now, for it imports the protocol's library, which takes a second: a missing archive
        # is told without it.
        from bot.mcp_app.running import run_on_pipes, run_over_http

        # Last of all: what it imports must not keep the client's first message waiting.
        service = make_question_service(settings, archive)
        if http:
            run_over_http(service, settings, port)
        else:
            run_on_pipes(service)


@click.command(short_help="Serve the archive to OpenAI-compatible programs.")
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    help="The address to listen at; any but this machine's own requires DATELINE_SERVE_KEY.",
)
@click.option("--port", type=click.IntRange(0, 65535), default=8765, show_default=True,
              help="The port; 0 takes any that is free.")  # fmt: skip
def serve(*, host: str, port: int) -> None:
    """Serve the archive to OpenAI-compatible programs, as a model called `dateline`.

    The answers are those of `dateline ask`, with numbered sources in the text and as data.
    """
    speak(None)
    settings = read_configuration()
    need("starlette", "serve")
    need("uvicorn", "serve")
    from bot.guard import is_loopback
    from bot.http_server import address, listen
    from bot.http_server import serve_http as serve_app
    from bot.openai_app.app import make_app
    from bot.question_service import make_question_service
    from retrieval import factory
    from retrieval.errors import ConfigurationError

    key = settings.serve_key.get_secret_value() if settings.serve_key else None
    here = is_loopback(host)
    # With a key, or for this machine alone: nobody else may ask unasked.
    if key is None and not here:
        raise ConfigurationError(
            f"Serving at {host} needs a key, for other machines can ask there; "
            "set DATELINE_SERVE_KEY, or serve at 127.0.0.1."
        )
    # The address is taken before the models are loaded, so that a taken one is told at once.
    with factory.open_archive(settings) as archive, listen(host, port) as listening:
        service = make_question_service(settings, archive)
        app = make_app(service, key=key, loopback=here, per_minute=settings.serve_per_minute)
        asked = "with the key of DATELINE_SERVE_KEY" if key else "no key needed"
        click.echo(f"Model `dateline` at {address(listening)}/v1 ({asked})", err=True)
        serve_app(app, listening)
