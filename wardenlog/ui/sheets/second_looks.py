"""What a second person is asked about the sheet in hand, where the council's ways ask it."""

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from wardenlog.errors import MachineError, UserError
from wardenlog.model import Shift
from wardenlog.services import second_look
from wardenlog.services.second_look import Difference, SecondLook
from wardenlog.ui.actions import make_action
from wardenlog.ui.desk import Desk
from wardenlog.ui.sheets.presenter import KIND, SheetPresenter
from wardenlog.ui.sheets.rekey_dialog import RekeyDialog


class SecondLooks(QObject):
    """Two actions that are there only while they are asked for.

    `changed` comes when something else is asked; `told` with words to say. While a sheet is typed
    again, what is in `covered` is out of sight.
    """

    changed = Signal()
    told = Signal(str)

    def __init__(
        self, owner: QWidget, desk: Desk, presenter: SheetPresenter, covered: Sequence[QWidget]
    ) -> None:
        super().__init__(owner)
        self._owner = owner
        self._desk = desk
        self._presenter = presenter
        self._covered = covered
        self._hidden: list[QWidget] = []
        self._asked = SecondLook()
        self.check = make_action("sheet.check", owner, self.ask_who)
        self.rekey = make_action("sheet.rekey", owner, self.type_again)
        self.actions = (self.check, self.rekey)
        self.follow()

    def look(self) -> None:
        """Ask again what is wanted of the sheet in hand."""
        before, self._asked = self._asked, SecondLook()
        if self._presenter.is_recorded:
            shift_id = self._presenter.draft.id
            self._asked = second_look.second_look(self._desk.record, shift_id)
        self.follow()
        if self._asked != before:
            self.changed.emit()

    @property
    def words(self) -> str:
        """What is asked or was done, for the line above a sheet that is as it was saved."""
        asked = self._asked
        if self._presenter.is_dirty:
            return ""
        said = []
        if asked.waits_for_check:
            changed = asked.checked is not None
            said.append(
                self.tr("Changed since a second person checked it")
                if changed
                else self.tr("Not checked by a second person")
            )
        elif asked.check_asked and asked.checked is not None:
            said.append(self.tr("Checked by {0}").format(asked.checked.person))
        if asked.waits_for_rekey:
            said.append(self.tr("To be typed again"))
        elif asked.rekey_asked and asked.rekeyed is not None:
            number = len(asked.rekeyed.differences)
            said.append(
                self.tr("Typed again: {0} differences").format(number)
                if number
                else self.tr("Typed again, the same")
            )
        return " · ".join(said)

    def ask_who(self) -> None:
        """Ask who compared the sheet with its paper."""
        sheet = self._presenter.draft.sheet
        self._desk.prompts.ask_text(
            self.tr("Sheet {0} is checked").format(sheet),
            self.tr("Who compared sheet {0} with its paper? Not who typed it.").format(sheet),
            self._checked,
        )

    def type_again(self) -> None:
        """Open an empty sheet to type this one into a second time."""
        shift, _ = self._desk.logbook.load(KIND, self._presenter.draft.id)
        dialog = RekeyDialog(self._desk, cast("Shift", shift), self._owner)
        dialog.kept.connect(self._typed_again)
        dialog.to_correct.connect(self._to_correct)
        dialog.finished.connect(self._uncover)
        self._hidden = [each for each in self._covered if each.isVisible()]
        for each in self._hidden:
            each.hide()
        dialog.open()

    def follow(self) -> None:
        """Offer what is asked of the sheet while it is as it was saved."""
        clean = not self._presenter.is_dirty
        for action, waits in (
            (self.check, self._asked.waits_for_check),
            (self.rekey, self._asked.waits_for_rekey),
        ):
            action.setVisible(waits and clean)
            action.setEnabled(waits and clean)

    def _checked(self, person: str) -> None:
        try:
            second_look.check(self._desk.record, self._presenter.draft.id, person)
        except (UserError, MachineError) as e:
            self._desk.prompts.tell_error(e)
            return
        self.told.emit(self.tr("Checked by {0}").format(person))
        self.look()

    def _typed_again(self, found: Sequence[Difference]) -> None:
        self.told.emit(
            self.tr("Typed again: {0} differences are on record").format(len(found))
            if found
            else self.tr("Typed again: both typings are the same")
        )
        self.look()

    def _to_correct(self, found: Sequence[Difference]) -> None:
        first = found[0]
        self.told.emit(
            self.tr("Put right: {0}, recorded {1}, typed again {2}").format(
                first.place, first.recorded, first.typed
            )
        )

    def _uncover(self) -> None:
        for each in self._hidden:
            each.show()
        self._hidden = []
