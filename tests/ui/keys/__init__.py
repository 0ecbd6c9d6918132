"""Tests of the keys of actions."""
