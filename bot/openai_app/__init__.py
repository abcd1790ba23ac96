"""The archive behind an OpenAI-compatible endpoint."""
