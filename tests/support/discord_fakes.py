"""Prepared answers, stand-ins for the chain and its receipts, settings that allow one server."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import discord
import simcord
from pydantic import BaseModel
from simcord import ChannelHandle, Env, MemberActor

from bot.discord_app.context import Recall
from bot.discord_app.gateway.client import DatelineClient
from retrieval import factory
from retrieval.archive.reader_feedback import note_asked
from retrieval.archive.store import FILE
from retrieval.settings import Settings
from retrieval.types import Answer, Citation, Coverage, Passage, Question, Recalled, Statement
from support.markdown_judge import require_clean

GUILD = 810000000000000001

SETTLE_SECONDS = 25.0
"""How long what a command set going may take on a machine that others use too."""


@dataclass
class FakeChain:
    """Answers every question with `reply`, after `delay` seconds; an exception is raised.

    `held`, when given, is waited for as well, so that a test decides when the answer comes. Of a
    reply whose receipt is in the archive of `home`, how it was asked is kept there.
    """

    reply: Answer | Exception
    delay: float = 0.0
    held: asyncio.Event | None = None
    begun: asyncio.Event = field(default_factory=asyncio.Event)
    asked: list[Question] = field(default_factory=list)
    at_once: int = 0
    most_at_once: int = 0
    home: Path | None = None

    async def ainvoke(self, question: Question, /) -> Answer:
        self.asked.append(question)
        self.begun.set()
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            await asyncio.sleep(self.delay)
            if self.held is not None:
                await self.held.wait()
        finally:
            self.at_once -= 1
        if isinstance(self.reply, Exception):
            raise self.reply
        if self.home is not None and self.reply.receipt and (self.home / FILE).exists():
            settings = make_settings(self.home)
            with factory.open_archive(settings) as archive, archive.noting() as connection:
                note_asked(connection, self.reply.receipt, question)
        return self.reply


def citation(
    number: int = 1, quote: str = "The bridge opened on Monday.", **values: object
) -> Citation:
    stated: dict[str, object] = {
        "number": number,
        "article": f"article{number}",
        "source": f"articles/{number}.txt",
        "title": "Bridge opens",
        "outlet": "The Courier",
        "published": "2016-11-03",
        "date_note": None,
        "url": f"https://courier.example/{number}",
        "hash": "0" * 64,
        "start": 0,
        "end": len(quote),
        "quote": quote,
    }
    return Citation(**{**stated, **values})  # type: ignore[arg-type]


def passage(title: str = "Bridge opens", **values: object) -> Passage:
    stated: dict[str, object] = {
        "article": "article1",
        "hash": "0" * 64,
        "source": "articles/1.txt",
        "title": title,
        "outlet": "The Courier",
        "published": None,
        "date_note": None,
        "url": None,
        "start": 0,
        "end": 4,
        "text": "text",
        "score": 0.5,
    }
    return Passage(**{**stated, **values})  # type: ignore[arg-type]


def found(*texts: str, **values: object) -> Answer:
    """An answer that states the texts, each with a citation of its own."""
    texts = texts or ("The bridge opened on Monday.",)
    numbers = range(1, len(texts) + 1)
    stated: dict[str, object] = {
        "asked": "When did the bridge open?",
        "question": "When did the bridge open?",
        "found": True,
        "text": " ".join(f"{text} [{number}]" for number, text in zip(numbers, texts, strict=True)),
        "mode": "extractive",
        "statements": tuple(
            Statement(text, (number,)) for number, text in zip(numbers, texts, strict=True)
        ),
        "citations": tuple(
            citation(number, text) for number, text in zip(numbers, texts, strict=True)
        ),
        "passages": (),
        "coverage": Coverage(articles=5),
        "receipt": "receipt-1",
    }
    return Answer(**{**stated, **values})  # type: ignore[arg-type]


def refused(text: str = "The archive does not say.", **values: object) -> Answer:
    return found(found=False, text=text, statements=(), citations=(), receipt=None, **values)


def recall_of(*replies: Answer | Exception) -> Recall:
    """Receipts of these answers alone, every citation of which still stands."""
    answers = [reply for reply in replies if isinstance(reply, Answer)]
    return {answer.receipt or "": Recalled(answer.citations) for answer in answers}.get


def make_settings(home: Path, **values: object) -> Settings:
    stated: dict[str, object] = {
        "home": home,
        "discord_guilds": frozenset({GUILD}),
        "discord_channels": frozenset(),
        "discord_roles": frozenset(),
        "discord_dms": False,
        "answer_seconds": 60.0,
        "log_level": "INFO",
        "DISCORD_TOKEN": "test-token-that-discord-never-gave",
    }
    # Past the environment: to look each setting up there takes longer than many a test.
    made = Settings.__new__(Settings)
    BaseModel.__init__(made, **{**stated, **values})
    return made


@asynccontextmanager
async def server(
    chain: FakeChain, home: Path, recall: Recall | None = None, **values: object
) -> AsyncIterator[tuple[Env, ChannelHandle, MemberActor]]:
    """A running bot, a channel of its server, and a member of it.

    Without a `recall`, every citation of the chain's reply still stands.
    """
    chain.home = home
    client = DatelineClient(make_settings(home, **values), chain, recall or recall_of(chain.reply))
    async with simcord.run(client, settle_timeout=SETTLE_SECONDS) as env:
        guild = env.create_guild(id=GUILD)
        channel = guild.create_text_channel("news")
        yield env, channel, guild.add_member(env.create_user("alice"))
        require_clean(request.json for request in env.http_requests)


def managed(env):
    """Somebody who manages the server."""
    boss = env.guild.create_role("boss", permissions=discord.Permissions(manage_guild=True))
    return env.guild.add_member(env.create_user("boss"), roles=[boss])
