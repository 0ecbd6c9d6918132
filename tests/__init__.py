"""The tests of wardenlog, in folders that mirror the package."""
