"""The heart: what the records say, counted in SQL by the rules of the domain page."""
