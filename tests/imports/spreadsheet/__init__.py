"""Tests of wardenlog.imports.spreadsheet."""
