"""Tests of what happens when the program itself goes wrong."""
