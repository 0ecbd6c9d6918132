"""The page of checks: which records need a person to decide."""
