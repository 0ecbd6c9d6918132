"""Tries the program in the form it is given to councils: frozen, without a Python beside it."""
