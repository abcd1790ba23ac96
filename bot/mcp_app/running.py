"""Running the server: on standard input and output, or over HTTP on this machine."""

from __future__ import annotations

import secrets

import click
from mcp.server.transport_security import TransportSecuritySettings

from bot.guard import Guard
from bot.http_server import address, listen, serve_http
from bot.mcp_app.server import ArchiveServer
from bot.question_service import QuestionService
from bot.rate_limits import RateLimits
from bot.shutdown import leaving_in_time
from retrieval.settings import Settings

# No setting: only programs of this machine are meant to ask.
HOST = "127.0.0.1"
MOST_BODY = 1024 * 1024  # bytes; a call is a question and its limits
MOST_SESSIONS = 64  # clients of one team


def run_on_pipes(service: QuestionService) -> None:
    """Serve on standard input and output until the input ends."""
    with leaving_in_time() as stopping:
        ArchiveServer(service).run("stdio")
        stopping()


def run_over_http(service: QuestionService, settings: Settings, port: int) -> None:
    """Serve on loopback until told to stop; the address, and a token made for it, go to stderr.

    Raises:
        ConfigurationError: The port can't be had.
    """
    # Taken before anything else, so that a port in use is told in a sentence.
    listening = listen(HOST, port)
    known = settings.mcp_token
    token = known.get_secret_value() if known else secrets.token_urlsafe(32)
    click.echo(f"MCP server at {address(listening)}/mcp", err=True)
    # A token from the settings is known to whoever set it, and is not printed.
    if known:
        click.echo("Clients send: Authorization: Bearer (DATELINE_MCP_TOKEN)", err=True)
    else:
        click.echo(f"Clients send: Authorization: Bearer {token}", err=True)
        click.echo("The token is new at each start; set DATELINE_MCP_TOKEN to keep one.", err=True)
    rates = RateLimits(settings.serve_per_minute, 0)
    serve_http(http_app(service, token, rates), listening)


def http_app(service: QuestionService, token: str, rates: RateLimits) -> Guard:
    """The server as an application for HTTP, behind its token."""
    app = ArchiveServer(service, rates).streamable_http_app(
        max_request_body_size=MOST_BODY,
        max_sessions=MOST_SESSIONS,
        # The guard has looked at them already.
        transport_security=TransportSecuritySettings(enable_dns_rebinding_protection=False),
    )
    # Without an open path: each request needs the token.
    return Guard(app, key=token, loopback=True)
