"""Figures to a frozen return to a workbook, and back: nothing here touches the record."""
