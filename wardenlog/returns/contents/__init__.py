"""What each sheet of the return says: one module a sheet, from frozen figures to plain cells."""
