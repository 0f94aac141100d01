"""The tables of an archive: one SQLite file, the only source of truth."""
