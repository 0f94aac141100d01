"""What the bundled model is made of; :mod:`index.bundled` runs it."""
