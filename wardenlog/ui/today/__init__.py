"""The page of today: what is missing, late or short this week, and where to go for it."""
