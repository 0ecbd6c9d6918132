"""Tests of verifying a return that somebody sent."""
