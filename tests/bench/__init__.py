"""The jobs of docs/benchmarks.md: one file each, found by its name `s<number>_<job>.py`."""
