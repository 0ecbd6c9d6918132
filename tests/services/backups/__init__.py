"""Tests of the services on backups."""
