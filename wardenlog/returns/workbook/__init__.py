"""The workbook engine: from plain descriptions of sheets to a finished .xlsx, and back."""
