"""The archive on disk: one SQLite file as the only truth, and what is made from it."""
