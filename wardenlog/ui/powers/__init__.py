"""The page of powers: which were used, at what stage, by whom, and what followed."""
