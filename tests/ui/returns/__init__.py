"""Tests of one screen."""
