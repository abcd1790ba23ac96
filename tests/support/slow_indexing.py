"""Indexes a folder, slowly enough to be killed at any step; run in a process of its own."""

from __future__ import annotations

import time
from dataclasses import dataclass
from pathlib import Path

from retrieval.archive.indexing import index
from retrieval.types import Reading, SourceFile
from support.archives import Folder, HashedWords, opened


@dataclass
class SlowReader:
    folder: Folder

    def read(self, file: SourceFile) -> Reading:
        time.sleep(0.002)
        return self.folder.read(file)


def index_slowly(home: Path, articles: Path) -> None:
    folder = Folder(articles)
    embedder = HashedWords(pause=0.02)
    with opened(home, create=True) as archive:
        index(archive, embedder, folder.found(), SlowReader(folder).read)
