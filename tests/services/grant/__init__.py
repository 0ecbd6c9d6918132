"""Tests of the grant's use cases."""
