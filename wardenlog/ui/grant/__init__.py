"""The page of the grant: what the agreement says, and what varied it."""
