"""What the window shows while no record is open: the page of a first start, or why not."""

from wardenlog.ui.start.page import Answers, StartPage, begun_words
from wardenlog.ui.start.refusal import RefusalPage
from wardenlog.ui.start.typed import TypedPage

__all__ = ["Answers", "RefusalPage", "StartPage", "TypedPage", "begun_words"]
