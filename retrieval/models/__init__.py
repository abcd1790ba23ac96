"""The shipped models that read: the reader of passages and the entailment model."""
