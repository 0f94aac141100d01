"""Runs: a set asked of the assistant that users have, kept as a file."""
