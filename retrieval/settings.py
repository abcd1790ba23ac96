"""The settings: values and their validation, and nothing else.

Read from the environment, where `env_file` has put what `.env` says, then defaults. Importing
this module reads nothing.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import ZoneInfo

from platformdirs import user_data_path
from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from retrieval.env_file import ENV_FILE
from retrieval.errors import ConfigurationError
from retrieval.validation_errors import reason_for

LONGEST_SECONDS = 86_400  # a day
LONGEST_DAYS = 36_500  # a century: past it somebody has mistaken the unit

Ids = Annotated[frozenset[int], NoDecode]
"""Discord ids, written as a comma-separated list."""

Hours = Annotated[frozenset[Annotated[int, Field(ge=0, le=23)]], NoDecode]
"""Hours of the day, written as a comma-separated list."""

Names = Annotated[frozenset[str], NoDecode]
"""Names, written as a comma-separated list."""


class Settings(BaseSettings):
    """Everything that can be set. `.env.example` lists each with a line of explanation."""

    model_config = SettingsConfigDict(
        env_prefix="DATELINE_", env_ignore_empty=True, extra="ignore", frozen=True
    )

    # Where the archive lies: alone in a folder, or with its log in a database.
    home: Path = Field(default_factory=lambda: user_data_path("dateline"))
    database_url: SecretStr | None = None
    language: Literal["en", "ru", "kk"] | None = None
    articles: Path = Path("articles")
    watch: bool = True
    feed_minutes: float = Field(default=0, ge=0, le=LONGEST_SECONDS)
    allowed_hosts: Names = frozenset()
    embedding_model: str | None = None
    # For the models that run here, and for as many processes that read files.
    threads: int = Field(default=2, ge=1, le=64)
    # A chat model, and what it may take and cost: in seconds, in tokens.
    chat_model: str | None = None
    chat_url: str | None = None
    model_seconds: float = Field(default=30.0, gt=0, le=LONGEST_SECONDS)
    question_tokens: int = Field(default=16_000, ge=0)
    daily_tokens: int = Field(default=0, ge=0)
    # Receipts and backups: 0 keeps the former for ever, and makes none of the latter.
    receipt_days: int = Field(default=400, ge=0, le=LONGEST_DAYS)
    backup_hours: float = Field(default=0, ge=0, le=24 * LONGEST_DAYS)
    backups_kept: int = Field(default=7, ge=1, le=10_000)
    fallback: bool = True
    # Here it is only checked: `telemetry` looks for it before there are settings.
    tracing: bool = False
    answer_seconds: float = Field(default=60.0, gt=0, le=LONGEST_SECONDS)
    # Where the bot answers, and whom. No servers named are none; no channels and roles are all.
    discord_guilds: Ids = frozenset()
    discord_channels: Ids = frozenset()
    discord_roles: Ids = frozenset()
    discord_dms: bool = False
    discord_long_answers: Literal["pages", "thread"] = "pages"
    discord_threads: bool = False
    discord_forums: Ids = frozenset()
    discord_weekly_channels: Ids = frozenset()
    discord_index_roles: Ids = frozenset()
    discord_delete_roles: Ids = frozenset()
    # How much may be asked, and what the audit log says; 0 sets no limit.
    discord_user_per_minute: int = Field(default=10, ge=0, le=1000)
    discord_guild_per_minute: int = Field(default=60, ge=0, le=10_000)
    audit_questions: bool = False
    # When watches post.
    quiet_hours: str | None = None
    digest_hours: Hours = frozenset()
    timezone: str | None = None
    log_level: str = "INFO"
    log_format: Literal["text", "json"] = "text"
    # What the servers ask for; a SecretStr shows itself as asterisks.
    mcp_token: SecretStr | None = None
    serve_key: SecretStr | None = None
    serve_per_minute: int = Field(default=60, ge=0, le=10_000)
    # Under names of their own, without DATELINE_ before them.
    discord_token: SecretStr | None = Field(default=None, validation_alias="DISCORD_TOKEN")
    chroma_url: str | None = Field(default=None, validation_alias="CHROMA_URL")
    chroma_token: SecretStr | None = Field(default=None, validation_alias="CHROMA_TOKEN")
    chroma_ca_file: Path | None = Field(default=None, validation_alias="CHROMA_CA_FILE")
    chroma_tenant: str = Field(default="default_tenant", validation_alias="CHROMA_TENANT")
    chroma_database: str = Field(default="default_database", validation_alias="CHROMA_DATABASE")
    chroma_collection: str = Field(default="dateline", validation_alias="CHROMA_COLLECTION")
    chroma_seconds: float = Field(
        default=2.0, gt=0, le=LONGEST_SECONDS, validation_alias="CHROMA_SECONDS"
    )

    @field_validator(
        "chat_model",
        "chat_url",
        "embedding_model",
        "language",
        "database_url",
        "discord_token",
        "mcp_token",
        "serve_key",
        "quiet_hours",
        "timezone",
        "chroma_url",
        "chroma_token",
        "chroma_ca_file",
        mode="before",
    )
    @classmethod
    def _empty_is_unset(cls, value: Any) -> Any:
        """`NAME=` in a file means that the setting is not used."""
        return None if isinstance(value, str) and not value.strip() else value

    @field_validator("home", mode="before")
    @classmethod
    def _expand_home(cls, value: Any) -> Any:
        # Blanks are an unset folder: Path("") would be the current one.
        return Path(value).expanduser() if str(value).strip() else user_data_path("dateline")

    @field_validator("articles", mode="before")
    @classmethod
    def _expand_articles(cls, value: Any) -> Any:
        return Path(value).expanduser() if str(value).strip() else Path("articles")

    @field_validator("chat_url", "chroma_url")
    @classmethod
    def _is_address(cls, value: str | None) -> str | None:
        if value is not None and not value.lower().startswith(("http://", "https://")):
            raise ValueError("write it as http://HOST:PORT/... or https://...")
        return value

    @field_validator("database_url")
    @classmethod
    def _is_database(cls, value: SecretStr | None) -> SecretStr | None:
        url = value.get_secret_value() if value else "postgresql://"
        if not url.startswith(("postgresql://", "postgres://")):
            raise ValueError("write it as postgresql://USER:PASSWORD@HOST:PORT/DATABASE")
        return value

    @field_validator("chroma_ca_file")
    @classmethod
    def _is_file(cls, value: Path | None) -> Path | None:
        if value is not None and not value.expanduser().is_file():
            raise ValueError("there is no such file; name one with certificates in PEM form")
        return value and value.expanduser()

    @field_validator("chroma_collection")
    @classmethod
    def _names_collection(cls, value: str) -> str:
        # dateline, news.2026: as Chroma takes them
        if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]{1,126}[A-Za-z0-9]", value):
            raise ValueError("use 3 to 128 letters, digits, dots and dashes, for example dateline")
        return value

    @field_validator(
        "allowed_hosts",
        "discord_guilds",
        "discord_channels",
        "discord_roles",
        "discord_forums",
        "discord_weekly_channels",
        "digest_hours",
        "discord_index_roles",
        "discord_delete_roles",
        mode="before",
    )
    @classmethod
    def _split_list(cls, value: Any) -> Any:
        return (
            # "12, 34,": NoDecode hands the text over as it is; pydantic-settings would want JSON.
            [part.strip() for part in value.split(",") if part.strip()]
            if isinstance(value, str)
            else value
        )

    @field_validator("chat_model")
    @classmethod
    def _names_provider(cls, value: str | None) -> str | None:
        # "openai:" and ":gpt-4o-mini" lack a half.
        if value is not None and not all(part.strip() for part in value.partition(":")[::2]):
            raise ValueError("write it as provider:model, for example openai:gpt-4o-mini")
        return value

    @field_validator("mcp_token", "serve_key")
    @classmethod
    def _cannot_be_guessed(cls, value: SecretStr | None) -> SecretStr | None:
        key = value.get_secret_value() if value else None
        if key is not None and not (len(key) >= 16 and key.isascii() and key.isprintable()):
            raise ValueError("use 16 plain characters or more; `openssl rand -hex 24` makes some")
        return value

    @field_validator("quiet_hours")
    @classmethod
    def _are_hours(cls, value: str | None) -> str | None:
        # "22-07", "9 - 17"
        hours = re.fullmatch(r"\s*(\d{1,2})\s*-\s*(\d{1,2})\s*", value or "")
        if value is not None and not (hours and all(int(hour) < 24 for hour in hours.groups())):
            raise ValueError("write two hours from 0 to 23, for example 22-07")
        return value

    @field_validator("timezone")
    @classmethod
    def _is_timezone(cls, value: str | None) -> str | None:
        try:
            # An unknown name is a LookupError, "../x" a ValueError.
            return value and ZoneInfo(value).key
        except (OSError, ValueError, LookupError):
            raise ValueError("write it as Area/City, for example Europe/Paris") from None

    @field_validator("log_format", mode="before")
    @classmethod
    def _known_format(cls, value: Any) -> Any:
        if str(value).strip().lower() not in {"text", "json"}:
            raise ValueError("use text or json")
        return str(value).strip().lower()

    @field_validator("log_level")
    @classmethod
    def _known_level(cls, value: str) -> str:
        if value.upper() not in {"DEBUG", "INFO", "WARNING", "ERROR"}:
            raise ValueError("use DEBUG, INFO, WARNING or ERROR")
        return value.upper()


def in_a_home_of_its_own(settings: Settings, home: Path) -> Settings:
    """The same settings for an archive in `home` alone, which no other machine or server has."""
    alone = {"home": home, "database_url": None, "chroma_url": None}
    return settings.model_copy(update=alone)


def read_settings(**values: Any) -> Settings:
    """The settings as they stand, `values` before the environment.

    Raises:
        ConfigurationError: A setting is wrong; the message names it and says why.
    """
    try:
        return Settings(**values)
    except ValidationError as error:
        first = error.errors()[0]
        name = str(first["loc"][0]).upper() if first["loc"] else "a setting"
        name = name if name.startswith(("DISCORD_TOKEN", "CHROMA_")) else f"DATELINE_{name}"
        # Not from the error: pydantic's own message would show the value, which may be a key.
        raise ConfigurationError(
            f"{name} is wrong: {reason_for(first)}. Correct it in the environment or in {ENV_FILE}."
        ) from None
