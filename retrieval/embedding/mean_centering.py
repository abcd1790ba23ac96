"""Taking out of a model's vectors what all of them have in common.

Under some models (E5 among them) any two texts have a cosine of 0.7 or more: their vectors
share one large part. Cosines then say little beside word scores, and no bound on them holds
from model to model. With the common part taken out, unrelated texts have about none again.

Source: Mu and Viswanath 2018, "All-but-the-Top", without the directions after the mean.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

LEAST_MEAN_COSINE = 0.25
"""The mean cosine of unrelated texts from which it is worth it; MiniLM has about 0.05."""

# In several languages and scripts, since what all vectors share is wanted, not what English does.
SAMPLE = (
    "The ferry will not sail until the storm has passed.",
    "Parliament voted on the budget late on Tuesday.",
    "A violinist from the north won the competition.",
    "Wheat prices fell for the third month in a row.",
    "Doctors warn that too few nurses are being trained.",
    "The goalkeeper was injured before half-time.",
    "An old bridge over the river was pulled down.",
    "Scientists counted more storks than last year.",
    "The court sent the case back to the lower judge.",
    "Snow closed the mountain road to lorries.",
    "Новый детский сад открыли на окраине города.",
    "Цены на бензин снова выросли.",
    "Музей показывает письма художника.",
    "Рыбаки нашли в озере старую лодку.",
    "L'usine de papier fermera à la fin du mois.",
    "Les élèves ont planté cent arbres dans la cour.",
    "Die Bahn baut eine neue Strecke bis zur Küste.",
    "Der Imker verlor im Winter die Hälfte seiner Bienen.",
    "El volcán lleva dos semanas en calma.",
    "La panadería abre ahora los domingos.",
    "市政府决定修建新的图书馆。",
    "台風で多くの列車が止まった。",
    "فاز الفريق بكأس البطولة للمرة الثانية.",
    "Köydeki okul yaz boyunca onarıldı.",
)
"""Sentences on different matters. A change of them changes vectors: mind the model's name."""


def common_part(vectors: NDArray[np.float32]) -> NDArray[np.float32] | None:
    """The common part of unrelated texts' unit vectors, shape (dimension,); None if it is small."""
    count = len(vectors)
    mean = np.asarray(vectors.mean(axis=0), dtype=np.float32)
    # The mean of all pairs' cosines, each vector's with itself left out.
    # The cosines of all pairs add up to count² · |mean|²; `count` of them are 1, each one's own.
    cosine = (count * float(mean @ mean) - 1) / (count - 1)
    return mean if cosine >= LEAST_MEAN_COSINE else None
