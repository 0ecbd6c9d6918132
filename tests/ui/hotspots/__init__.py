"""Tests of the page of hotspots."""
