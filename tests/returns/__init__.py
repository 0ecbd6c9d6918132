"""The return: workbook engine, figures and amendments."""
