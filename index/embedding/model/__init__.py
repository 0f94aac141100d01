"""What the bundled model is made of; :mod:`onrecord.index.embedding.bundled` runs it."""
