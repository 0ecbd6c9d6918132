"""What is recorded: frozen types and vocabularies, one file per noun family; no input or output.

The types are made when the first of them is asked for: that takes long, and a window that only
shows what is recorded needs none of them.
"""

from importlib import import_module
from typing import TYPE_CHECKING

from wardenlog.model.ids import new_id as new_id

if TYPE_CHECKING:
    from wardenlog.model.whole import *  # noqa: F403


def __getattr__(name: str) -> object:
    """Return what `whole` has under a name; AttributeError where it has nothing."""
    if name.startswith("_"):  # import machinery asks for many of these
        raise AttributeError(name)
    return getattr(import_module("wardenlog.model.whole"), name)
