"""The keys of every action: which they are, changing them, and the window that lists them."""
