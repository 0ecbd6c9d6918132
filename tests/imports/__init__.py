"""Tests of wardenlog.imports."""
