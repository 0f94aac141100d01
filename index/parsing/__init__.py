"""The steps from a text to its exchanges; :mod:`onrecord.index.parsing.parser` takes them."""
