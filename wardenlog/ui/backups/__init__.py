"""Backups in the window: made beside it by themselves, listed, and restored after a preview."""
