"""A zip that is read from a folder of its own."""

import pytest

from retrieval.reading import find_files, read


@pytest.fixture
def reading(tmp_path, monkeypatch):
    """Reads a zip with this content, which lies in a folder of its own."""
    folder = tmp_path / "news"
    folder.mkdir()
    monkeypatch.chdir(tmp_path)

    def of(raw):
        (folder / "a.zip").write_bytes(raw)
        (file,) = find_files(["news/a.zip"]).files
        found = read(file)
        assert [str(p.relative_to(tmp_path)) for p in tmp_path.rglob("*")] == ["news", "news/a.zip"]
        return found

    return of
