"""The tick that lets a second person approve each return; kept with the council's own facts."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox

from wardenlog.errors import MachineError, UserError
from wardenlog.services.logbook import Changes
from wardenlog.services.returns.approving import ask_approval, asks_approval
from wardenlog.ui.desk import Desk


class ApprovalTick(QCheckBox):
    """`told` carries what to say in the status bar. It is off while no council is recorded."""

    told = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.setText(self.tr("A second person approves each return"))
        self.setAccessibleName(self.text())
        self._follow()
        self.clicked.connect(self._keep)
        desk.bus.changed.connect(self._hear)

    def _keep(self) -> None:
        try:
            changes = ask_approval(self._desk.record, wanted=self.isChecked())
        except (UserError, MachineError) as e:
            self._desk.prompts.tell_error(e)
            self._follow()
            return
        self._desk.bus.tell(changes)
        self.told.emit(self.tr("Ways of working saved"))

    def _hear(self, changes: object) -> None:
        if isinstance(changes, Changes) and "council" in changes.kinds:
            self._follow()

    def _follow(self) -> None:
        asks = asks_approval(self._desk.record)
        self.setEnabled(asks is not None)
        self.setChecked(bool(asks))
