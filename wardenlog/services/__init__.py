"""The use cases that both the window and the command line call; no Qt."""
