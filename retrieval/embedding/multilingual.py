"""The model for many languages: multilingual-e5-small, in a package of its own.

The package holds the files alone; it lies in `packages/dateline-languages`, since most archives
do without its 118 MB. `training/languages` tells how it was made.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from retrieval.embedding.model_files import E5, ModelFiles
from retrieval.errors import ConfigurationError

SETTING = "languages"
"""What DATELINE_EMBEDDING_MODEL says for it; a folder of that name is written ./languages."""

NAME = "multilingual-e5-small-int8"
TOKENIZER = "tokenizer.json"
MAX_TOKENS = 512  # as the model was trained
INSTALL = "pip install ./packages/dateline-languages"
"""Run where Dateline's sources lie: the package stands in no registry."""


def languages_folder() -> Path:
    """Where the installed package has its files.

    Raises:
        ConfigurationError: The package is not installed.
    """
    try:
        # Installed as plain files, which the graph has to be: onnxruntime takes a path.
        return Path(str(files("dateline_languages"))) / "model"
    except ModuleNotFoundError as error:
        raise ConfigurationError(
            f"DATELINE_EMBEDDING_MODEL={SETTING} needs the package dateline-languages. In the "
            f"folder of Dateline's sources, run: {INSTALL}"
        ) from error


def languages_files() -> ModelFiles:
    """The installed model's files.

    Raises:
        ConfigurationError: The package is not installed.
    """
    folder = languages_folder()
    # Set here and not read from the folder: the package is our own.
    query, passage = E5
    return ModelFiles(
        name=NAME,
        graph=folder / "model_int8.onnx",
        tokenizer=folder / TOKENIZER,
        max_tokens=MAX_TOKENS,
        query_prefix=query,
        passage_prefix=passage,
        across=True,
    )
