"""The files of an embedding model for many languages, in `model/`; Dateline runs them."""
