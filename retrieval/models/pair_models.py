"""Pairs of texts, each read by the network that knows its languages.

The shipped network knows English. A pair of which one text is in another script than Latin is read
by the network of `packages/dateline-languages` where that is in use, else by none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from retrieval.language.alphabet import is_latin
from retrieval.models.cross_encoder import NetworkFiles, PairModel

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from tokenizers import Encoding

Pair = tuple[str, str]
Run = tuple["Network", list[int], "list[Encoding]", "list[list[NDArray[np.float32]]]"]
"""A network, the places of the pairs that it read, their tokens, and what came out."""


class Network(StrEnum):
    """The networks there are."""

    ENGLISH = "english"
    LANGUAGES = "languages"


class PairModels:
    """Some outputs of the networks.

    Args:
        outputs: Their names, the same in both.
        threads: How many pairs are run at once.
        languages: The network for many languages, where it is in use; loaded when it is needed.
    """

    def __init__(
        self, outputs: Sequence[str], threads: int, languages: NetworkFiles | None
    ) -> None:
        self._outputs, self._threads, self._languages = outputs, threads, languages
        self._english = PairModel(outputs, threads)

    # Two threads may both make one; its network is loaded once all the same.
    @cached_property
    def _of_languages(self) -> PairModel:
        return PairModel(self._outputs, self._threads, self._languages)

    def network(self, pair: Pair) -> Network | None:
        """The network that reads a pair; None where none can."""
        if all(map(is_latin, pair)):
            return Network.ENGLISH
        return Network.LANGUAGES if self._languages else None

    def run(self, pairs: Sequence[Pair]) -> Iterator[Run]:
        """What comes out of each network for the pairs that are its."""
        networks = [self.network(pair) for pair in pairs]
        # By network, not by pair: `indices` tell where each result belongs.
        for network in Network:
            indices = [at for at, its in enumerate(networks) if its is network]
            if indices:
                model = self._english if network is Network.ENGLISH else self._of_languages
                tokens = model.encode([pairs[at] for at in indices])
                yield network, indices, tokens, model.run(tokens)
