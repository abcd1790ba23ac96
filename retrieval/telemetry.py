"""Libraries that call home, silenced before they are imported. docs/deploy.md lists them all.

Each module that imports one of them calls `disable_telemetry` first, so that it holds as well where
`retrieval` is used as a library.
"""

from __future__ import annotations

import os

from retrieval.redaction import add_secrets

SILENT = {
    # onnxruntime from 1.32 on: events to its maker's collector, a queue in the user's cache folder.
    "ORT_DISABLE_TELEMETRY": "1",
    "ANONYMIZED_TELEMETRY": "false",  # Chroma
    "HF_HUB_DISABLE_TELEMETRY": "1",  # huggingface_hub, which tokenizers brings along
    "DO_NOT_TRACK": "1",  # whoever else heeds it
}
"""Set whatever they were: no word about this machine is anybody's."""

ASIDE = {"HF_HUB_OFFLINE": "1", "TOKENIZERS_PARALLELISM": "true"}
"""Set unless the user has set them."""

TRACING = ("LANGCHAIN_", "LANGSMITH_")
"""How the variables begin that switch on LangChain's tracing and say where it goes."""


def disable_telemetry() -> None:
    """Tell the libraries to send nothing. Call it before one of them is imported."""
    os.environ.update(SILENT)
    for name, value in ASIDE.items():
        os.environ.setdefault(name, value)


def is_tracing_requested() -> bool:
    """Whether DATELINE_TRACING says yes; `env_file` takes no word on it from a file."""
    return os.environ.get("DATELINE_TRACING", "").strip().lower() in {"1", "true", "yes", "on"}


def disable_tracing() -> None:
    """Take LangSmith's variables out of this process, unless tracing is asked for.

    For the program alone: a host that uses `retrieval` as a library has its own tracing.
    """
    if is_tracing_requested():
        return
    for name in [name for name in os.environ if name.startswith(TRACING)]:
        add_secrets({name: os.environ.pop(name)})
