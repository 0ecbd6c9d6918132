"""What the coordinator does with returns."""
