"""The embedding model that the setting names."""

from __future__ import annotations

from pathlib import Path

from retrieval.embedding.minilm import MiniLM
from retrieval.embedding.model_files import model_files
from retrieval.embedding.multilingual import SETTING, languages_files
from retrieval.embedding.provider import ProviderModel
from retrieval.embedding.sentence_model import SentenceModel
from retrieval.env_file import names_provider, withheld_note
from retrieval.errors import ConfigurationError, first_line
from retrieval.telemetry import disable_telemetry


def chosen_model(named: str | None, threads: int) -> SentenceModel | ProviderModel:
    """The model of DATELINE_EMBEDDING_MODEL: the shipped one, another of ours, or the user's.

    Args:
        named: The setting: None, `languages`, a folder, or `provider:model` as LangChain's
            `init_embeddings` takes it. A folder of such a name comes before a provider.
        threads: For a model that runs here.

    Raises:
        ConfigurationError: The folder is broken, or a package or the provider's key is missing.
    """
    if named is None:
        return MiniLM(threads)
    if named == SETTING:
        return SentenceModel(languages_files(), threads)
    folder = Path(named).expanduser()
    if not folder.is_dir() and names_provider(named):
        return _of_provider(named, threads)
    return SentenceModel(model_files(folder), threads)


def _of_provider(name: str, threads: int) -> ProviderModel:
    disable_telemetry()
    # Imported here: no other model needs LangChain, and `dateline ask` starts without it.
    from langchain.embeddings import init_embeddings

    try:
        embeddings = init_embeddings(name)
    # LangChain's message names the package to install.
    except ImportError as error:
        raise ConfigurationError(
            f"DATELINE_EMBEDDING_MODEL names {name!r}, whose package is missing: "
            f"{first_line(error)}."
        ) from error
    except Exception as error:  # each provider's client has its own kinds
        raise ConfigurationError(
            f"The embedding model {name!r} can't be made: {first_line(error)}. Check "
            "DATELINE_EMBEDDING_MODEL (a folder or provider:model) and the provider's key, or "
            f"unset it to use the shipped model.{withheld_note()}"
        ) from error
    return ProviderModel(name, embeddings, MiniLM(threads))
