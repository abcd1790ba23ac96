"""Imported by the process that children are forked from: what each would import or make out anew.

Chroma imports its last modules when a folder is opened first, numpy its random numbers when they
are asked for.
"""

from __future__ import annotations

import itertools

import chromadb.api.rust
import chromadb.telemetry.product.posthog  # noqa: F401

import support.killed_process
import support.slow_indexing  # noqa: F401
from support.archives import word_vector
from support.articles import SYLLABLES

for syllables in itertools.product(SYLLABLES, repeat=3):  # the words of stories
    word_vector("".join(syllables))
