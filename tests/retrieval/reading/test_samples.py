"""The sample archive that comes with the project."""

from pathlib import Path

import pytest

from retrieval.reading import find_files, read

FOLDER = Path(__file__).parents[3] / "articles"
FOUND = find_files([FOLDER]).files
OURS = "Dateline sample, after "
"""The words are ours, so no other outlet may stand over them, and no page holds them."""


def test_there_are_sixteen_sample_articles():
    assert len(FOUND) == 16


@pytest.mark.parametrize("file", FOUND, ids=[Path(file.source).name for file in FOUND])
def test_a_sample_reads_whole_with_all_it_states(file):
    reading = read(file)
    assert reading.failures == ()
    (article,) = reading.articles
    body = article.text.split("---\n", 2)[2]
    assert article.title
    assert article.title not in body
    assert Path(file.source).name.startswith(f"{article.published}-")
    assert article.published_how == "metadata"
    assert article.outlet.startswith(OURS)
    assert f"first reported by {article.outlet.removeprefix(OURS)} on " in body
    assert article.url is None
    assert 120 <= len(body.split()) <= 250
