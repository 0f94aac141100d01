"""How fast is it? On Record beside what a user would build otherwise, in one run: ``make bench``."""
