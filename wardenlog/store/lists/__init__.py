"""What lists on a screen read: ids in an order, then the rows of one page; never row by row."""
