"""Dates as news text writes them, read strictly."""
