"""Making a follow-up question stand alone, before it is planned."""

from retrieval.search.followup.standalone import stand_alone

__all__ = ["stand_alone"]
