"""The keys in force: the registry's, or what the user chose; given to every action of a window."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QCoreApplication, QObject, Signal
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget

from wardenlog.errors import UserError
from wardenlog.settings import SettingsFile
from wardenlog.ui.actions import ACTIONS, give_keys, translated

translate = QCoreApplication.translate

_EVERYWHERE: Final = {"window", "go", "list", "form"}
"""Screens whose actions are there beside those of any other."""


class Keys(QObject):
    """`changed` comes when keys were changed, after every action of the window has them."""

    changed = Signal()

    def __init__(self, settings: SettingsFile, window: QWidget) -> None:
        super().__init__(window)
        self._settings = settings
        self._window = window
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._reach)

    def of(self, action_id: str) -> tuple[str, ...]:
        """Return an action's keys in Qt's portable spelling."""
        chosen = self._settings.now.shortcuts.get(action_id)
        return ACTIONS[action_id].keys if chosen is None else chosen

    def is_changed(self, action_id: str) -> bool:
        """Whether an action has other keys than the registry's."""
        return self.of(action_id) != ACTIONS[action_id].keys

    def change(self, action_id: str, keys: Sequence[str]) -> None:
        """Give an action other keys, or none.

        UserError where they are needed for typing or do something else already, or where they
        cannot be kept.
        """
        for each in keys:
            if writes(each):
                raise UserError(
                    f"“{native(each)}” is needed for typing. Add Ctrl or Alt, or use a function"
                    " key.",
                    field="keys",
                )
            other = self.clash(action_id, each)
            if other is not None:
                raise UserError(
                    f"“{native(each)}” already does “{translated(ACTIONS[other].text)}”"
                    f" ({screen_name(other)}). Use other keys, or change those first.",
                    field="keys",
                )
        chosen = dict(self._settings.now.shortcuts) | {action_id: tuple(keys)}
        if tuple(keys) == ACTIONS[action_id].keys:
            del chosen[action_id]
        self._keep(chosen)

    def reset(self, action_id: str | None = None) -> None:
        """Give one action, or all, the registry's keys again; UserError as `change`."""
        if action_id is None:
            self._keep({})
        else:
            self.change(action_id, ACTIONS[action_id].keys)

    def clash(self, action_id: str, key: str) -> str | None:
        """Return another action that a key would do where this one is, or None.

        Keys that the registry gives to both are theirs: they are never there together.
        """
        wanted, here = QKeySequence(key), _screen(action_id)
        for other in ACTIONS:
            there = _screen(other)
            meet = here == there or not _EVERYWHERE.isdisjoint((here, there))
            same = any(QKeySequence(each) == wanted for each in self.of(other))
            both = key in ACTIONS[action_id].keys and key in ACTIONS[other].keys
            if other != action_id and meet and same and not both:
                return other
        return None

    def apply(self, root: QWidget) -> None:
        """Give every action below a widget its keys."""
        for action in (*root.actions(), *root.findChildren(QAction)):
            self._give(action)

    def _keep(self, chosen: dict[str, tuple[str, ...]]) -> None:
        kept = self._settings.choose(shortcuts=chosen)
        self.apply(self._window)
        self.changed.emit()
        if not kept:
            raise UserError(
                "The keys are changed until you close wardenlog. They could not be kept: the"
                " settings file cannot be written.",
                field="keys",
            )

    def _give(self, action: QAction) -> None:
        action_id = action.objectName()
        if action_id in ACTIONS:
            give_keys(action, self.of(action_id))

    def _reach(self, old: QWidget | None, now: QWidget | None) -> None:
        """Give keys to the actions that are live now, which may be newer than the last change."""
        while now is not None:
            for action in now.actions():
                self._give(action)
            now = now.parentWidget()


def native(key: str) -> str:
    """Return keys as this computer spells them."""
    return QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText)


def writes(key: str) -> bool:
    """Whether keys write a character where somebody is typing."""
    parts = key.split("+") if key != "+" else [key]
    plain = not {"Ctrl", "Alt", "Meta"} & set(parts[:-1])
    return plain and (parts[-1] in ("", "Space") or len(parts[-1]) == 1)


def screen_name(action_id: str) -> str:
    """Return the name of the screen that an action belongs to."""
    screen = _screen(action_id)
    names = {
        "window": translate("keys", "Everywhere"),
        "go": translate("keys", "Going to a page"),
        "list": translate("keys", "Any list"),
        "form": translate("keys", "Any form"),
        "sheets": translate("keys", "Shift sheets"),
        "sheet": translate("keys", "A shift sheet"),
        "return": translate("keys", "Returns"),
        "received": translate("keys", "Check returns"),
        "settings": translate("keys", "Settings"),
        "start": translate("keys", "First start"),
        "keys": translate("keys", "All keys"),
    }
    return names.get(screen, screen.replace("_", " ").capitalize())


def _screen(action_id: str) -> str:
    return action_id.partition(".")[0]
