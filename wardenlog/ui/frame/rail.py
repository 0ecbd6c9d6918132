"""The rail: a button for every page, with its icon and name, or narrow with its icon alone."""

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QLabel,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from wardenlog.ui.actions import ActionButton, make_action
from wardenlog.ui.frame.pages import PageSpec
from wardenlog.ui.theme.icons import icon_size

_WIDE: Final = 20
"""Characters across, where the names are shown."""


class Rail(QScrollArea):
    """`wanted` carries the key of the page to go to.

    In a low window the buttons stand closer, and where that is not enough they are scrolled.
    """

    wanted = Signal(str)

    def __init__(self, specs: Sequence[PageSpec], fold: QAction, owner: QWidget) -> None:
        """Make a button for each page, whose keys work while the focus is in the owner.

        `fold` is the action that makes the rail narrow, and wide again.
        """
        super().__init__()
        self.setObjectName("rail_room")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self._inside = QWidget()
        self._inside.setObjectName("rail")
        self._inside.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._inside.setProperty("tight", False)
        self.is_narrow = False
        self._name = QLabel("wardenlog")
        self._name.setProperty("words", "wordmark")
        self._group = QButtonGroup(self)
        self.buttons: dict[str, RailButton] = {}
        self._under = {spec.key: spec.under for spec in specs if spec.under}
        for spec in specs:
            if spec.under:
                continue
            button = RailButton(spec, owner)
            button.wanted.connect(self.wanted)
            self.buttons[spec.key] = button
            self._group.addButton(button)
        self._fold = ActionButton(fold)
        self._fold.setProperty("rail", "below")
        self._line = QFrame()
        self._line.setObjectName("rail_line")
        self._lay_out(specs)
        self._fit()

    def show_page(self, key: str) -> None:
        """Mark the page in view."""
        button = self.buttons[self._under.get(key, key)]
        button.setChecked(True)
        self.ensureWidgetVisible(button)

    def narrow(self, *, narrow: bool) -> None:
        """Show the icons alone, or the names too."""
        self.is_narrow = narrow
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(self.width(), 0)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().height() != event.oldSize().height():
            self._set_close()

    def _lay_out(self, specs: Sequence[PageSpec]) -> None:
        column = QVBoxLayout(self._inside)
        column.addWidget(self._name)
        for group in ("main", "below"):
            if group == "below":
                column.addStretch()
                column.addWidget(self._line)
            for spec in specs:
                if spec.group == group and not spec.under:
                    column.addWidget(self.buttons[spec.key])
        column.addWidget(self._fold)
        self.setWidget(self._inside)

    def _set_close(self) -> None:
        """Set the buttons apart where they have room, and else close."""
        self._be_tight(tight=False)
        if self._inside.minimumSizeHint().height() > self.height():
            self._be_tight(tight=True)

    def _be_tight(self, *, tight: bool) -> None:
        if self._inside.property("tight") == tight:
            return
        self._inside.setProperty("tight", tight)
        for button in (*self.buttons.values(), self._fold):
            button.style().unpolish(button)
            button.style().polish(button)
            button.updateGeometry()
        layout = self._inside.layout()
        if layout is not None:
            layout.activate()

    def _fit(self) -> None:
        unit = self.fontMetrics().height() // 2
        layout = self._inside.layout()
        if layout is None:
            return
        layout.setContentsMargins(unit, unit, unit, unit)
        layout.setSpacing(max(2, unit // 4))
        self._name.setVisible(not self.is_narrow)
        for button in (*self.buttons.values(), self._fold):
            button.say("" if self.is_narrow else button.action.text())
        wide = max(
            self.fontMetrics().averageCharWidth() * _WIDE,
            *(button.sizeHint().width() for button in (*self.buttons.values(), self._fold)),
        )
        self.setFixedWidth(icon_size() + unit * 5 if self.is_narrow else wide + unit * 2)
        self._set_close()


class RailButton(ActionButton):
    """A button of the rail; `wanted` carries the page it leads to."""

    wanted = Signal(str)

    def __init__(self, spec: PageSpec, owner: QWidget) -> None:
        super().__init__(make_action(f"go.{spec.key}", owner, self._want))
        self._key = spec.key
        self.setCheckable(True)
        self.setProperty("rail", spec.group)

    def _want(self) -> None:
        self.wanted.emit(self._key)
