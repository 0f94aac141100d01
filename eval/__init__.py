"""How good is it? Question sets, measures and runs."""
