"""Files made to keep a reader busy for ever: each is refused, and the next one is read."""

import io
import zipfile

import pytest

from retrieval.reading import find_files, read
from support.documents import _file

pytestmark = pytest.mark.slow


def reason(path):
    [file] = find_files([path]).files
    [failure] = read(file).failures
    return failure.reason


def test_a_pdf_whose_page_tree_has_no_end_is_refused(tmp_path):
    """The tree's root is its own child, twice."""
    path = tmp_path / "endless.pdf"
    path.write_bytes(
        _file(
            [
                b"<< /Type /Catalog /Pages 2 0 R >>",
                b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 1000000 /Parent 2 0 R >>",
                b"<< /Title (Endless) >>",
            ]
        )
    )
    assert reason(path)


def test_a_zip_of_a_hundred_thousand_files_is_refused(tmp_path):
    path = tmp_path / "many.zip"
    raw = io.BytesIO()
    with zipfile.ZipFile(raw, "w") as zipped:
        for number in range(100_000):
            zipped.writestr(f"{number}.txt", "")
    path.write_bytes(raw.getvalue())
    assert "10,000" in reason(path)
