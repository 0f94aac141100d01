"""What a language model that the user names may add, off by default, and what checks it."""
