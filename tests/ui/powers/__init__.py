"""The page of powers."""
