"""Text as it is stored and compared: spans, offsets, words, languages."""
