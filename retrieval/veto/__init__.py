"""Reasons why a claim can't be said on its evidence; a rule here only ever speaks against."""

from retrieval.veto.checks import vetoes

__all__ = ["vetoes"]
