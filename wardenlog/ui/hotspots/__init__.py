"""The page of hotspots: where, since when, and how well covered."""
