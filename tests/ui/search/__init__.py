"""Tests of quick find."""
