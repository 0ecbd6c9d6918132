"""Backups of the record: made and thinned by themselves, listed, and restored by a person."""
