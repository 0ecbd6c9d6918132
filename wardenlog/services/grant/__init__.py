"""The grant's agreement: its particulars, its variations and terms, and its list of hotspots."""
