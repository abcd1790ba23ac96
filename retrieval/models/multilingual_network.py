"""The network that reads many languages, in the package of the embedding model for them."""

from __future__ import annotations

from retrieval.embedding.multilingual import TOKENIZER, languages_folder
from retrieval.models.cross_encoder import NetworkFiles

GRAPH = "reading_int8.onnx"


def languages_network() -> NetworkFiles | None:
    """Its files; None where the installed package is one of before it.

    Raises:
        ConfigurationError: The package is not installed.
    """
    folder = languages_folder()
    network = NetworkFiles(folder / GRAPH, folder / TOKENIZER, roberta=True)
    return network if network.graph.is_file() else None
