"""Tests of the page of a first start."""
