"""The window: one folder for each screen, and what they share. Qt is used here and in `app`."""
