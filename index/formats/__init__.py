"""Each format to text; :mod:`index.readers` chooses."""
