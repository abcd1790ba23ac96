"""Reasons why a claim can't be said on its evidence; a rule here only ever speaks against."""

from retrieval.veto.checks import vetoes
from retrieval.veto.missing_names import SameName

__all__ = ["SameName", "vetoes"]
