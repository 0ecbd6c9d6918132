"""Tests of the page of today."""
