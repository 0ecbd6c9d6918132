"""Tests of the services: the jobs that the window and the command line share."""
