"""Files to be read ahead, by workers that may go wrong."""

import time

from retrieval.reading import find_files, read
from retrieval.reading.sandbox.read_ahead import ReadAhead
from support.kept_workers import KeptWorkers

STORY = "The harbour of {} was closed on Monday, the mayor said in a statement.\n"


def folder_of(path, *names):
    for name in names:
        (path / name).write_text(STORY.format(name))
    return find_files([path]).files


def oddly(workers=KeptWorkers, **values):
    """Two processes that are put to work at once, and read as `faulty_worker` does."""
    return ReadAhead(read, 2, pays=0.0, workers=workers("support.faulty_worker"), **values)


def read_all(ahead, files):
    ahead.expect(files)
    return [ahead.read(file) for file in files]


def eventually(check):
    for _ in range(600):
        if check():
            return True
        time.sleep(0.05)
    return False
