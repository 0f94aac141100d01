"""Compares On Record with what one would build otherwise, in quality and in speed; not installed with it."""
