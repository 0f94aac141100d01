"""Measures of single questions, and how sure a mean of them is. :mod:`onrecord.eval.figures` puts them together."""
