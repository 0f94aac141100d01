"""How good is it beside what one would build otherwise? One model, the same sets: ``make bench-quality``."""
