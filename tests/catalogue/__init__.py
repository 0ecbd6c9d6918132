"""Tests of the catalogue: powers, measures and checks."""
