"""The page of people: who may do what, in which post, funded by what."""
