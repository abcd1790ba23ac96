"""The networks that know many languages, in the package of the embedding model for them."""

from __future__ import annotations

from retrieval.embedding.multilingual import INSTALL, TOKENIZER, languages_folder
from retrieval.errors import ConfigurationError
from retrieval.models.cross_encoder import NetworkFiles

READING, JUDGING = "reading_int8.onnx", "judging_int8.onnx"
"""The graph that reads passages for questions, and the one that judges claims on sentences."""


def languages_network(graph: str = READING) -> NetworkFiles:
    """The files of one of them.

    Raises:
        ConfigurationError: The package is not installed, or is one of before it had them.
    """
    folder = languages_folder()
    # multilingual-e5-small, of which they were made, has XLM-RoBERTa's tokenizer.
    network = NetworkFiles(folder / graph, folder / TOKENIZER, roberta=True)
    if not network.graph.is_file():
        raise ConfigurationError(
            "The installed package dateline-languages is an older one that lacks a network. In the "
            f"folder of Dateline's sources, run: {INSTALL}"
        )
    return network
