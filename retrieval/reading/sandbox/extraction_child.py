"""The child process: `python -m retrieval.reading.sandbox.extraction_child FORMAT MEMORY SECONDS`.

It limits itself before it looks at a byte, reads standard input, and writes one JSON object:
`pages`, `title` and `author`, or `reason`, a sentence that says why it could not.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import asdict

from retrieval.errors import UnreadableArticle
from retrieval.reading.formats.docx import extract_docx
from retrieval.reading.formats.encoding import normalize_line_ends
from retrieval.reading.formats.epub import extract_epub
from retrieval.reading.formats.odt import extract_odt
from retrieval.reading.formats.pdf.document import extract_pdf, extract_scanned_pdf
from retrieval.reading.formats.rtf import extract_rtf
from retrieval.reading.sandbox.extraction import Extracted
from retrieval.reading.sandbox.resource_limits import limit_process

# By the names that the readers in `formats` pass to `extract_in_child`.
_EXTRACT: dict[str, Callable[[bytes], Extracted]] = {
    "pdf": extract_pdf,
    "scanned pdf": extract_scanned_pdf,
    "docx": extract_docx,
    "rtf": extract_rtf,
    "odt": extract_odt,
    "epub": extract_epub,
}


def main(form: str, memory: int, seconds: int) -> None:
    """Read a document of this format from standard input and write what is in it."""
    limit_process(memory=memory, seconds=seconds, files=False)
    told = _told(form)
    # `normalize_line_ends` makes U+FFFD of a lone surrogate, which UTF-8 can't hold.
    sys.stdout.buffer.write(
        normalize_line_ends(json.dumps(told, ensure_ascii=False)).encode("utf-8")
    )


def _told(form: str) -> dict[str, object]:
    try:
        return asdict(_EXTRACT[form](sys.stdin.buffer.read()))
    except UnreadableArticle as error:
        return {"reason": str(error)}
    except (MemoryError, RecursionError):
        return {"reason": "It is too large or too deeply nested to be read; split it."}
    except ImportError as error:
        return {"reason": f"{error.name} is missing here; install Dateline again."}
    except Exception as error:  # a parser's kinds are many, and a broken file shows them all
        return {"reason": f"It is damaged ({type(error).__name__}); save it again and try again."}


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
