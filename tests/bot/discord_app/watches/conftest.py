"""What a watch finds its articles in."""

import pytest

from support.town_articles import write
from support.watch_posts import EARLY


@pytest.fixture
def articles(tmp_path):
    folder = tmp_path / "articles"
    write(folder, "storm", "A storm at Tarnby", "The Courier", "2015-05-20", EARLY)
    return folder
