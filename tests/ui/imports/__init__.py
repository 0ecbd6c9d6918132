"""Tests of wardenlog.ui.imports."""
