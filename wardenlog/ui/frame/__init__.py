"""The window: rail, top bar, page in view and status bar; one file for each."""

from wardenlog.ui.frame.pages import PAGES, PageSpec
from wardenlog.ui.frame.window import MainWindow

__all__ = ["PAGES", "MainWindow", "PageSpec"]
