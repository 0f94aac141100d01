"""The attack: what breaks an archive, a reader or the page is found here before somebody else does."""
