from types import SimpleNamespace

import discord
import pytest
from discord.components import _component_factory
from hypothesis import given

from bot.discord_app.commands.message_content import (
    LONGEST,
    files_of,
    links_of,
    words_of,
)
from support.hostile_text import TEXTS


def message(content="", embeds=(), forwarded=(), named=(), components=()):
    snapshots = [
        SimpleNamespace(content=one, embeds=list(inner), attachments=[one], components=[])
        for one, inner in forwarded
    ]
    return SimpleNamespace(
        content=content, clean_content=content, embeds=list(embeds), attachments=["own"],
        message_snapshots=snapshots, role_mentions=[], components=list(components),
        mentions=[SimpleNamespace(display_name=one) for one in named],
    )  # fmt: skip


FEED = discord.Embed(
    title="Bridge opens", description="It cost two million.", url="https://courier.example/1"
)
FIELDS = discord.Embed().add_field(
    name="Summary", value="It cost [two](https://b.example) million."
)


def text(content):
    return {"type": 10, "content": content}


BUTTON = {"type": 2, "style": 5, "label": "Read", "url": "https://c.example/3"}
SECTION = {"type": 9, "components": [text("It cost two million.")], "accessory": BUTTON}
LAYOUT = _component_factory({"type": 17, "components": [text("## Bridge opens"), SECTION]})


@pytest.mark.parametrize(
    ("carries", "words"),
    [
        (message("The bridge  opened. https://x.example"), "The bridge opened."),
        (message("The bridge opened today.", [FEED]), "The bridge opened today."),
        (message("Wow, look: https://a.example", [FEED]), "Bridge opens. It cost two million."),
        (message("It opened."), "It opened."),
        (message("# **News**\n> The *bridge* ||opened|| 5 * 3"), "News The bridge opened 5 * 3"),
        (
            message("", (), [("<@5> The <:b:7> bridge [opened](https://a.example)", ())]),
            "The bridge opened",
        ),
        (
            message("Wow \U0001f62e, it was 20 °C at the bridge."),
            "Wow , it was 20 °C at the bridge.",
        ),
        (
            message("", [discord.Embed(description="It opened.\n[Read more](https://a.example)")]),
            "It opened.",
        ),
        (message("", [discord.Embed(description="[It opened](https://a.example)")]), "It opened"),
        (message("", [FIELDS]), "It cost two million."),
        (message("", components=[LAYOUT]), "Bridge opens It cost two million."),
        (message("@Jo Farrow @Dateline It opened.", named=["Dateline", "Jo Farrow"]), "It opened."),
        (message("@harbour says it opened."), "@harbour says it opened."),
        (message("https://courier.example/1", [FEED]), "Bridge opens. It cost two million."),
        (message("", (), [("It opened on\nMonday.", ())]), "It opened on Monday."),
        (message("", (), [("", [FEED])]), "Bridge opens. It cost two million."),
        (message("https://x.example ?!"), ""),
        (message(), ""),
    ],
)
def test_words_are_the_message_s_own_else_those_forwarded_else_its_embeds(carries, words):
    assert words_of(carries) == words


def test_of_an_embed_the_title_alone_is_what_can_be_checked():
    long = discord.Embed(title="The Tarnby bridge has opened", description="It cost two million.")
    assert words_of(message("", [long]), headline=True) == "The Tarnby bridge has opened"
    assert words_of(message("", [FEED]), headline=True) == "Bridge opens. It cost two million."


def test_links_and_files_are_those_of_all_of_it():
    carries = message("See https://a.example/1.", [FEED], [("https://b.example", [])])
    assert links_of(carries) == (
        "https://a.example/1", "https://b.example", "https://courier.example/1",
    )  # fmt: skip
    assert files_of(carries) == ["own", "https://b.example"]
    assert links_of(message("", [FIELDS])) == ("https://b.example",)
    assert links_of(message(components=[LAYOUT])) == ("https://c.example/3",)


@given(TEXTS, TEXTS, TEXTS)
def test_whatever_embeds_hold_comes_on_one_line_of_bounded_length(title, description, content):
    embed = SimpleNamespace(title=title, description=description, url=content, fields=[])
    for carries in (message("", [embed]), message(content, [embed])):
        words = words_of(carries)
        assert words == " ".join(words.split())[:LONGEST]
        assert all(link.lower().startswith("http") for link in links_of(carries))
