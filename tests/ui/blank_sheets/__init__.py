"""Tests of the blank sheets to print."""
