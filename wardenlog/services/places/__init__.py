"""Hotspots and public spaces protection orders: listed, counted, saved, outlined, pasted in."""
