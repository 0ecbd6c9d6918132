"""The page that brings in a file: its steps, and the imports made so far."""
