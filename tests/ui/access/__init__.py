"""Whether every screen can be used by everybody: by keyboard, by ear, and with large text."""
