"""What the coordinator does with returns: build one from the record."""
