"""A worker whose files, by their names, make it die, hang, print, fail or answer with a trap."""

import os
import sys
import time
from pathlib import Path
from types import ModuleType

from retrieval.reading import read
from retrieval.reading.press import language_detection
from retrieval.reading.sandbox import worker_process


class Trap:
    def __init__(self, path):
        self.path = path

    def __reduce__(self):
        return os.mkdir, (self.path,)


class Unsure:
    """In the place of the model of languages."""

    def classify(self, _):
        return "en", 0.0


def read_oddly(file):
    path = Path(file.key)
    path.with_suffix(".seen").write_text(str(os.getpid()))
    match path.stem.partition("-")[0]:
        case "dies":
            os._exit(9)
        case "hangs":
            time.sleep(600)
        case "prints":
            os.write(1, b"something else\n")
            sys.stdout.write("and more\n")
        case "fails":
            raise ValueError("a fault of ours")
        case "trap":
            return Trap(str(path.with_suffix(".sprung")))
    return read(file)


if __name__ == "__main__":
    # No page is read here, and no language told: to load what does takes most of a worker's time.
    sys.modules["trafilatura"] = ModuleType("trafilatura")
    language_detection._identifier = Unsure
    worker_process.main(read_oddly)
