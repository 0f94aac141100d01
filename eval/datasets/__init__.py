"""Question sets: what is asked and what would be right, read from every form that a set comes in."""
