"""Files that other programs open: written so that nothing is harmed and nothing is executed."""
