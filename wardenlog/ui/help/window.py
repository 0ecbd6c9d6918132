"""Help where there is no page for it: F1 in a dialog or at a first start opens it in a window."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QDialog, QVBoxLayout, QWidget

from wardenlog.settings import SettingsFile
from wardenlog.ui.actions import give_keys, make_action
from wardenlog.ui.theme.look import Theme


class HelpWindow(QDialog):
    """Shows the help beside the window or dialog that it belongs to, and holds nothing up."""

    def __init__(self, settings: SettingsFile, theme: Theme, parent: QWidget) -> None:
        from wardenlog.ui.help.page import HelpPage

        super().__init__(parent)
        self.setWindowTitle(self.tr("Help"))
        self.page = HelpPage(settings, theme)
        QVBoxLayout(self).addWidget(self.page)
        metrics = self.fontMetrics()
        self.resize(metrics.averageCharWidth() * 120, metrics.height() * 36)
        if isinstance(parent, QDialog):
            parent.finished.connect(self.close)


class HelpKey(QObject):
    """Gives every dialog that gets the keyboard the action of help."""

    def __init__(self, application: QApplication, settings: SettingsFile, theme: Theme) -> None:
        super().__init__(application)
        self._settings = settings
        self._theme = theme
        application.focusChanged.connect(self._reach)

    def serve(self, owner: QWidget) -> None:
        """Give a widget help of its own, once, by the keys that are in force now."""
        if "window.help" not in (action.objectName() for action in owner.actions()):
            action = make_action("window.help", owner, self._show)
            keys = self._settings.now.shortcuts.get("window.help")
            if keys is not None:
                give_keys(action, keys)

    def _reach(self, old: QWidget | None, now: QWidget | None) -> None:
        window = None if now is None else now.window()
        if isinstance(window, QDialog) and not isinstance(window, HelpWindow):
            self.serve(window)

    def _show(self) -> None:
        from wardenlog.ui.help.sections import place_about

        focused = QApplication.focusWidget()
        if focused is None:
            return
        window = focused.window()
        helper = window.findChild(HelpWindow) or HelpWindow(self._settings, self._theme, window)
        helper.page.show_place(place_about(focused, None))
        helper.show()
        helper.raise_()
        helper.activateWindow()
