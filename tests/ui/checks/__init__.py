"""Tests of the page of checks."""
