"""Tests of the record form."""
