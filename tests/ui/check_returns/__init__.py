"""Tests of the window that checks returns which others sent."""
