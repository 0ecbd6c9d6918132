"""What the law and the counting rules say, read from `resources/`: powers, measures and checks."""
