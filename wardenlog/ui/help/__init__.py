"""The help: pages of plain Markdown that are read without a connection."""
