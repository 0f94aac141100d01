"""Transcripts in, a searchable archive out. Knows nothing of questions being asked."""
