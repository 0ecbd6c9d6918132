"""Tests of what the return's sheets say."""
