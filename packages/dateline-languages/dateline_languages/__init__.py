"""The files of two models for many languages, in `model/`; Dateline runs them."""
