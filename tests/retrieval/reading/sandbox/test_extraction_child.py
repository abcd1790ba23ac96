"""The child that reads a document: one JSON object for whatever it is handed."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest

from retrieval.child_processes import child_environment

pytestmark = pytest.mark.slow

MEMORY, SECONDS = 1024**3, 20
SENTENCE = "Ferries to Orlin will run hourly from Monday."
RTF = r"{\rtf1\ansi Ferries to Orlin will run hourly from Monday.}"


def read(form: str, raw: bytes, memory: int = MEMORY) -> dict[str, Any]:
    command = [sys.executable, "-m", "retrieval.reading.sandbox.extraction_child"]
    done = subprocess.run(
        [*command, form, str(memory), str(SECONDS)], input=raw, capture_output=True, check=True,
        env=child_environment(),
    )  # fmt: skip
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def test_what_is_in_a_document_comes_back() -> None:
    assert SENTENCE in "".join(read("rtf", RTF.encode())["pages"])


def test_what_is_broken_is_a_reason_in_a_sentence_and_no_traceback() -> None:
    told = read("pdf", b"%PDF-1.4 or nothing")
    assert told.keys() == {"reason"}
    assert told["reason"].endswith(".")


def test_it_imports_nothing_of_what_makes_articles() -> None:
    code = (
        "import sys, retrieval.reading.sandbox.extraction_child\n"
        "print([name for name in ('article', 'files', 'web') if f'retrieval.reading.{name}'"
        " in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True,
        env=child_environment(),
    )  # fmt: skip
    assert done.stdout == "[]\n"
