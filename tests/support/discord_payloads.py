"""Payloads as Discord documents them: one server, one channel, one person, one bot."""

from __future__ import annotations

from typing import Any

import discord

from support.discord_fakes import GUILD

BOT = 820000000000000001
APPLICATION = 830000000000000001
CHANNEL = 840000000000000001
FORUM = 840000000000000002
ROLE = 850000000000000001
PERSON = 860000000000000001
POSTED = 900000000000000001
Json = dict[str, Any]


def user(number: int, name: str, *, bot: bool = False) -> Json:
    return {
        "id": str(number),
        "username": name,
        "discriminator": "0",
        "global_name": None,
        "avatar": None,
        "bot": bot,
    }


def member(person: Json | None = None) -> Json:
    stated: Json = {
        "roles": [],
        "joined_at": "2020-01-01T00:00:00+00:00",
        "deaf": False,
        "mute": False,
        "flags": 0,
    }
    return stated if person is None else {**stated, "user": person}


def role(number: int, name: str, **values: object) -> Json:
    return {
        "id": str(number),
        "name": name,
        "color": 0,
        "colors": {"primary_color": 0, "secondary_color": None, "tertiary_color": None},
        "hoist": False,
        "position": 0,
        "permissions": str(discord.Permissions.text().value | 1 << 10),
        "managed": False,
        "mentionable": False,
        "flags": 0,
        **values,
    }


def channel() -> Json:
    return {
        "id": str(CHANNEL),
        "type": 0,
        "guild_id": str(GUILD),
        "name": "news",
        "position": 0,
        "permission_overwrites": [],
        "nsfw": False,
        "parent_id": None,
        "topic": None,
        "last_message_id": None,
        "rate_limit_per_user": 0,
    }


def forum() -> Json:
    """A forum channel, in which every post is a thread."""
    return {
        **channel(),
        "id": str(FORUM),
        "type": 15,
        "name": "questions",
        "flags": 0,
        "available_tags": [],
        "default_reaction_emoji": None,
        "default_sort_order": None,
        "default_forum_layout": 0,
        "default_thread_rate_limit_per_user": 0,
    }


def post(number: int, title: str) -> Json:
    """A THREAD_CREATE for a post in that forum, made just now by the one person."""
    return {
        "id": str(number),
        "type": 11,
        "guild_id": str(GUILD),
        "parent_id": str(FORUM),
        "owner_id": str(PERSON),
        "name": title,
        "last_message_id": str(number),
        "message_count": 0,
        "member_count": 1,
        "total_message_sent": 0,
        "rate_limit_per_user": 0,
        "flags": 0,
        "applied_tags": [],
        "newly_created": True,
        "thread_metadata": {
            "archived": False,
            "auto_archive_duration": 4320,
            "archive_timestamp": "2024-01-01T00:00:00+00:00",
            "locked": False,
            "create_timestamp": "2024-01-01T00:00:00+00:00",
        },
    }


def guild() -> Json:
    return {
        "id": str(GUILD),
        "name": "Desk",
        "icon": None,
        "splash": None,
        "discovery_splash": None,
        "owner_id": str(PERSON),
        "afk_channel_id": None,
        "afk_timeout": 300,
        "verification_level": 0,
        "default_message_notifications": 0,
        "explicit_content_filter": 0,
        "roles": [
            role(GUILD, "@everyone"),
            role(ROLE, "Dateline", managed=True, tags={"bot_id": str(BOT)}),
        ],
        "emojis": [],
        "features": [],
        "mfa_level": 0,
        "application_id": None,
        "system_channel_id": None,
        "system_channel_flags": 0,
        "rules_channel_id": None,
        "vanity_url_code": None,
        "description": None,
        "banner": None,
        "premium_tier": 0,
        "preferred_locale": "en-US",
        "public_updates_channel_id": None,
        "nsfw_level": 0,
        "premium_progress_bar_enabled": False,
        "safety_alerts_channel_id": None,
        "joined_at": "2020-01-01T00:00:00+00:00",
        "large": False,
        "unavailable": False,
        "member_count": 2,
        "voice_states": [],
        "members": [{**member(user(BOT, "dateline", bot=True)), "roles": [str(ROLE)]}],
        "channels": [channel(), forum()],
        "threads": [],
        "presences": [],
        "stage_instances": [],
        "guild_scheduled_events": [],
        "soundboard_sounds": [],
        "stickers": [],
    }


def message(number: int, content: str, author: Json, **values: object) -> Json:
    return {
        "id": str(number),
        "channel_id": str(CHANNEL),
        "author": author,
        "content": content,
        "timestamp": "2024-01-01T00:00:00+00:00",
        "edited_timestamp": None,
        "tts": False,
        "mention_everyone": False,
        "mentions": [],
        "mention_roles": [],
        "attachments": [],
        "embeds": [],
        "pinned": False,
        "type": 0,
        "flags": 0,
        "components": [],
        **values,
    }


def slash(number: int, name: str = "ask", **options: object) -> Json:
    """An INTERACTION_CREATE for a command, of somebody who manages the server."""
    kinds = {bool: 5, str: 3}
    return {
        "id": str(number),
        "application_id": str(APPLICATION),
        "type": 2,
        "token": f"interaction-{number}",
        "version": 1,
        "guild_id": str(GUILD),
        "channel_id": str(CHANNEL),
        "channel": channel(),
        "guild": {"id": str(GUILD), "locale": "en-US", "features": []},
        "member": {**member(user(PERSON, "alice")), "permissions": "2248473465835105"},
        "app_permissions": "2248473465835073",
        "locale": "en-US",
        "guild_locale": "en-US",
        "entitlements": [],
        "authorizing_integration_owners": {"0": str(GUILD)},
        "context": 0,
        "attachment_size_limit": 10485760,
        "data": {
            "id": "1",
            "name": name,
            "type": 1,
            "guild_id": str(GUILD),
            "options": [
                {"name": each, "type": kinds[type(value)], "value": value}
                for each, value in options.items()
            ],
        },
    }


def ready(address: str) -> Json:
    return {
        "v": 10,
        "user": user(BOT, "dateline", bot=True),
        "guilds": [{"id": str(GUILD), "unavailable": True}],
        "session_id": "session",
        "resume_gateway_url": f"ws://{address}/gateway",
        "application": {"id": str(APPLICATION), "flags": 0},
    }


def application() -> Json:
    return {
        "id": str(APPLICATION),
        "name": "Dateline",
        "icon": None,
        "description": "",
        "bot_public": False,
        "bot_require_code_grant": False,
        "verify_key": "0" * 64,
        "flags": 0,
        "owner": user(PERSON, "alice"),
    }


def registered(command: Json) -> Json:
    stated = {"id": "1", "application_id": str(APPLICATION), "guild_id": str(GUILD), "version": "1"}
    # Discord gives every command a description, those of a menu an empty one.
    defaults: Json = {"default_member_permissions": None, "options": [], "description": ""}
    return {**defaults, **command, **stated}
