"""The returns: which agreement and period, what to put in, and the workbook that comes of it."""
