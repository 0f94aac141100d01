"""Measures of single questions, and how sure a mean of them is."""
