"""The network that reads many languages, in the package of the embedding model for them."""

from __future__ import annotations

from retrieval.embedding.multilingual import INSTALL, TOKENIZER, languages_folder
from retrieval.errors import ConfigurationError
from retrieval.models.cross_encoder import NetworkFiles

GRAPH = "reading_int8.onnx"


def languages_network() -> NetworkFiles:
    """Its files.

    Raises:
        ConfigurationError: The package is not installed, or is one of before it had them.
    """
    folder = languages_folder()
    # multilingual-e5-small, of which it was made, has XLM-RoBERTa's tokenizer.
    network = NetworkFiles(folder / GRAPH, folder / TOKENIZER, roberta=True)
    if not network.graph.is_file():
        raise ConfigurationError(
            "The installed package dateline-languages is an older one that reads nothing. In the "
            f"folder of Dateline's sources, run: {INSTALL}"
        )
    return network
