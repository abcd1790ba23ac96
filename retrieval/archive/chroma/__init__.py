"""The archive's vectors in a Chroma server that several machines share."""
