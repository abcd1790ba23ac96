"""The chat model that the settings name; its vendor is imported when it is made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from retrieval.env_file import withheld_note
from retrieval.errors import ConfigurationError, first_line
from retrieval.settings import Settings
from retrieval.telemetry import disable_telemetry

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel


LIMITS = frozenset({"timeout", "max_retries"})
"""What a chat model's client is asked to respect; not every provider's class takes each."""


def make_chat_model(settings: Settings) -> BaseChatModel:
    """The chat model that DATELINE_CHAT_MODEL names.

    Raises:
        ConfigurationError: The provider is unknown, its package or its key is missing.
    """
    name = settings.chat_model or ""
    # At the first colon: a model's own name may have more, "openai:ft:gpt:mine".
    provider, _, model = (part.strip() for part in name.partition(":"))
    if not (provider and model):
        raise ConfigurationError("DATELINE_CHAT_MODEL is not set; write it as provider:model.")
    # Further tries are ours (chat_model/calling.py): a client's would not know the question's
    # time limit.
    options: dict[str, Any] = {"timeout": settings.model_seconds, "max_retries": 0}
    if settings.chat_url:
        options["base_url"] = settings.chat_url
    try:
        return _init_chat_model(provider, model, options)
    except ImportError as error:
        raise ConfigurationError(
            f"DATELINE_CHAT_MODEL names the provider {provider!r}, whose package is missing: "
            f"{first_line(error)}."
        ) from error
    except Exception as error:  # each provider's client has its own kinds
        raise ConfigurationError(
            f"The chat model {name!r} can't be made: {first_line(error)}. "
            "Check DATELINE_CHAT_MODEL (provider:model) and the provider's key, or unset it to "
            f"answer without a model.{withheld_note()}"
        ) from error


def _init_chat_model(provider: str, model: str, options: dict[str, Any]) -> BaseChatModel:
    """The model; a provider that refuses a limit of ours is made without that limit.

    The answer's own clock holds all the same; an address of the user's own is never left out.
    """
    # Before LangChain is imported, which loads what would send reports.
    disable_telemetry()
    from langchain.chat_models import init_chat_model
    from pydantic import ValidationError

    try:
        made: BaseChatModel = init_chat_model(model, model_provider=provider, **options)
    except ValidationError as error:
        # `loc` is the place of what was refused, the field's name first.
        refused = {part for one in error.errors() for part in one["loc"][:1]} & LIMITS
        if not refused:
            raise
        kept = {name: value for name, value in options.items() if name not in refused}
        made = init_chat_model(model, model_provider=provider, **kept)
    return made
