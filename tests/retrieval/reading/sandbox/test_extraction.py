"""Reading in a child process: limits of memory, time and output, and no keys."""

import time

import pytest

from retrieval.errors import UnreadableArticle
from retrieval.reading import find_files, read
from retrieval.reading.formats.pdf import ocr
from retrieval.reading.sandbox.extraction import ExtractionLimits, extract_in_child
from support.documents import bomb, pdf, pdf_of_streams
from support.pdf_refusals import FIRST, refusal

pytestmark = pytest.mark.slow


def test_a_bomb_is_refused_and_the_run_goes_on(tmp_path, monkeypatch):
    monkeypatch.setattr(ocr, "is_installed", lambda: False)
    raw = pdf_of_streams([bomb(layers=2, megabytes=120)])
    assert len(raw) < 5_000
    (tmp_path / "a.pdf").write_bytes(raw)
    (tmp_path / "b.txt").write_text("The harbour of Tully was closed on Monday.\n")
    bad, good = (read(file) for file in find_files([tmp_path]).files)
    assert bad.failures[0].reason.endswith(".")
    assert [article.text[:11] for article in good.articles] == ["The harbour"]


def test_a_child_out_of_memory_is_a_refusal():
    raw = pdf(FIRST) + b"\n" * 50_000_000
    assert "too large" in refusal(raw, ExtractionLimits(memory=64 * 1024**2))


def test_a_child_that_takes_too_long_is_killed():
    start = time.monotonic()
    assert "0.02 seconds" in refusal(pdf(FIRST), ExtractionLimits(seconds=0.02))
    assert time.monotonic() - start < 5


def test_a_child_that_works_too_long_is_killed():
    busy = b"BT /F1 1 Tf (%s) Tj ET\n" % (b"ab cd " * 200_000)
    raw = pdf_of_streams([b"<< /Length %d >>\nstream\n%s\nendstream" % (len(busy), busy)])
    start = time.monotonic()
    assert "seconds" in refusal(raw, ExtractionLimits(work_seconds=1))
    assert time.monotonic() - start < 29


def test_a_child_that_writes_too_much_is_stopped():
    assert "takes more" in refusal(pdf(FIRST), ExtractionLimits(output=20))


def test_a_child_gets_no_keys(monkeypatch):
    from retrieval.child_processes import child_environment

    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret")
    assert "sk-secret" not in str(child_environment())


def test_an_unknown_format_is_a_refusal():
    with pytest.raises(UnreadableArticle):
        extract_in_child("tiff", b"")
