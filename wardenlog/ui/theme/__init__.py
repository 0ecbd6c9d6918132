"""How the window looks: colours as data, and what Qt makes of them."""
