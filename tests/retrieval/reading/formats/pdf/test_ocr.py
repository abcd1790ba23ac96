"""Scanned PDFs, read by a program in tesseract's place, and by tesseract where it is installed."""

import shutil
import sys

import pytest

from retrieval.errors import UnreadableArticle
from retrieval.reading.formats.pdf import ocr
from retrieval.reading.formats.pdf.document import read_pdf
from support.documents import pdf_of_streams

pytestmark = pytest.mark.slow

TABLE = """level page_num block_num par_num line_num word_num left top width height conf text
1 1 0 0 0 0 0 0 1700 2200 -1 
5 1 1 1 1 1 200 300 90 30 96 Harbour
5 1 1 1 1 2 300 300 120 30 96 is
5 1 1 1 1 3 430 301 120 30 96 closed.
5 1 2 1 1 1 200 400 90 30 96 Tully
5 1 3 1 1 1 600 402 90 34 96 3,000
5 1 2 1 2 1 200 450 90 30 96 Arden
5 1 3 1 2 1 600 450 90 30 96 200
"""  # noqa: W291 - the first row has no text

SCAN = pdf_of_streams([b"<< /Length 0 >>\nstream\n\nendstream"])


@pytest.fixture
def fake(tmp_path, monkeypatch):
    """A program called tesseract that sees the same table in every picture."""
    program = tmp_path / "tesseract"
    (tmp_path / "table").write_text(TABLE.replace(" ", "\t"))
    program.write_text(
        f"#!{sys.executable}\nimport sys\n"
        "if '--list-langs' in sys.argv: print('List:\\neng\\nosd\\nrus'); sys.exit()\n"
        "assert sys.stdin.buffer.read(2) == b'P5' and 'eng+rus' in sys.argv\n"
        f"print(open({str(tmp_path / 'table')!r}).read())\n"
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


def test_the_words_of_a_scan_are_read_like_those_of_any_page(fake):
    article = read_pdf(SCAN, "a.pdf", "/a.pdf")
    assert article.text == "Harbour is closed.\n\nTully\t3,000\nArden\t200"
    assert article.pages == (0,)


def test_a_scan_without_words_is_told(fake):
    (fake / "table").write_text(TABLE.split("\n", 1)[0].replace(" ", "\t") + "\n")
    with pytest.raises(UnreadableArticle, match=r"sees no words in them\.$"):
        read_pdf(SCAN, "a.pdf", "/a.pdf")


def test_a_program_that_fails_is_told(fake):
    (fake / "table").unlink()
    with pytest.raises(UnreadableArticle, match="tesseract can't read it"):
        read_pdf(SCAN, "a.pdf", "/a.pdf")


def test_where_it_is_missing_that_is_said(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UnreadableArticle, match=r"only images\. Install tesseract.*\(OCR\)"):
        read_pdf(SCAN, "a.pdf", "/a.pdf")


@pytest.mark.skipif(not shutil.which("tesseract"), reason="tesseract is not installed")
def test_the_real_program_knows_its_languages():
    assert ocr.is_installed()
    assert "osd" not in ocr._languages.__wrapped__()
