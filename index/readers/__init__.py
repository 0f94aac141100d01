"""Each format to text; :mod:`onrecord.index.readers.sources` chooses."""
