"""The window that checks returns which others sent; it needs no record and opens none."""
