"""Answers searches until its input ends: a text a line in, the articles nearest to it out."""

import json
import sys
from pathlib import Path

from retrieval.archive.vectors import Vectors
from support.archives import near_articles, opened


def main(home: Path) -> None:
    with opened(home) as archive:
        vectors = Vectors(archive)
        for line in sys.stdin:
            found = near_articles(archive, vectors, json.loads(line), 5)
            sys.stdout.write(json.dumps(found) + "\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
