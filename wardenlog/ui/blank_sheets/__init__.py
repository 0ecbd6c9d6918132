"""Blank shift sheets with numbers of their own: the form that asks for them, and their drawing."""
