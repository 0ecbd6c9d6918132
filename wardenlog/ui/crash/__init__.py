"""What happens when the program itself goes wrong: caught, logged, told once, and gone on from."""

from wardenlog.ui.crash.crashes import Crashes
from wardenlog.ui.crash.hooks import Hooks
from wardenlog.ui.crash.last_time import LastTime

__all__ = ["Crashes", "Hooks", "LastTime"]
