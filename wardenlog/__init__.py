"""wardenlog: a council's record of community-warden patrols, and the return its funder reads."""

__version__ = "0.1.0"
