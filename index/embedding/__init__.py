"""Texts to vectors, with the bundled model or any of sentence-transformers."""
