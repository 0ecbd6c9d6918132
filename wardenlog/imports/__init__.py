"""Reading in what others wrote: spreadsheets through a gate, previewed, applied as one batch."""
