"""What a watch finds its articles in."""

import pytest

from support.watch_posts import early


@pytest.fixture
def articles(tmp_path):
    return early(tmp_path / "articles")
