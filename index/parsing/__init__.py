"""The steps from a text to its exchanges; :mod:`index.transcripts` takes them."""
